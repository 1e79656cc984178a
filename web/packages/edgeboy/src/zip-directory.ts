import { EdgeBoyError } from "./errors.js";

/** What an archive's directory says of a file. */
export interface Entry {
  name: string;
  /** Bytes when unpacked. */
  size: number;
  crc: number;
  isEncrypted: boolean;
}

const END_SIGNATURE = 0x06054b50;
const END_SIZE = 22;
const LONGEST_COMMENT = 0xffff;
const ENTRY_SIGNATURE = 0x02014b50;
const ENTRY_SIZE = 46;

/**
 * The files in a zip archive (APPNOTE.TXT, 4.3.12 and 4.3.16). fflate unpacks them, but does not
 * tell checksums and passwords.
 *
 * @throws `zip` if it is cut off
 */
export function directory(archive: Uint8Array): Entry[] {
  const view = new DataView(archive.buffer, archive.byteOffset, archive.byteLength);
  const end = findEnd(view);
  const count = view.getUint16(end + 10, true);
  let at = view.getUint32(end + 16, true);
  const entries: Entry[] = [];
  for (let i = 0; i < count; i++) {
    if (at + ENTRY_SIZE > end || view.getUint32(at, true) !== ENTRY_SIGNATURE) {
      throw damaged();
    }
    const nameLength = view.getUint16(at + 28, true);
    const flags = view.getUint16(at + 8, true);
    const name = archive.subarray(at + ENTRY_SIZE, at + ENTRY_SIZE + nameLength);
    entries.push({
      name: new TextDecoder(flags & 0x800 ? "utf-8" : "latin1").decode(name),
      size: view.getUint32(at + 24, true),
      crc: view.getUint32(at + 16, true),
      isEncrypted: (flags & 1) !== 0,
    });
    const [extra, comment] = [view.getUint16(at + 30, true), view.getUint16(at + 32, true)];
    at += ENTRY_SIZE + nameLength + extra + comment;
  }
  return entries;
}

/** The checksum that archives use. */
export function crc32(bytes: Uint8Array): number {
  let crc = -1;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit++) {
      crc = (crc >>> 1) ^ (crc & 1 ? 0xedb88320 : 0);
    }
  }
  return ~crc >>> 0;
}

/** Where the end of the directory is described: at the end, before a comment. */
function findEnd(view: DataView): number {
  const last = view.byteLength - END_SIZE;
  for (let at = last; at >= Math.max(0, last - LONGEST_COMMENT); at--) {
    if (view.getUint32(at, true) === END_SIGNATURE) {
      return at;
    }
  }
  throw damaged();
}

function damaged(): EdgeBoyError {
  return new EdgeBoyError("zip", "The archive is damaged or cut off. Download it again.");
}
