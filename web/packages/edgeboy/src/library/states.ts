import type { Changes } from "./changes.js";
import type { Connection } from "./connection.js";
import { ramFingerprint } from "./fingerprint.js";
import { nextSerial, ofGame, type StoreName, type Writing } from "./schema.js";
import type { NewState, StateSlot } from "./types.js";

/** The stores of a transaction that calls {@link keepState}. */
export const stateStores: readonly StoreName[] = ["states", "stateBytes", "serials"];

/** The save states of all games. */
export class StateShelf {
  readonly #connection: Connection;
  readonly #changes: Changes;

  constructor(connection: Connection, changes: Changes) {
    this.#connection = connection;
    this.#changes = changes;
  }

  list(hash: string): Promise<StateSlot[]> {
    return this.#connection.read((database) => database.getAll("states", ofGame(hash)));
  }

  get(hash: string, slot: string): Promise<Uint8Array | undefined> {
    return this.#connection.read((database) => database.get("stateBytes", [hash, slot]));
  }

  async put(hash: string, slot: string, state: NewState): Promise<void> {
    const { picture, frame, battery } = state;
    const ram = battery && ramFingerprint(battery);
    const description = { hash, slot, savedAt: Date.now(), picture, frame, ram };
    await this.#connection.write(stateStores, (writing) =>
      keepState(writing, description, state.bytes),
    );
    this.#changes.tell("state", hash);
  }

  async delete(hash: string, slot: string): Promise<void> {
    await this.#connection.write(stateStores, async (writing) => {
      await writing.objectStore("states").delete([hash, slot]);
      await writing.objectStore("stateBytes").delete([hash, slot]);
    });
    this.#changes.tell("state", hash);
  }
}

/** Puts a state into its slot, and what was there before is gone. */
export async function keepState(
  writing: Writing,
  description: Omit<StateSlot, "size" | "serial">,
  bytes: Uint8Array,
): Promise<void> {
  const serial = await nextSerial(writing);
  await writing.objectStore("states").put({ ...description, size: bytes.length, serial });
  const key: [string, string] = [description.hash, description.slot];
  // A copy, because of a part of a longer buffer the whole buffer would be stored.
  await writing.objectStore("stateBytes").put(bytes.slice(), key);
}
