import type { DBSchema, IDBPDatabase, IDBPTransaction, StoreNames } from "idb";

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
  /** The {@link fingerprint} of the cartridge's RAM. */
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
  /** The {@link fingerprint} of the cartridge's RAM at that moment, if it was given. */
  readonly ram?: string | undefined;
  /** Its place in the order of everything saved. */
  readonly serial: number;
}

/**
 * The database. What is long (ROMs, saves, states) has a store of its own beside the store of its
 * description, so that lists are read without it.
 */
export interface Schema extends DBSchema {
  games: { key: string; value: Game };
  roms: { key: string; value: Uint8Array };
  batteries: {
    key: number;
    value: BatteryGeneration;
    indexes: { "by-game": [hash: string, serial: number] };
  };
  batteryBytes: { key: number; value: Uint8Array };
  states: { key: [hash: string, slot: string]; value: StateSlot };
  stateBytes: { key: [hash: string, slot: string]; value: Uint8Array };
  /** The last serial given, under the key `last`. */
  serials: { key: "last"; value: number };
}

export type StoreName = StoreNames<Schema>;
export type Database = IDBPDatabase<Schema>;
export type Writing = IDBPTransaction<Schema, StoreName[], "readwrite">;

/** What leads from each version of the database to the next; the first, from nothing to version 1. */
const upgrades: readonly ((database: Database) => void)[] = [
  (database) => {
    database.createObjectStore("games", { keyPath: "hash" });
    database.createObjectStore("roms");
    database
      .createObjectStore("batteries", { keyPath: "id", autoIncrement: true })
      .createIndex("by-game", ["hash", "serial"]);
    database.createObjectStore("batteryBytes");
    database.createObjectStore("states", { keyPath: ["hash", "slot"] });
    database.createObjectStore("stateBytes");
    database.createObjectStore("serials");
  },
];

export const schemaVersion = upgrades.length;

/** Brings the database from `oldVersion` (0: it is new) to the present one. */
export function upgrade(database: Database, oldVersion: number): void {
  for (const step of upgrades.slice(oldVersion)) {
    step(database);
  }
}

/** The keys that begin with a game's hash: `[hash, anything]`. An array sorts after all else. */
export function ofGame(hash: string): IDBKeyRange {
  return IDBKeyRange.bound([hash], [hash, []]);
}

/** The next serial; whoever writes progress takes one in the same transaction. */
export async function nextSerial(writing: Writing): Promise<number> {
  const store = writing.objectStore("serials");
  const serial = ((await store.get("last")) ?? 0) + 1;
  await store.put(serial, "last");
  return serial;
}
