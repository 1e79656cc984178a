import type { DBSchema, IDBPDatabase, IDBPTransaction, StoreNames } from "idb";
import type { BatteryGeneration, Game, StateSlot } from "./types.js";

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
