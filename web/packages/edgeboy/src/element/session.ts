import { GameBoy } from "../game-boy.js";
import { GameLibrary } from "../library/index.js";
import type { CartridgeInfo, RomSource } from "../types.js";
import type { PlayerLoadOptions } from "./player-events.js";
import type { Settings } from "./settings.js";

/** What is played, and how it is loaded. */
export interface Source {
  readonly rom: RomSource;
  readonly options: PlayerLoadOptions;
}

/** The slot of the library that the two buttons for states use. */
const QUICK_SLOT = "1";

/** A game in a player, from its loading until another takes its place or the player leaves the page. */
export class Session {
  readonly gameBoy: GameBoy;
  readonly cartridge: CartridgeInfo;
  readonly #library: GameLibrary | undefined;
  readonly #isStored: boolean;
  /** The quick state, where there is no library. */
  #unstored: Uint8Array | undefined;
  #hasState = false;

  private constructor(
    gameBoy: GameBoy,
    cartridge: CartridgeInfo,
    library: GameLibrary | undefined,
    isStored: boolean,
  ) {
    this.gameBoy = gameBoy;
    this.cartridge = cartridge;
    this.#library = library;
    this.#isStored = isStored;
  }

  /**
   * Makes a Game Boy and loads the game. If anything fails or the signal comes, nothing stays behind.
   *
   * @param prepare Called with the Game Boy before the game is loaded, to listen to it.
   */
  static async start(
    { rom, options }: Source,
    canvas: HTMLCanvasElement,
    settings: Settings,
    signal: AbortSignal,
    prepare: (gameBoy: GameBoy) => void,
  ): Promise<Session> {
    const library = settings.isStored ? await openLibrary() : undefined;
    let gameBoy: GameBoy | undefined;
    try {
      const { volume, muted, palette, colors } = settings;
      const batteryStore = library?.batteries;
      gameBoy = await GameBoy.create({ canvas, volume, muted, palette, colors, batteryStore });
      prepare(gameBoy);
      signal.throwIfAborted();
      const cartridge = await gameBoy.load(rom, { model: settings.model, ...options, signal });
      await list(library, cartridge, rom);
      const session = new Session(gameBoy, cartridge, library, settings.isStored);
      await session.#lookForState();
      signal.throwIfAborted();
      return session;
    } catch (error) {
      await gameBoy?.destroy();
      library?.close();
      throw error;
    }
  }

  /** Whether saves were to be kept and the browser does not keep them. */
  get losesSaves(): boolean {
    return this.#isStored && this.#library === undefined && this.cartridge.hasBattery;
  }

  /** Whether there is a state to load. */
  get hasState(): boolean {
    return this.#hasState;
  }

  async saveState(): Promise<void> {
    const { gameBoy, cartridge } = this;
    const picture = await gameBoy.screenshot();
    const battery = await gameBoy.battery();
    const bytes = await gameBoy.saveState();
    if (this.#library) {
      await this.#library.putState(cartridge.hash, QUICK_SLOT, { bytes, picture, battery });
    } else {
      this.#unstored = bytes;
    }
    this.#hasState = true;
  }

  /** Loads the state that was saved last; returns what undoes it, or nothing if there is no state. */
  async loadState(): Promise<(() => Promise<void>) | undefined> {
    const { gameBoy, cartridge } = this;
    const state = this.#unstored ?? (await this.#library?.state(cartridge.hash, QUICK_SLOT));
    if (!state) {
      return undefined;
    }
    const before = await gameBoy.saveState();
    await gameBoy.loadState(state);
    return () => gameBoy.loadState(before);
  }

  /** Stores the battery save, and ends the Game Boy. */
  async end(): Promise<void> {
    await this.gameBoy.destroy();
    this.#library?.close();
  }

  async #lookForState(): Promise<void> {
    const states = (await this.#library?.states(this.cartridge.hash)) ?? [];
    this.#hasState = states.some(({ slot }) => slot === QUICK_SLOT);
  }
}

/** Where the browser keeps nothing, a game can be played all the same. */
async function openLibrary(): Promise<GameLibrary | undefined> {
  return GameLibrary.open().catch(() => undefined);
}

/** Gives the game's saves a name in the library. */
async function list(
  library: GameLibrary | undefined,
  { hash, title, hasBattery }: CartridgeInfo,
  rom: RomSource,
): Promise<void> {
  if (hasBattery) {
    const url = typeof rom === "string" || rom instanceof URL ? String(rom) : "";
    const fileName = /([^/?#]*)(?:[?#].*)?$/.exec(url)?.[1] ?? "";
    await library?.add(undefined, { hash, title, fileName }).catch(() => {});
  }
}
