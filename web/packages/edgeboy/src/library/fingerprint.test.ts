import { expect, test } from "vitest";
import { fingerprint, ramFingerprint } from "./fingerprint.js";

test("each changed byte and each length gives another fingerprint", () => {
  const seen = new Set<string>();
  const bytes = new Uint8Array(8192);
  for (let index = 0; index < bytes.length; index += 1) {
    bytes[index] = 1;
    seen.add(fingerprint(bytes));
    bytes[index] = 0;
  }
  for (let length = 0; length <= 1024; length += 1) {
    seen.add(fingerprint(new Uint8Array(length)));
  }
  expect(seen.size).toBe(8192 + 1025);
});

test("a clock at the end of a save does not count, and any byte of RAM does", () => {
  const save = new Uint8Array(0x2000 + 48);
  const later = save.slice().fill(7, 0x2000);
  const other = save.slice().fill(7, 0x1fff, 0x2000);
  expect(ramFingerprint(later)).toBe(ramFingerprint(save));
  expect(ramFingerprint(other)).not.toBe(ramFingerprint(save));
});
