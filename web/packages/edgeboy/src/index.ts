/**
 * EdgeBoy: a Game Boy and Game Boy Color for web pages.
 *
 * @packageDocumentation
 */

export { EdgeBoyError, type ErrorCode } from "./errors.js";
export { GameBoy } from "./game-boy.js";
export * from "./input/index.js";
export * from "./library/index.js";
export { type PaletteOptions, paletteColors, paletteNames } from "./palettes.js";
export { type ReadOptions, readRom } from "./rom-source.js";
export type * from "./types.js";
