import type { Command } from "../input/index.js";

/** What a player can be told to do. */
export interface PlayerCommands {
  /** Loads the game, as it will soon be played. */
  prepare(): void;
  togglePlay(): void;
  frameStep(): void;
  setFast(on: boolean): void;
  setSlow(on: boolean): void;
  setRewinding(on: boolean): void;
  saveState(): void;
  loadState(): void;
  toggleMute(): void;
  setVolume(volume: number): void;
  toggleFullScreen(): void;
  /** Begins anew after a failure. */
  retry(): void;
}

/** Does what a key or a gamepad's control asks for as it goes down and up. */
export function perform(commands: PlayerCommands, command: Command, pressed: boolean): void {
  if (command === "fast-forward") {
    commands.setFast(pressed);
  } else if (command === "slow-motion") {
    commands.setSlow(pressed);
  } else if (command === "rewind") {
    commands.setRewinding(pressed);
  } else if (pressed && command !== "screenshot") {
    commands[ONCE[command]]();
  }
}

/** Commands that are done when their key goes down. */
const ONCE = {
  pause: "togglePlay",
  "frame-step": "frameStep",
  "save-state": "saveState",
  "load-state": "loadState",
  fullscreen: "toggleFullScreen",
  mute: "toggleMute",
} as const;
