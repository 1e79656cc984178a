import { strFromU8, strToU8, unzipSync, type Zippable, zipSync } from "fflate";
import { EdgeBoyError } from "../errors.js";
import { folderName, pictureExtension, timeName } from "./archive-names.js";
import {
  type BatteryEntry,
  type GameEntry,
  type Manifest,
  manifestName,
  parseManifest,
  type StateEntry,
} from "./manifest.js";

/** All that an archive has of one game. */
export interface ArchivedGame extends Pick<GameEntry, "hash" | "title" | "fileName"> {
  /** Oldest first; the last is the current one. */
  readonly batteries: readonly ArchivedBattery[];
  readonly states: readonly ArchivedState[];
}
export type ArchivedBattery = Pick<BatteryEntry, "savedAt"> & { readonly bytes: Uint8Array };
export type ArchivedState = Pick<StateEntry, "slot" | "savedAt" | "frame" | "ram"> & {
  readonly bytes: Uint8Array;
  readonly picture?: Blob | undefined;
};

/** What was in an archive. */
export interface Unpacked {
  readonly games: readonly ArchivedGame[];
  /** Names of files that are missing or not what the archive says they are. */
  readonly damaged: readonly string[];
}

/** No save, state or picture is longer; an entry that says so is not unpacked. */
const LONGEST_ENTRY = 16 * 1024 * 1024;

/**
 * A `.zip` with a folder for each game: its save as other emulators read it, the earlier ones, the
 * states with their pictures, and a manifest that says what each file is.
 */
export async function packArchive(games: readonly ArchivedGame[]): Promise<Uint8Array> {
  const files: Zippable = {};
  const folders = new Set<string>();
  const entries: GameEntry[] = [];
  for (const game of games) {
    entries.push(await packGame(game, folderName(game, folders), files));
  }
  const manifest: Manifest = { format: "edgeboy-saves", version: 1, games: entries };
  files[manifestName] = strToU8(JSON.stringify(manifest, undefined, 2));
  return zipSync(files);
}

async function packGame(game: ArchivedGame, folder: string, files: Zippable): Promise<GameEntry> {
  const batteries: BatteryEntry[] = [];
  for (const [index, { bytes, savedAt }] of game.batteries.entries()) {
    const isCurrent = index === game.batteries.length - 1;
    const name = isCurrent ? folder : `earlier saves/${timeName(savedAt)} (${index + 1})`;
    const file = `${folder}/${name}.sav`;
    files[file] = bytes;
    batteries.push({ file, savedAt, sha256: await sha256(bytes) });
  }
  const states: StateEntry[] = [];
  for (const { bytes, picture, ...state } of game.states) {
    const name = `${folder}/states/${state.slot}`;
    const entry = { ...state, file: `${name}.state`, sha256: await sha256(bytes) };
    files[entry.file] = bytes;
    if (picture) {
      const pictureFile = `${name}.${pictureExtension(picture.type)}`;
      files[pictureFile] = [new Uint8Array(await picture.arrayBuffer()), { level: 0 }];
      states.push({ ...entry, picture: { file: pictureFile, type: picture.type } });
    } else {
      states.push(entry);
    }
  }
  const { hash, title, fileName } = game;
  return { hash, title, fileName, batteries, states };
}

/**
 * Reads what {@link packArchive} wrote. Files that are damaged are left out and named.
 *
 * @throws {@link EdgeBoyError} `zip` if it is no such archive.
 */
export async function unpackArchive(zip: Uint8Array): Promise<Unpacked> {
  const files = unzip(zip);
  const manifest = parseManifest(files[manifestName] && strFromU8(files[manifestName]));
  const damaged: string[] = [];
  const read = async (file: string, hash: string | undefined): Promise<Uint8Array | undefined> => {
    const bytes = Object.hasOwn(files, file) ? files[file] : undefined;
    const found = bytes && (await sha256(bytes));
    if (bytes && (!hash || !found || hash === found)) {
      return bytes;
    }
    damaged.push(file);
    return undefined;
  };
  const games: ArchivedGame[] = [];
  for (const { batteries, states, ...game } of manifest.games) {
    games.push({
      ...game,
      batteries: await each(batteries, async ({ file, savedAt, sha256 }) => {
        const bytes = await read(file, sha256);
        return bytes && { bytes, savedAt };
      }),
      states: await each(states, async ({ file, sha256, picture, ...state }) => {
        const bytes = await read(file, sha256);
        const image = picture && files[picture.file];
        const blob = image && new Blob([image.slice()], { type: picture.type });
        return bytes && { ...state, bytes, picture: blob };
      }),
    });
  }
  return { games, damaged };
}

function unzip(zip: Uint8Array): Record<string, Uint8Array> {
  try {
    return unzipSync(zip, { filter: ({ originalSize }) => originalSize <= LONGEST_ENTRY });
  } catch (cause) {
    throw new EdgeBoyError("zip", "This file is not a .zip archive, or it is damaged.", { cause });
  }
}

async function each<From, To>(
  items: readonly From[],
  read: (item: From) => Promise<To | undefined>,
): Promise<To[]> {
  const found: To[] = [];
  for (const item of items) {
    const one = await read(item);
    if (one !== undefined) {
      found.push(one);
    }
  }
  return found;
}

/** Pages without a secure origin have no SHA-256; their archives are written and read unchecked. */
async function sha256(bytes: Uint8Array): Promise<string | undefined> {
  if (!globalThis.crypto?.subtle) {
    return undefined;
  }
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes.slice()));
  return [...digest].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}
