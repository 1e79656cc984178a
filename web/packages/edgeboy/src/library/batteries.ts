import type { Changes } from "./changes.js";
import type { Connection } from "./connection.js";
import { fingerprint, ramFingerprint } from "./fingerprint.js";
import { nextSerial, ofGame, type StoreName, type Writing } from "./schema.js";
import { StorageError } from "./storage-error.js";
import { generationsToDrop } from "./thinning.js";
import type { BatteryGeneration, BatteryShelf } from "./types.js";

/** The stores of a transaction that calls {@link keepBattery}. */
export const batteryStores: readonly StoreName[] = ["batteries", "batteryBytes", "serials"];

/** The battery saves in the database. */
export class Batteries implements BatteryShelf {
  readonly #connection: Connection;
  readonly #changes: Changes;

  constructor(connection: Connection, changes: Changes) {
    this.#connection = connection;
    this.#changes = changes;
  }

  async load(hash: string): Promise<Uint8Array | undefined> {
    const newest = (await this.list(hash))[0];
    return newest && this.get(newest.id);
  }

  async save(hash: string, bytes: Uint8Array): Promise<void> {
    await this.#connection.write(batteryStores, (writing) =>
      keepBattery(writing, { hash, bytes, origin: "game", savedAt: Date.now() }),
    );
    this.#changes.tell("battery", hash);
  }

  async list(hash: string): Promise<BatteryGeneration[]> {
    const oldestFirst = await this.#connection.read((database) =>
      database.getAllFromIndex("batteries", "by-game", ofGame(hash)),
    );
    return oldestFirst.reverse();
  }

  async get(id: number): Promise<Uint8Array> {
    const bytes = await this.#connection.read((database) => database.get("batteryBytes", id));
    if (!bytes) {
      throw new StorageError("missing", "This battery save is not kept any more.");
    }
    return bytes;
  }
}

/** What {@link keepBattery} keeps. */
export interface BatteryToKeep extends Pick<BatteryGeneration, "hash" | "origin" | "savedAt"> {
  readonly bytes: Uint8Array;
}

/** Makes a save the current one of its game, and thins out the older ones. */
export async function keepBattery(writing: Writing, save: BatteryToKeep): Promise<void> {
  const descriptions = writing.objectStore("batteries");
  const contents = writing.objectStore("batteryBytes");
  const earlier = await descriptions.index("by-game").getAll(ofGame(save.hash));
  const same = await findSame(writing, earlier, save);
  const replaced = earlier.at(-1);
  if (save.origin === "import" && replaced && replaced !== same) {
    await descriptions.put({ ...replaced, replacedAt: Date.now() });
  }
  const kept = {
    ...same,
    hash: save.hash,
    savedAt: Math.max(save.savedAt, same?.savedAt ?? 0),
    size: save.bytes.length,
    origin: same?.origin === "import" ? same.origin : save.origin,
    ram: ramFingerprint(save.bytes),
    serial: await nextSerial(writing),
  };
  // Without an id, the database gives it one.
  const id = await descriptions.put(kept as BatteryGeneration);
  // A copy, because of a part of a longer buffer the whole buffer would be stored.
  await contents.put(save.bytes.slice(), id);
  const generations = await descriptions.index("by-game").getAll(ofGame(save.hash));
  for (const dropped of generationsToDrop(generations, Date.now())) {
    await descriptions.delete(dropped.id);
    await contents.delete(dropped.id);
  }
}

/**
 * The generation that has these bytes already. A game's clock does not tell its saves apart, so the
 * later clock takes the place of the earlier; an import takes no place but that of its very bytes.
 */
async function findSame(
  writing: Writing,
  earlier: readonly BatteryGeneration[],
  { bytes, origin }: BatteryToKeep,
): Promise<BatteryGeneration | undefined> {
  const ram = ramFingerprint(bytes);
  const same = earlier.findLast((one) => one.ram === ram && one.size === bytes.length);
  if (!same || origin === "game") {
    return same;
  }
  const kept = await writing.objectStore("batteryBytes").get(same.id);
  return kept && fingerprint(kept) === fingerprint(bytes) ? same : undefined;
}
