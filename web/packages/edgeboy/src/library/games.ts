import type { Changes } from "./changes.js";
import type { Connection } from "./connection.js";
import { ofGame, type StoreName, type Writing } from "./schema.js";
import { StorageError } from "./storage-error.js";
import type { Game, GameUpdate, NewGame } from "./types.js";

const allOfAGame: readonly StoreName[] = [
  "games",
  "roms",
  "batteries",
  "batteryBytes",
  "states",
  "stateBytes",
];

/** The games and their ROMs. */
export class GameShelf {
  readonly #connection: Connection;
  readonly #changes: Changes;

  constructor(connection: Connection, changes: Changes) {
    this.#connection = connection;
    this.#changes = changes;
  }

  async list(): Promise<Game[]> {
    const games = await this.#connection.read((database) => database.getAll("games"));
    return games.sort((one, other) => lastTouched(other) - lastTouched(one));
  }

  async add(rom: Uint8Array | undefined, info: NewGame): Promise<Game> {
    const game = await this.#connection.write(["games", "roms"], (writing) =>
      addGame(writing, rom, info),
    );
    this.#changes.tell("game", info.hash);
    return game;
  }

  async rom(hash: string): Promise<Uint8Array> {
    const rom = await this.#connection.read((database) => database.get("roms", hash));
    if (!rom) {
      throw new StorageError(
        "missing",
        "The game itself is not in the library. Open its file again.",
      );
    }
    return rom;
  }

  async update(hash: string, update: GameUpdate): Promise<void> {
    await this.#connection.write(["games"], async (writing) => {
      const store = writing.objectStore("games");
      const game = await store.get(hash);
      if (!game) {
        throw new StorageError("missing", "This game is not in the library any more.");
      }
      await store.put({ ...game, ...update });
    });
    this.#changes.tell("game", hash);
  }

  async remove(hash: string, keepSaves: boolean): Promise<void> {
    await this.#connection.write(allOfAGame, async (writing) => {
      await writing.objectStore("roms").delete(hash);
      const games = writing.objectStore("games");
      const game = await games.get(hash);
      if (keepSaves && game && (await hasSaves(writing, hash))) {
        await games.put({ ...game, hasRom: false, romBytes: 0 });
        return;
      }
      await games.delete(hash);
      if (!keepSaves) {
        await removeSaves(writing, hash);
      }
    });
    this.#changes.tell("game", hash);
  }
}

/** Adds a game, or its ROM to a game that was there without. What is known of it stays. */
export async function addGame(
  writing: Writing,
  rom: Uint8Array | undefined,
  { hash, title, fileName }: NewGame,
): Promise<Game> {
  const store = writing.objectStore("games");
  const added = { hasRom: false, romBytes: 0, addedAt: Date.now(), playedSeconds: 0 };
  const known = (await store.get(hash)) ?? { hash, title, fileName, ...added };
  if (!rom || known.hasRom) {
    await store.put(known);
    return known;
  }
  const game = { ...known, fileName, hasRom: true, romBytes: rom.length };
  await store.put(game);
  // A copy, because of a part of a longer buffer the whole buffer would be stored.
  await writing.objectStore("roms").put(rom.slice(), hash);
  return game;
}

function lastTouched(game: Game): number {
  return game.lastPlayed ?? game.addedAt;
}

async function hasSaves(writing: Writing, hash: string): Promise<boolean> {
  const batteries = await writing.objectStore("batteries").index("by-game").count(ofGame(hash));
  const states = await writing.objectStore("states").count(ofGame(hash));
  return batteries + states > 0;
}

async function removeSaves(writing: Writing, hash: string): Promise<void> {
  const batteries = writing.objectStore("batteries");
  for (const id of await batteries.index("by-game").getAllKeys(ofGame(hash))) {
    await batteries.delete(id);
    await writing.objectStore("batteryBytes").delete(id);
  }
  await writing.objectStore("states").delete(ofGame(hash));
  await writing.objectStore("stateBytes").delete(ofGame(hash));
}
