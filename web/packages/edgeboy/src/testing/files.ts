import { readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

/** The path of a file by its place in the repository. */
export function inRepository(path: string): string {
  // A URL made of `import.meta.url` would be taken for an asset of a page.
  return join(fileURLToPath(import.meta.url), "../../../../../..", path);
}

/** The module as `cargo xtask web` makes it. */
export const WASM = inRepository("web/packages/edgeboy/src/wasm/edgeboy_bg.wasm");

/** The built-in game, which the same command makes. */
export function demo(): Uint8Array<ArrayBuffer> {
  return new Uint8Array(readFileSync(inRepository("web/app/public/demo.gb")));
}

/** The module, compiled. */
export function compiledModule(): WebAssembly.Module {
  return new WebAssembly.Module(readFileSync(WASM));
}
