import { useEffect } from "preact/hooks";
import { machine } from "../state/machine.js";
import { settings } from "../state/preferences.js";
import { session } from "../state/session.js";
import { soundLocked } from "../state/sound.js";
import { rewindable, rewinding, speedWords } from "../state/tempo.js";
import { Button } from "./button.js";
import { Icon } from "./icons.js";
import { useStats } from "./use-stats.js";

/** The speed, where it is not the usual one; while rewinding, how much is left. */
export function SpeedChip() {
  const words = speedWords.value;
  if (words === undefined || session.value?.phase !== "running") {
    return null;
  }
  return (
    <p class="chip chip-speed numbers">
      <Icon name={rewinding.value ? "rewind" : "speed"} />
      {words}
      {rewinding.value && ` · ${Math.floor(rewindable.value / 60)} s left`}
    </p>
  );
}

/** How it runs, for who wants to know. */
export function StatsChip() {
  const stats = useStats(settings.value.picture.stats);
  if (!stats || session.value?.phase !== "running") {
    return null;
  }
  const { fps, frameTime, sound } = stats;
  return (
    <p class="chip chip-stats numbers">
      {fps.toFixed(1)} fps · {frameTime.p50.toFixed(1)} ms · sound {Math.round(sound.latencyMs)} ms
    </p>
  );
}

/** Where the browser waits for a click before it lets a page be heard. */
export function SoundChip() {
  const isLocked = soundLocked.value && session.value?.phase === "running";
  useEffect(() => {
    if (!isLocked) {
      return;
    }
    const stop = new AbortController();
    const unlock = () => void machine.peek()?.gameBoy.play();
    for (const type of ["pointerdown", "keydown"]) {
      addEventListener(type, unlock, { signal: stop.signal });
    }
    return () => stop.abort();
  }, [isLocked]);
  return isLocked ? (
    <div class="chip chip-sound">
      <Button look="plain" icon="muted">
        Click for sound
      </Button>
    </div>
  ) : null;
}
