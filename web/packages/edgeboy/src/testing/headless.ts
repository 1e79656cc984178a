import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { inRepository } from "./files.js";

/** The headless program, if it was built; `EDGEBOY_HEADLESS` names another one. */
export const HEADLESS: string | undefined = [
  process.env.EDGEBOY_HEADLESS,
  inRepository("target/release/edgeboy-headless"),
  inRepository("target/debug/edgeboy-headless"),
].find((path) => path !== undefined && existsSync(path));

if (!HEADLESS) {
  console.warn(
    "SKIPPED: nothing is compared with the headless program. Build it: cargo build --release -p edgeboy-headless",
  );
}

/** What the headless program makes of a ROM. */
export interface Rendered {
  stateHash: string;
  /** The last picture, 160 × 144 × 3 bytes. */
  rgb: Uint8Array;
  /** 16 bits, left and right in turn. */
  sound: Int16Array;
  state: Uint8Array;
}

/** Bytes in front of the samples of a WAV file as the headless program writes it. */
const WAV_HEADER = 44;

/** Runs the headless program. */
export function render(rom: Uint8Array, options: string[]): Rendered {
  const folder = mkdtempSync(join(tmpdir(), "edgeboy-"));
  const at = (name: string) => join(folder, name);
  try {
    writeFileSync(at("game.gb"), rom);
    const outputs = ["--raw", at("rgb"), "--wav", at("wav"), "--state-out", at("state"), "--json"];
    const report = execFileSync(HEADLESS ?? "", ["render", at("game.gb"), ...options, ...outputs]);
    const wav = readFileSync(at("wav"));
    return {
      stateHash: JSON.parse(report.toString()).state_hash,
      rgb: new Uint8Array(readFileSync(at("rgb"))),
      sound: new Int16Array(new Uint8Array(wav.subarray(WAV_HEADER)).buffer),
      state: new Uint8Array(readFileSync(at("state"))),
    };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** A hash of some bytes one after another: quick to compare, and short to print. */
export function digest(...pieces: ArrayBufferView[]): string {
  const hash = createHash("sha256");
  for (const { buffer, byteOffset, byteLength } of pieces) {
    hash.update(new Uint8Array(buffer, byteOffset, byteLength));
  }
  return hash.digest("hex");
}

/** A picture of four bytes a pixel with three. */
export function withoutAlpha(pixels: Uint8ClampedArray | Uint8Array): Uint8Array {
  return Uint8Array.from(pixels.filter((_, i) => i % 4 !== 3));
}
