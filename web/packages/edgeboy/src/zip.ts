import { unzipSync } from "fflate";

import { EdgeBoyError } from "./errors.js";
import { crc32, directory, type Entry } from "./zip-directory.js";

/** No Game Boy ROM is larger. */
const LARGEST_ROM = 8 * 1024 * 1024;

const ROM_NAME = /\.(gb|gbc|cgb|sgb)$/i;

/**
 * The first ROM in an archive.
 *
 * @throws `zip`
 */
export function romFromZip(archive: Uint8Array): Uint8Array {
  const entry = firstRom(directory(archive));
  if (entry.isEncrypted) {
    throw new EdgeBoyError(
      "zip",
      "The archive has a password. Unpack it, and open the game itself.",
    );
  }
  if (entry.size > LARGEST_ROM) {
    throw new EdgeBoyError("zip", `${entry.name} in the archive is too large for a Game Boy game.`);
  }
  const bytes = extract(archive, entry);
  if (bytes?.length !== entry.size || crc32(bytes) !== entry.crc) {
    throw damaged(entry);
  }
  return bytes;
}

function firstRom(entries: Entry[]): Entry {
  const isHidden = (name: string) => /(^|\/)(\.|__MACOSX\/)/.test(name);
  const rom = entries.find(({ name }) => ROM_NAME.test(name) && !isHidden(name));
  if (!rom) {
    throw new EdgeBoyError("zip", "The archive has no Game Boy game in it (no .gb or .gbc file).");
  }
  return rom;
}

function extract(archive: Uint8Array, entry: Entry): Uint8Array | undefined {
  try {
    return unzipSync(archive, { filter: ({ name }) => name === entry.name })[entry.name];
  } catch (cause) {
    throw damaged(entry, cause);
  }
}

function damaged(entry: Entry, cause?: unknown): EdgeBoyError {
  const message = `The archive is damaged: ${entry.name} cannot be unpacked. Download it again.`;
  return new EdgeBoyError("zip", message, { cause });
}
