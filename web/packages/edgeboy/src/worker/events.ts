import type { EdgeBoyError } from "../errors.js";

/** What the worker tells without being asked. */
export interface WorkerEvents {
  /** It takes calls: the first event of all. */
  ready: undefined;
  /** A picture of this frame was shown. */
  frame: number;
  /** The pixels of each picture, if they are asked for. */
  picture: Uint8ClampedArray<ArrayBuffer>;
  /** The battery save of the game with this hash. */
  battery: BatterySave;
  /** The motor went on or off. */
  rumble: boolean;
  /** While rewinding: frames that it can still go back. */
  rewind: number;
  /** The machine failed and stopped. */
  crashed: Pick<EdgeBoyError, "message">;
}

/** What a game's battery keeps. */
export interface BatterySave {
  /** SHA-256 of the ROM. */
  hash: string;
  bytes: Uint8Array<ArrayBuffer>;
}

/** Tells an event. */
export type Tell = <K extends keyof WorkerEvents>(event: K, detail: WorkerEvents[K]) => void;
