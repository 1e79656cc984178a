import { ALLOWED_LATENCY } from "./audio/latency.js";
import { EdgeBoyError } from "./errors.js";
import type { GameBoyOptions } from "./types.js";

/** Frames that can be run at once: about 17 minutes of a game. */
const MOST_FRAMES = 60_000;

/** Refuses a speed that is not one. */
export function checkSpeed(speed: number): void {
  if (speed !== Number.POSITIVE_INFINITY) {
    check("speed", speed, 0.25, 16);
  }
}

/** Refuses a volume that is not one. */
export function checkVolume(volume: number): void {
  check("volume", volume, 0, 1);
}

/** Refuses frames that would keep the worker busy for minutes, and rates that the machine does not make. */
export function checkRun(count: number, sampleRate: number): void {
  check("count", Number.isInteger(count) ? count : Number.NaN, 0, MOST_FRAMES);
  check("sampleRate", sampleRate, 8000, 192_000);
}

/** Refuses options that are out of their ranges; others are checked where they are used. */
export function checkOptions(options: GameBoyOptions): void {
  const { speed, volume, latency, rewindSeconds } = options;
  if (speed !== undefined) {
    checkSpeed(speed);
  }
  if (volume !== undefined) {
    checkVolume(volume);
  }
  if (latency !== undefined) {
    check("latency", latency, ALLOWED_LATENCY.least, ALLOWED_LATENCY.most);
  }
  if (rewindSeconds !== undefined) {
    check("rewindSeconds", rewindSeconds, 0, 300);
  }
}

function check(name: string, value: number, least: number, most: number): void {
  if (!(value >= least && value <= most)) {
    const range = `${least} to ${most}${name === "speed" ? ", or Infinity" : ""}`;
    throw new EdgeBoyError("unsupported-option", `${name} can be ${range}, not ${value}.`);
  }
}
