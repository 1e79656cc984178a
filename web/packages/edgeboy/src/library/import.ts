import { type ArchivedGame, type ArchivedState, unpackArchive } from "./archive.js";
import { batteryStores, keepBattery } from "./batteries.js";
import type { Changes } from "./changes.js";
import type { Connection } from "./connection.js";
import { fingerprint } from "./fingerprint.js";
import { addGame } from "./games.js";
import { nextSerial, ofGame, type Writing } from "./schema.js";
import { keepState, stateStores } from "./states.js";
import type { ImportReport } from "./types.js";

/** The slots that a person fills. */
const NUMBERED_SLOTS = ["1", "2", "3", "4", "5", "6", "7", "8"];

/**
 * Adds what an archive has to what is here; nothing here is lost by it.
 *
 * Of each game, the battery save that was saved last becomes the current one, and the others are
 * kept as generations. A state goes to its slot, or if another is there, to the first free one.
 * An import that fails half-way can be repeated.
 */
export async function importAll(
  connection: Connection,
  changes: Changes,
  zip: Uint8Array,
): Promise<ImportReport> {
  const { games, damaged } = await unpackArchive(zip);
  const newerHere: string[] = [];
  const leftOut = [...damaged];
  const stores = ["games" as const, ...batteryStores, ...stateStores];
  for (const game of games) {
    const name = game.title || game.fileName;
    await connection.write(stores, async (writing) => {
      await addGame(writing, undefined, game);
      if (await importBatteries(writing, game)) {
        newerHere.push(name);
      }
      for (const state of game.states) {
        if (!(await importState(writing, game.hash, state))) {
          leftOut.push(`${name}, state ${state.slot}`);
        }
      }
    });
    changes.tell("game", game.hash);
    changes.tell("battery", game.hash);
    changes.tell("state", game.hash);
  }
  return {
    games: games.length,
    batteries: games.reduce((sum, { batteries }) => sum + batteries.length, 0),
    states: games.reduce((sum, { states }) => sum + states.length, 0),
    newerHere,
    leftOut,
  };
}

/** Keeps the saves of a game, and returns whether the one that was here is newer and stays. */
async function importBatteries(writing: Writing, game: ArchivedGame): Promise<boolean> {
  const { hash, batteries } = game;
  const store = writing.objectStore("batteries");
  const here = (await store.index("by-game").getAll(ofGame(hash))).at(-1);
  // A time to come would make a save the newest for good.
  const now = Date.now();
  for (const { bytes, savedAt } of batteries) {
    const time = Math.min(savedAt, now);
    await keepBattery(writing, { hash, bytes, origin: "import", savedAt: time });
  }
  const newest = Math.max(...batteries.map(({ savedAt }) => Math.min(savedAt, now)));
  if (!here || here.savedAt <= newest) {
    return false;
  }
  await store.put({ ...here, serial: await nextSerial(writing) });
  return batteries.length > 0;
}

/** Puts a state where there is room for it, and returns whether there was. */
async function importState(writing: Writing, hash: string, state: ArchivedState): Promise<boolean> {
  const { bytes, savedAt, ...description } = state;
  const contents = writing.objectStore("stateBytes");
  for (const slot of [state.slot, ...NUMBERED_SLOTS]) {
    const there = await contents.get([hash, slot]);
    if (there && fingerprint(there) === fingerprint(bytes)) {
      return true;
    }
    if (!there) {
      const time = Math.min(savedAt, Date.now());
      await keepState(writing, { ...description, hash, slot, savedAt: time }, bytes);
      return true;
    }
  }
  return false;
}
