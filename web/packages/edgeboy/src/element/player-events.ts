import type { GameBoy } from "../game-boy.js";
import type { Events, LoadOptions } from "../types.js";
import type { Settings } from "./settings.js";

/** The events of a Game Boy that its player passes on as they are. */
const PASSED_ON = [
  "play",
  "pause",
  "battery",
  "batterysaved",
  "rumble",
  "speed",
  "sound",
  "error",
] as const;

/** The events of a player. */
export type PlayerEvent = "load" | (typeof PASSED_ON)[number];

/** How a player loads a game; another game, or leaving the page, gives it up. */
export type PlayerLoadOptions = Omit<LoadOptions, "signal">;

/** The element that a player is in. */
export interface PlayerHost {
  readonly element: HTMLElement;
  /** What the attributes say at present. */
  readonly settings: Settings;
  setMuted(muted: boolean): void;
  setVolume(volume: number): void;
  emit<K extends PlayerEvent>(event: K, detail: Events[K]): void;
}

/** Tells the page what a Game Boy tells, until the signal comes. */
export function passOn(gameBoy: GameBoy, host: PlayerHost, signal: AbortSignal): void {
  for (const event of PASSED_ON) {
    listen(gameBoy, event, (detail) => host.emit(event, detail), signal);
  }
}

/** Listens to a Game Boy until the signal comes. */
export function listen<K extends keyof Events>(
  gameBoy: GameBoy,
  event: K,
  listener: (detail: Events[K]) => void,
  signal: AbortSignal,
): void {
  signal.addEventListener("abort", gameBoy.on(event, listener));
}
