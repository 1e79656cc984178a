import { assetUrls } from "./assets.js";
import { compile } from "./machine/compile.js";

/** Where the module is, if not beside the package's code. */
export interface PaletteOptions {
  wasm?: string | URL | undefined;
}

/** The names of the built-in palettes of the DMG and MGB; the default one comes first. */
export async function paletteNames(options: PaletteOptions = {}): Promise<string[]> {
  const [module, { namesIn }] = await load(options);
  return namesIn(module);
}

/**
 * The four colors of a palette, from the lightest to the darkest, each as `#rrggbb`. Takes a name, or
 * four colors.
 *
 * @throws `bad-palette`
 */
export async function paletteColors(
  palette: string,
  options: PaletteOptions = {},
): Promise<string[]> {
  const [module, { colorsIn }] = await load(options);
  return colorsIn(module, palette);
}

/** The page's thread gets an instance of its own only if it asks for palettes. */
function load({ wasm }: PaletteOptions) {
  return Promise.all([compile(assetUrls({ wasm }).wasm), import("./machine/palettes.js")]);
}
