import { paletteColors as colorsOf, paletteNames as names } from "../wasm/edgeboy.js";
import { attempt } from "./failures.js";
import { instantiate } from "./wasm.js";

/** The names of the palettes in a module. */
export function namesIn(module: WebAssembly.Module): string[] {
  instantiate(module);
  return names();
}

/** The colors of a palette in a module. */
export function colorsIn(module: WebAssembly.Module, palette: string): string[] {
  instantiate(module);
  return attempt(() => colorsOf(palette)).split(",");
}
