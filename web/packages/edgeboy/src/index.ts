/**
 * EdgeBoy: a Game Boy and Game Boy Color for web pages.
 *
 * @packageDocumentation
 */

export { EdgeBoyError, type ErrorCode } from "./errors.js";
export { GameBoy, paletteColors, paletteNames } from "./game-boy.js";
export type * from "./types.js";
