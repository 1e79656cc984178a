// Tells how large the machine's module is and what it imports, and fails if it is larger than it may
// be or imports anything else than docs/web.md says: node check-module.mjs MODULE.wasm

import { readFileSync } from "node:fs";
import process from "node:process";
import { gzipSync } from "node:zlib";

/** The most bytes that the module may have as it is sent to a browser. */
const GZIP_LIMIT = 120_000;

const [file] = process.argv.slice(2);
const bytes = readFileSync(file);
const gzip = gzipSync(bytes, { level: 9 }).length;

// wasm-bindgen ends most names with a hash of its own version, which means nothing.
const imports = WebAssembly.Module.imports(new WebAssembly.Module(bytes))
  .map(({ name }) => name.replace(/_[0-9a-f]{16}$/, ""))
  .sort();

const table = readFileSync(new URL("../docs/web.md", import.meta.url), "utf8")
  .split("## What the module imports and why")[1]
  ?.split("\n## ")[0]
  ?.matchAll(/^\| `(\w+)` \|/gm);
const documented = [...(table ?? [])].map(([, name]) => name).sort();

console.log(`the module has ${bytes.length} bytes, ${gzip} of them with gzip`);
console.log(`it imports ${imports.join(", ")}`);

const faults = [];
if (gzip > GZIP_LIMIT) {
  faults.push(`the module may have ${GZIP_LIMIT} bytes with gzip`);
}
if (imports.join() !== documented.join()) {
  faults.push(`docs/web.md says that the module imports ${documented.join(", ") || "nothing"}`);
}
for (const fault of faults) {
  console.error(`error: ${fault}`);
}
process.exitCode = faults.length > 0 ? 1 : 0;
