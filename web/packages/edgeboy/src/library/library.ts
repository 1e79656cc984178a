import { EdgeBoyError } from "../errors.js";
import { Batteries, batteryStores, keepBattery } from "./batteries.js";
import { Changes } from "./changes.js";
import { Connection } from "./connection.js";
import { GameShelf } from "./games.js";
import { StateShelf } from "./states.js";
import { StorageError } from "./storage-error.js";
import type {
  BatteryShelf,
  Game,
  GameUpdate,
  ImportReport,
  LibraryChange,
  NewGame,
  NewState,
  StateSlot,
} from "./types.js";

/** The longest battery save there is: 128 KiB of RAM and a clock. */
const LONGEST_SAVE = 128 * 1024 + 48;

/**
 * The games, battery saves and save states that the browser keeps, in IndexedDB.
 *
 * Games are known by the SHA-256 of their ROM. What holds a player's progress is written in one
 * transaction that resolves when it is safe on the disk. Several tabs can use one library.
 *
 * Every method rejects with a {@link StorageError} if the browser does not read or write; what was
 * stored before is then as it was, and the method can be called again.
 */
export class GameLibrary {
  /** The battery saves. Give it to a `GameBoy` as its `batteryStore`. */
  readonly batteries: BatteryShelf;

  readonly #connection: Connection;
  readonly #changes: Changes;
  readonly #games: GameShelf;
  readonly #states: StateShelf;

  private constructor(name: string) {
    this.#connection = new Connection(name);
    this.#changes = new Changes(name);
    this.batteries = new Batteries(this.#connection, this.#changes);
    this.#games = new GameShelf(this.#connection, this.#changes);
    this.#states = new StateShelf(this.#connection, this.#changes);
  }

  /**
   * Opens a library; it is made if there is none.
   *
   * @param name The database's name. Libraries of different names know nothing of each other.
   * @throws {@link StorageError} `unavailable` where the browser keeps nothing, `blocked` or
   *   `outdated` if another tab is in the way.
   */
  static async open(name = "edgeboy"): Promise<GameLibrary> {
    const library = new GameLibrary(name);
    try {
      await library.games();
      return library;
    } catch (error) {
      library.close();
      throw error;
    }
  }

  /**
   * Asks the browser not to remove the library when space is short. Some ask the player, so call
   * it when there is something to keep. Returns whether the library is safe.
   */
  async persist(): Promise<boolean> {
    return (await navigator.storage?.persist?.()) ?? false;
  }

  /** Bytes that the site uses and may use, as far as the browser tells; 0 if it does not. */
  async usage(): Promise<{ used: number; quota: number }> {
    const { usage = 0, quota = 0 } = (await navigator.storage?.estimate?.()) ?? {};
    return { used: usage, quota };
  }

  /** All games, and games of which only saves are here; the last played first. */
  games(): Promise<Game[]> {
    return this.#games.list();
  }

  /**
   * Adds a game. If it is here already, that game is returned, with the title and picture it has.
   *
   * @param rom Without it, the game is listed and its saves have a name, but it cannot be opened.
   */
  add(rom: Uint8Array | undefined, info: NewGame): Promise<Game> {
    return this.#games.add(rom, info);
  }

  /** The ROM of a game; a {@link StorageError} `missing` if it is not here. */
  rom(hash: string): Promise<Uint8Array> {
    return this.#games.rom(hash);
  }

  /** Changes what is known of a game; what is not mentioned stays. */
  update(hash: string, update: GameUpdate): Promise<void> {
    return this.#games.update(hash, update);
  }

  /** Removes a game; with `keepSaves` it stays listed without its ROM if it has saves or states. */
  remove(hash: string, options: { keepSaves: boolean }): Promise<void> {
    return this.#games.remove(hash, options.keepSaves);
  }

  /** The states of a game, in the order of their slots. */
  states(hash: string): Promise<StateSlot[]> {
    return this.#states.list(hash);
  }

  /** Puts a state into a slot, `1` to `8`, `auto` or `undo`. What was there before is gone. */
  putState(hash: string, slot: string, state: NewState): Promise<void> {
    return this.#states.put(hash, slot, state);
  }

  /** The bytes of a state; `undefined` if the slot is empty. */
  state(hash: string, slot: string): Promise<Uint8Array | undefined> {
    return this.#states.get(hash, slot);
  }

  deleteState(hash: string, slot: string): Promise<void> {
    return this.#states.delete(hash, slot);
  }

  /**
   * A game's battery save as a `.sav` that other emulators read, or without `hash` a `.zip` of all
   * games' battery saves and states.
   */
  async exportSaves(hash?: string): Promise<Blob> {
    if (hash === undefined) {
      // Reading and writing archives is a program of its own, which most visits need not download.
      const { exportAll } = await import("./export.js");
      return exportAll(this.#connection);
    }
    const save = await this.batteries.load(hash);
    if (!save) {
      throw new StorageError("missing", "This game has not saved anything yet.");
    }
    return new Blob([save.slice()], { type: "application/octet-stream" });
  }

  /**
   * Makes the bytes of a `.sav` the current battery save of a game. The one before stays as a
   * generation. A game that runs does not notice; give it the save by `GameBoy.loadBattery`, which
   * also tells whether it fits the cartridge.
   *
   * @throws {@link EdgeBoyError} `bad-save` if these cannot be the bytes of a save.
   */
  async importSave(hash: string, bytes: Uint8Array): Promise<void> {
    if (bytes.length === 0 || bytes.length > LONGEST_SAVE) {
      const problem = bytes.length === 0 ? "is empty" : "is too long";
      throw new EdgeBoyError("bad-save", `This is not a battery save: the file ${problem}.`);
    }
    await this.#connection.write(batteryStores, (writing) =>
      keepBattery(writing, { hash, bytes, origin: "import", savedAt: Date.now() }),
    );
    this.#changes.tell("battery", hash);
  }

  /**
   * Adds the saves and states of a `.zip` that {@link exportSaves} made. Nothing here is lost: see
   * {@link ImportReport}.
   *
   * @throws {@link EdgeBoyError} `zip` if it is no such archive.
   */
  async importAll(zip: Blob | Uint8Array): Promise<ImportReport> {
    const { importAll } = await import("./import.js");
    const bytes = zip instanceof Blob ? new Uint8Array(await zip.arrayBuffer()) : zip;
    return importAll(this.#connection, this.#changes, bytes);
  }

  /** Calls `listener` after each change, also by other tabs. Returns what removes it. */
  onChange(listener: (change: LibraryChange) => void): () => void {
    return this.#changes.on(listener);
  }

  /** Lets go of the database. What is being written is written still. */
  close(): void {
    this.#connection.close();
    this.#changes.close();
  }
}
