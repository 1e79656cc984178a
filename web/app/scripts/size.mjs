// Prints what is loaded until the demo can be played, and fails if it is too much:
// `npm run size -w edgeboy-app`, after a build.
import { readdir, readFile } from "node:fs/promises";
import { gzipSync } from "node:zlib";

const LIMIT_ALL = 350_000;
const LIMIT_WASM = 120_000;

/** Loaded when the page is idle, installed, or asked for something: not for the first game. */
const LATER = [/^sw\.js$/, /workbox/, /\.png$/, /^assets\/(zip|palettes)-/, /\.(map|txt)$/];

const dist = new URL("../dist/", import.meta.url);
const entries = await readdir(dist, { recursive: true, withFileTypes: true });
const names = entries
  .filter((entry) => entry.isFile())
  .map((entry) => `${entry.parentPath}/${entry.name}`.replace(/^.*?\/dist\/+/, ""))
  .filter((name) => !LATER.some((pattern) => pattern.test(name)));

let all = 0;
let wasm = 0;
for (const name of names.sort()) {
  const { length } = gzipSync(await readFile(new URL(name, dist)), { level: 9 });
  all += length;
  wasm += name.endsWith(".wasm") ? length : 0;
  console.log(`${kilobytes(length)}  ${name}`);
}
console.log(`${kilobytes(all)}  in all, of ${kilobytes(LIMIT_ALL).trim()} allowed`);
console.log(`${kilobytes(wasm)}  of it wasm, of ${kilobytes(LIMIT_WASM).trim()} allowed`);
if (wasm === 0 || !names.includes("demo.gb")) {
  console.error("The module or the demo is missing from dist/.");
  process.exit(1);
}
if (all > LIMIT_ALL || wasm > LIMIT_WASM) {
  console.error("Too much.");
  process.exit(1);
}

function kilobytes(bytes) {
  return `${(bytes / 1000).toFixed(1)} kB`.padStart(9);
}
