/**
 * 64 bits that tell bytes apart, as 16 hexadecimal digits. It is quick and needs no secure page,
 * which SHA-256 in a browser does; it is no protection against bytes made to deceive.
 */
export function fingerprint(bytes: Uint8Array): string {
  // Two hashes of 32 bits that differ in kind: FNV-1a, and one that mixes downwards as well.
  let first = 0x811c9dc5;
  let second = bytes.length;
  for (const byte of bytes) {
    first = Math.imul(first ^ byte, 0x01000193);
    second = Math.imul(second ^ byte, 0x5bd1e995);
    second ^= second >>> 15;
  }
  return hex(first) + hex(second);
}

/**
 * The fingerprint of a battery save's RAM. The clock that some saves end with is left out: it runs
 * on while nothing is saved, and RAM comes in multiples of 256 bytes where the clock does not.
 */
export function ramFingerprint(save: Uint8Array): string {
  return fingerprint(save.subarray(0, save.length - (save.length % 256)));
}

function hex(word: number): string {
  return (word >>> 0).toString(16).padStart(8, "0");
}
