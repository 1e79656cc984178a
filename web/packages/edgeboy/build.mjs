// Builds dist/: the entries with their shared chunks, and the files that run on their own.

import { copyFile, rm, stat } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const at = (path) => fileURLToPath(new URL(path, import.meta.url));

const wasm = at("src/wasm/edgeboy_bg.wasm");
await stat(wasm).catch(() => {
  console.error("src/wasm/ is empty: `cargo xtask web` makes the module.");
  process.exit(1);
});

const options = {
  bundle: true,
  format: "esm",
  target: ["es2022", "chrome111", "firefox114", "safari16.4"],
  platform: "neutral",
  mainFields: ["module", "main"],
  external: ["node:*"],
  minify: true,
  sourcemap: true,
  legalComments: "linked",
  outdir: at("dist"),
  logLevel: "warning",
};

const entries = (...names) => ({
  ...options,
  entryPoints: names.map((name) => at(`src/${name}.ts`)),
});

await rm(at("dist"), { recursive: true, force: true });
await Promise.all([
  build({ ...entries("index", "player", "machine", "machine.node"), splitting: true }),
  // Workers and worklets are started by their address, so each is one file.
  build({ ...entries("worker/worker", "audio/worklet"), entryNames: "[name]" }),
]);
await copyFile(wasm, at("dist/edgeboy.wasm"));
// An npm package holds its licenses itself; the repository has them in one place.
for (const license of ["LICENSE-APACHE", "LICENSE-MIT"]) {
  await copyFile(at(`../../../${license}`), at(license));
}
