import type { Command } from "edgeboy";
import { toggleFullscreen } from "./device.js";
import { machine } from "./machine.js";
import { change, settings } from "./preferences.js";
import { takeScreenshot } from "./screenshot.js";
import { session, togglePause } from "./session.js";
import { loadFrom, saveTo } from "./states.js";
import { fast, fastHeld, rewinding, slow } from "./tempo.js";
import { say } from "./toasts.js";

/** What each command does when its key goes down (`true`) and up. */
const COMMANDS: Record<Command, (pressed: boolean) => void> = {
  rewind(pressed) {
    rewinding.value = pressed && settings.peek().speed.rewind;
  },
  "fast-forward"(pressed) {
    if (settings.peek().speed.fastKey === "hold") {
      fastHeld.value = pressed;
    } else if (pressed) {
      fast.value = !fast.value;
    }
  },
  "slow-motion": onPress(() => {
    slow.value = !slow.value;
  }),
  pause: onPress(togglePause),
  "frame-step": onPress(stepFrame),
  "save-state": onPress(() => void saveTo()),
  "load-state": onPress(() => void loadFrom()),
  screenshot: onPress(() => void takeScreenshot()),
  fullscreen: onPress(() => void toggleFullscreen()),
  mute: onPress(toggleMute),
};

/** Does what a key, a gamepad or the touch pad asks for. */
export function perform(command: Command, pressed: boolean): void {
  COMMANDS[command](pressed);
}

function onPress(run: () => void): (pressed: boolean) => void {
  return (pressed) => {
    if (pressed) {
      run();
    }
  };
}

/** Shows the next frame; a running game is paused first. */
function stepFrame(): void {
  const now = session.peek();
  if (now?.phase === "running") {
    togglePause();
  }
  const gameBoy = machine.peek()?.gameBoy;
  void gameBoy?.pause().then(() => gameBoy.runFrames(1));
}

function toggleMute(): void {
  const muted = !settings.peek().sound.muted;
  change("sound", { muted });
  say(muted ? "Muted" : "Sound on", { icon: muted ? "muted" : "sound" });
}
