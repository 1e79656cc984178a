import { useEffect, useRef } from "preact/hooks";
import { Bar } from "../components/bar.js";
import { SoundChip, SpeedChip, StatsChip } from "../components/chips.js";
import { Overlay } from "../components/overlay.js";
import { Pad } from "../components/pad.js";
import { Screen } from "../components/screen.js";
import { barHidden, wakeBar } from "../state/bar.js";
import { padShown } from "../state/device.js";
import { titleOf } from "../state/library.js";
import { machine } from "../state/machine.js";
import { settings } from "../state/preferences.js";
import { route } from "../state/route.js";
import { session } from "../state/session.js";
import { focusStage, stage } from "../state/stage.js";

/** Where a game is played. */
export function Play() {
  const title = titleOf(route.value.game);
  const sheet = route.value.sheet !== undefined;
  const withPad = padShown.value && session.value?.phase !== "failed";
  const first = useRef(true);
  useEffect(() => {
    // On coming here; a sheet that closes gives the focus back by itself.
    if (first.current && !sheet) {
      focusStage();
      first.current = false;
    }
  }, [sheet]);
  const classes = [
    "play",
    "eb-dusk",
    ...(withPad ? ["with-pad"] : []),
    ...(sheet ? ["under-sheet"] : []),
    ...(barHidden.value ? ["bar-away"] : []),
  ];
  return (
    <div class={classes.join(" ")} onPointerMove={wakeBar} onPointerDown={wakeBar}>
      <Bar />
      <main id="main" class="play-main">
        <h1 class="unseen">{title}</h1>
        <div class="stage">
          <Screen canvas={machine.value?.canvas} scaling={settings.value.picture.scaling}>
            {/* Keys pressed here are the game's, which "application" tells screen readers. */}
            <div
              ref={stage}
              class="stage-focus"
              role="application"
              // biome-ignore lint/a11y/noNoninteractiveTabindex: the game takes keys.
              tabIndex={0}
              aria-label={`${title}, the game's picture`}
              aria-describedby="stage-hint"
            />
            <p id="stage-hint" class="unseen">
              Keys go to the game. Press the question mark for the list of keys, Escape to pause.
            </p>
            {!sheet && <Overlay />}
            <SpeedChip />
            <StatsChip />
            <SoundChip />
          </Screen>
        </div>
        {withPad && <Pad />}
      </main>
    </div>
  );
}
