import { effect, signal } from "@preact/signals";
import { GamepadInput, KeyboardInput, type PadInfo } from "edgeboy";
import { perform } from "./commands.js";
import { machine } from "./machine.js";
import { settings } from "./preferences.js";
import { openSheet, route } from "./route.js";
import { session, togglePause } from "./session.js";

/** What the player's controls press. */
export const buttons = {
  setButtons(bits: number, source?: string): void {
    machine.peek()?.gameBoy.setButtons(bits, source);
  },
};

/** The gamepads that are connected. */
export const pads = signal<readonly PadInfo[]>([]);

const { bindings } = settings.peek().controls;

const keyboard = new KeyboardInput(buttons, { bindings, onAction: perform });

/** Reads the gamepads: for playing, and for binding their controls. */
export const gamepad = new GamepadInput(buttons, {
  bindings,
  onAction: perform,
  onPadsChange: (now) => {
    pads.value = now;
  },
});

effect(() => {
  const now = settings.value.controls.bindings;
  keyboard.bindings = now;
  gamepad.bindings = now;
});
effect(() => {
  const isPlaying = route.value.game !== undefined && route.value.sheet === undefined;
  keyboard.enabled = isPlaying;
  gamepad.enabled = isPlaying;
});
effect(() => machine.value?.gameBoy.on("rumble", (on) => gamepad.rumble(on)));

addEventListener("keydown", (event) => {
  if (event.defaultPrevented || event.ctrlKey || event.metaKey || route.peek().sheet) {
    return;
  }
  if (event.key === "?" && !(event.target instanceof HTMLInputElement)) {
    event.preventDefault();
    openSheet("help");
  }
  // Nobody can bind Escape; in full screen the browser keeps it.
  if (event.key === "Escape" && session.peek()?.phase === "running") {
    togglePause();
  }
});
