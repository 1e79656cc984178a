import { computed, signal } from "@preact/signals";
import { type BatteryStore, type Game, GameLibrary, type NewGame } from "edgeboy";
import { DEMO } from "./demo.js";

/** The games opened before, the last played first; `undefined` until they are read. */
export const games = signal<Game[] | undefined>(undefined);

/** The games without the demo, which has a place of its own. */
export const ownGames = computed(() => games.value?.filter(({ hash }) => hash !== DEMO.hash.value));

/** Whether the demo has been played before. */
export const isDemoKnown = computed(() =>
  games.value?.some(({ hash, lastPlayed }) => hash === DEMO.hash.value && lastPlayed !== undefined),
);

/** Whether nothing can be kept: the browser has no storage for this page. */
export const keepsNothing = signal(false);

/** What the browser grants; `undefined` until it has been asked. */
export const storage = signal<{ persisted: boolean; used: number; quota: number } | undefined>(
  undefined,
);

/** What a game is called, by its hash or as the demo's id. */
export function titleOf(id: string | undefined): string {
  if (id === DEMO.id) {
    return DEMO.title;
  }
  const game = games.value?.find(({ hash }) => hash === id);
  return game ? game.title || game.fileName : "This game";
}

let opening: Promise<GameLibrary | undefined> | undefined;

/** The library, or `undefined` where the browser keeps nothing. */
export function library(): Promise<GameLibrary | undefined> {
  opening ??= open();
  return opening;
}

async function open(): Promise<GameLibrary | undefined> {
  try {
    const opened = await GameLibrary.open();
    opened.onChange(() => void readGames(opened));
    await readGames(opened);
    return opened;
  } catch {
    keepsNothing.value = true;
    games.value = [];
    return undefined;
  }
}

/** Puts a game into the library, or on the list of this page where nothing is kept. */
export async function addGame(rom: Uint8Array, info: NewGame): Promise<void> {
  const opened = await library();
  if (opened) {
    await opened.add(rom, info);
  } else if (!games.value?.some(({ hash }) => hash === info.hash)) {
    const known = { hasRom: true, romBytes: rom.length, addedAt: Date.now(), playedSeconds: 0 };
    games.value = [{ ...info, ...known }, ...(games.value ?? [])];
  }
}

async function readGames(from: GameLibrary): Promise<void> {
  games.value = await from.games();
}

/** Asks the browser never to clear the library by itself, and how much room there is. */
export async function refreshStorage(): Promise<void> {
  const opened = await library();
  if (opened !== undefined) {
    storage.value = { persisted: await opened.persist(), ...(await opened.usage()) };
  }
}

/** Battery saves that live as long as the page, where the browser keeps nothing. */
const memory = new Map<string, Uint8Array>();

/** Where the machine keeps battery saves. */
export const batteryStore: BatteryStore = {
  async load(hash) {
    const opened = await library();
    return opened ? opened.batteries.load(hash) : memory.get(hash);
  },
  async save(hash, bytes) {
    const opened = await library();
    if (opened) {
      await opened.batteries.save(hash, bytes);
    } else {
      memory.set(hash, bytes);
    }
  },
};
