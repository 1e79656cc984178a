import type { BatteryStore } from "../types.js";

/** A game of the library, as a list shows it. */
export interface Game {
  /** SHA-256 of the ROM, 64 hexadecimal digits. */
  readonly hash: string;
  readonly title: string;
  /** The name of the file that the game came in. */
  readonly fileName: string;
  /** Whether the ROM is in the library. Without it, only the game's saves are kept. */
  readonly hasRom: boolean;
  /** Bytes of the ROM; 0 without one. */
  readonly romBytes: number;
  /** Milliseconds since 1970, as all times of the library. */
  readonly addedAt: number;
  readonly lastPlayed?: number | undefined;
  /** Seconds played in all. */
  readonly playedSeconds: number;
  readonly picture?: Blob | undefined;
}

/** One battery save of a game: the newest is the current one, those before it are kept for a while. */
export interface BatteryGeneration {
  /** For {@link BatteryShelf.get}. */
  readonly id: number;
  readonly hash: string;
  readonly savedAt: number;
  /** Bytes of the save. */
  readonly size: number;
  /** Written by the game as it ran, or put there by a person. */
  readonly origin: "game" | "import";
  /** When an import took its place, if one did. */
  readonly replacedAt?: number | undefined;
  /** The fingerprint of the cartridge's RAM. */
  readonly ram: string;
  /** Its place in the order of everything saved. Clocks are set back at times; this never goes back. */
  readonly serial: number;
}

/** A save state, without its bytes. */
export interface StateSlot {
  readonly hash: string;
  /** `1` to `8`, or `auto` and `undo`. */
  readonly slot: string;
  readonly savedAt: number;
  /** Bytes of the state. */
  readonly size: number;
  readonly picture?: Blob | undefined;
  /** Frames since power-on. */
  readonly frame?: number | undefined;
  /** The fingerprint of the cartridge's RAM at that moment, if it was given. */
  readonly ram?: string | undefined;
  /** Its place in the order of everything saved. */
  readonly serial: number;
}

/** The battery saves of all games, each with its generations. */
export interface BatteryShelf extends BatteryStore {
  /**
   * The generations of a game's battery save, the current one first.
   *
   * @throws `StorageError`
   */
  list(hash: string): Promise<BatteryGeneration[]>;

  /**
   * The bytes of one generation, as other emulators read them.
   *
   * @throws `StorageError` `missing` if it has been thinned out since it was listed.
   */
  get(id: number): Promise<Uint8Array>;
}

/** What the library is told of a game that comes in. */
export type NewGame = Pick<Game, "hash" | "title" | "fileName">;

/** What can be changed about a game. */
export type GameUpdate = Partial<Pick<Game, "picture" | "lastPlayed" | "playedSeconds" | "title">>;

/** A save state on its way into the library. */
export interface NewState {
  readonly bytes: Uint8Array;
  /** What was on the screen. */
  readonly picture?: Blob | undefined;
  /** Frames since power-on. */
  readonly frame?: number | undefined;
  /**
   * The battery save of the same moment, or of one just before. It is not kept with the state: it
   * lets `mayResume` know whether the game has saved since.
   */
  readonly battery?: Uint8Array | undefined;
}

/** What an import of an archive brought. */
export interface ImportReport {
  /** How many games, battery saves (with earlier ones) and states were in it. */
  readonly games: number;
  readonly batteries: number;
  readonly states: number;
  /** Titles of the games whose battery save here was newer, and so stayed the current one. */
  readonly newerHere: readonly string[];
  /** What was left out: damaged files, and states for which no slot was free. */
  readonly leftOut: readonly string[];
}

/** Something in the library is not as it was. */
export interface LibraryChange {
  readonly what: "game" | "battery" | "state";
  /** The ROM's SHA-256. */
  readonly hash: string;
  /** Whether another page or another `GameLibrary` made the change. */
  readonly elsewhere: boolean;
}
