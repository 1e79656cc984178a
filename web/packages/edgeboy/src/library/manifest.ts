import { EdgeBoyError } from "../errors.js";

/** The name of the manifest in an archive of saves. */
export const manifestName = "edgeboy-saves.json";

/** What an archive of saves says of its files. Times are milliseconds since 1970. */
export interface Manifest {
  readonly format: "edgeboy-saves";
  readonly version: 1;
  readonly games: readonly GameEntry[];
}

export interface GameEntry {
  /** SHA-256 of the ROM, which is not in the archive. */
  readonly hash: string;
  readonly title: string;
  readonly fileName: string;
  /** Oldest first; the last is the current one. */
  readonly batteries: readonly BatteryEntry[];
  readonly states: readonly StateEntry[];
}

interface FileEntry {
  readonly file: string;
  /** Of the file's bytes; absent if the page that wrote the archive could not compute it. */
  readonly sha256?: string | undefined;
  readonly savedAt: number;
}

export type BatteryEntry = FileEntry;

export interface StateEntry extends FileEntry {
  readonly slot: string;
  readonly frame?: number | undefined;
  readonly ram?: string | undefined;
  readonly picture?: { readonly file: string; readonly type: string } | undefined;
}

/**
 * Reads a manifest. It comes from a file that anyone may have written, so nothing in it is trusted;
 * entries that make no sense are left out.
 *
 * @throws {@link EdgeBoyError} `zip` if there is none, or it is of another kind or version.
 */
export function parseManifest(text: string | undefined): Manifest {
  const { format, version, games } = record(parseJson(text));
  if (format !== "edgeboy-saves") {
    throw new EdgeBoyError("zip", "This archive has no saves in it that EdgeBoy has written.");
  }
  if (version !== 1) {
    throw new EdgeBoyError("zip", "These saves were written by a newer version. Reload the page.");
  }
  return { format, version, games: list(games).flatMap((game) => gameEntry(game) ?? []) };
}

function gameEntry(value: unknown): GameEntry | undefined {
  const { hash, title, fileName, batteries, states } = record(value);
  if (typeof hash !== "string" || !/^[0-9a-f]{64}$/.test(hash)) {
    return undefined;
  }
  return {
    hash,
    title: text(title),
    fileName: text(fileName),
    batteries: list(batteries).flatMap((entry) => fileEntry(entry) ?? []),
    states: list(states).flatMap((entry) => stateEntry(entry) ?? []),
  };
}

function fileEntry(value: unknown): FileEntry | undefined {
  const { file, sha256, savedAt } = record(value);
  if (typeof file !== "string" || typeof savedAt !== "number" || !Number.isFinite(savedAt)) {
    return undefined;
  }
  return { file, sha256: typeof sha256 === "string" ? sha256 : undefined, savedAt };
}

function stateEntry(value: unknown): StateEntry | undefined {
  const entry = fileEntry(value);
  const { slot, frame, ram, picture } = record(value);
  if (!entry || typeof slot !== "string" || !/^(?:[1-8]|auto|undo)$/.test(slot)) {
    return undefined;
  }
  return {
    ...entry,
    slot,
    frame: typeof frame === "number" && Number.isSafeInteger(frame) ? frame : undefined,
    ram: typeof ram === "string" ? ram : undefined,
    picture: pictureEntry(picture),
  };
}

function pictureEntry(value: unknown): StateEntry["picture"] {
  const { file, type } = record(value);
  // Other types, such as SVG, can hold scripts.
  const isPicture = typeof type === "string" && /^image\/(?:png|jpeg|webp)$/.test(type);
  return typeof file === "string" && isPicture ? { file, type } : undefined;
}

function parseJson(json: string | undefined): unknown {
  try {
    return JSON.parse(json ?? "");
  } catch {
    return undefined;
  }
}

function record(value: unknown): Record<string, unknown> {
  return typeof value === "object" && value !== null ? (value as Record<string, unknown>) : {};
}

function list(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

function text(value: unknown): string {
  return typeof value === "string" ? value.slice(0, 200) : "";
}
