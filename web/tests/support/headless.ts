import { execFileSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { root } from "./project.ts";

const program =
  process.env.EDGEBOY_HEADLESS_WASM ??
  join(root, "target", "wasm", "wasm32-wasip1", "release", "edgeboy-headless.wasm");

/** What the headless program made of a run. */
export interface Rendered {
  /** The last picture: 160 × 144 pixels of red, green and blue. */
  readonly picture: Buffer;
  /** The run's samples: 16 bits, left and right in turn. */
  readonly sound: Buffer;
  readonly state: Buffer;
  readonly stateHash: string;
}

/** Runs the headless program, as WASI in Node, with these arguments behind `render ROM`. */
export function render(rom: string, ...options: string[]): Rendered {
  if (!existsSync(program)) {
    throw new Error(`${program} is not there; build it with \`cargo xtask wasm\``);
  }
  const folder = mkdtempSync(join(tmpdir(), "edgeboy-"));
  const file = (name: string) => join(folder, name);
  try {
    const runner = join(root, "wasi-headless", "run-in-node.mjs");
    const outputs = ["--raw", file("raw"), "--wav", file("wav"), "--state-out", file("state")];
    const report = execFileSync(
      "node",
      [runner, program, "render", rom, ...options, ...outputs, "--json"],
      { encoding: "utf8" },
    );
    const { state_hash: stateHash } = JSON.parse(report) as { state_hash: string };
    return {
      picture: readFileSync(file("raw")),
      sound: samples(readFileSync(file("wav"))),
      state: readFileSync(file("state")),
      stateHash,
    };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** The content of a WAV file's chunk `data`. */
function samples(wav: Buffer): Buffer {
  const at = wav.indexOf("data", 12, "latin1");
  const length = wav.readUInt32LE(at + 4);
  return wav.subarray(at + 8, at + 8 + length);
}
