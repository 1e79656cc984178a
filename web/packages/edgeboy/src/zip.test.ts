import { strToU8, type Zippable, zipSync } from "fflate";
import { expect, it } from "vitest";

import { EdgeBoyError } from "./errors.js";
import { romFromZip } from "./zip.js";

const game = Uint8Array.from({ length: 40_000 }, (_, i) => (i * i) >> 5);

/** What is wrong with an archive. */
function complaint(archive: Uint8Array): string {
  try {
    romFromZip(archive);
  } catch (error) {
    expect(error).toBeInstanceOf(EdgeBoyError);
    expect((error as EdgeBoyError).code).toBe("zip");
    return (error as EdgeBoyError).message;
  }
  return "nothing";
}

/** Where a signature begins in an archive. */
function find(archive: Uint8Array, signature: number): number {
  const view = new DataView(archive.buffer, archive.byteOffset);
  for (let at = 0; at < archive.length - 4; at++) {
    if (view.getUint32(at, true) === signature) {
      return at;
    }
  }
  throw new Error("not found");
}

const ENTRY = 0x02014b50;

it.each(["a.gb", "A.GBC", "folder/b.sgb", "c.cgb"])("finds the game %s", (name) => {
  const files: Zippable = { "readme.txt": strToU8("hello"), [name]: game };
  expect(romFromZip(zipSync(files))).toEqual(game);
  expect(romFromZip(zipSync(files, { level: 0 }))).toEqual(game);
});

it("takes the first of several, and no hidden files", () => {
  const other = Uint8Array.of(1, 2, 3);
  const archive = zipSync({
    "__MACOSX/._a.gb": other,
    ".hidden.gb": other,
    "a.gb": game,
    "b.gb": other,
  });
  expect(romFromZip(archive)).toEqual(game);
});

it("tells that there is no game", () => {
  expect(complaint(zipSync({ "a.txt": game }))).toContain("no Game Boy game");
  expect(complaint(zipSync({}))).toContain("no Game Boy game");
});

it("tells that it is damaged, wherever", () => {
  const archive = zipSync({ "a.gb": game }, { level: 0 });
  const changed = (at: number) => {
    const copy = archive.slice();
    copy[at] = (copy[at] ?? 0) ^ 0xff;
    return copy;
  };
  // In the game's bytes, in their checksum, and in the directory's signature.
  expect(complaint(changed(20_000))).toContain("damaged");
  expect(complaint(changed(find(archive, ENTRY) + 16))).toContain("damaged");
  expect(complaint(changed(find(archive, ENTRY)))).toContain("damaged");
  for (const length of [4, 30, 20_000, archive.length - 30, archive.length - 1]) {
    expect(complaint(archive.subarray(0, length)), `${length} bytes`).toContain("damaged");
  }
});

it("tells that a compressed game is damaged", () => {
  const archive = zipSync({ "a.gb": game });
  for (let at = 60; at < archive.length - 120; at += 997) {
    const copy = archive.slice();
    copy[at] = (copy[at] ?? 0) ^ 0x55;
    expect(complaint(copy), `byte ${at}`).toContain("damaged");
  }
});

it("tells of a password", () => {
  const archive = zipSync({ "a.gb": game });
  const flags = find(archive, ENTRY) + 8;
  archive[flags] = (archive[flags] ?? 0) | 1;
  expect(complaint(archive)).toContain("password");
});

it("does not unpack what is too large, or claims to be small", () => {
  const bomb = zipSync({ "a.gb": new Uint8Array(20 * 1024 * 1024) });
  expect(bomb.length).toBeLessThan(100_000);
  expect(complaint(bomb)).toContain("too large");
  const size = find(bomb, ENTRY) + 24;
  new DataView(bomb.buffer, bomb.byteOffset).setUint32(size, 1000, true);
  expect(complaint(bomb)).toContain("damaged");
});
