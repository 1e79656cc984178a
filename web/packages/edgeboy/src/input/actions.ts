import { BUTTON_BITS } from "../buttons.js";
import type { Button } from "../types.js";

/** What a player can ask for beside pressing the Game Boy's buttons. */
export type Command =
  | "rewind"
  | "fast-forward"
  | "slow-motion"
  | "pause"
  | "frame-step"
  | "save-state"
  | "load-state"
  | "screenshot"
  | "fullscreen"
  | "mute";

/** All that a key or a gamepad's control can be bound to. */
export type Action = Button | Command;

/** Each action in the order of a settings page, with its name for a player. */
export const actionLabels: Readonly<Record<Action, string>> = {
  up: "Up",
  down: "Down",
  left: "Left",
  right: "Right",
  a: "A",
  b: "B",
  start: "Start",
  select: "Select",
  rewind: "Rewind",
  "fast-forward": "Fast-forward",
  "slow-motion": "Slow motion",
  pause: "Pause",
  "frame-step": "Next frame",
  "save-state": "Save state",
  "load-state": "Load state",
  screenshot: "Screenshot",
  fullscreen: "Full screen",
  mute: "Mute",
};

/** All actions, in the order of {@link actionLabels}. */
export const actions = Object.keys(actionLabels) as readonly Action[];

export function isButton(action: Action): action is Button {
  return action in BUTTON_BITS;
}
