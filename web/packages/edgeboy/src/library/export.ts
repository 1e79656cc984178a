import type { IDBPTransaction } from "idb";
import {
  type ArchivedBattery,
  type ArchivedGame,
  type ArchivedState,
  packArchive,
} from "./archive.js";
import type { Connection } from "./connection.js";
import type { Database, Schema, StoreName } from "./schema.js";

type Reading = IDBPTransaction<Schema, StoreName[], "readonly">;

const stores: StoreName[] = ["games", "batteries", "batteryBytes", "states", "stateBytes"];

/** A `.zip` of all games' battery saves and states. */
export async function exportAll(connection: Connection): Promise<Blob> {
  const zip = await packArchive(await connection.read(collect));
  return new Blob([zip.slice()], { type: "application/zip" });
}

/** All that has been saved, at one moment. */
async function collect(database: Database): Promise<ArchivedGame[]> {
  const reading = database.transaction(stores, "readonly");
  const batteries = await collectBatteries(reading);
  const states = await collectStates(reading);
  const games = new Map(
    (await reading.objectStore("games").getAll()).map((one) => [one.hash, one]),
  );
  return [...new Set([...batteries.keys(), ...states.keys()])].map((hash) => ({
    hash,
    title: games.get(hash)?.title ?? "",
    fileName: games.get(hash)?.fileName ?? "",
    batteries: batteries.get(hash) ?? [],
    states: states.get(hash) ?? [],
  }));
}

async function collectBatteries(reading: Reading): Promise<Map<string, ArchivedBattery[]>> {
  const found = new Map<string, ArchivedBattery[]>();
  for (const { id, hash, savedAt } of await reading
    .objectStore("batteries")
    .index("by-game")
    .getAll()) {
    const bytes = await reading.objectStore("batteryBytes").get(id);
    if (bytes) {
      append(found, hash, { savedAt, bytes });
    }
  }
  return found;
}

async function collectStates(reading: Reading): Promise<Map<string, ArchivedState[]>> {
  const found = new Map<string, ArchivedState[]>();
  for (const { hash, ...state } of await reading.objectStore("states").getAll()) {
    const bytes = await reading.objectStore("stateBytes").get([hash, state.slot]);
    if (bytes) {
      const { slot, savedAt, frame, ram, picture } = state;
      append(found, hash, { slot, savedAt, frame, ram, picture, bytes });
    }
  }
  return found;
}

function append<T>(lists: Map<string, T[]>, key: string, item: T): void {
  lists.set(key, [...(lists.get(key) ?? []), item]);
}
