/**
 * The machine by itself, run by hand and without sound, picture or time: for workers, tests and bots.
 *
 * @packageDocumentation
 */

import { compile } from "./machine/compile.js";
import { Machine as BareMachine, type MachineOptions } from "./machine/machine.js";
import { instantiate } from "./machine/wasm.js";

export { EdgeBoyError, type ErrorCode } from "./errors.js";
export type { MachineOptions } from "./machine/machine.js";
export { HEIGHT, WIDTH } from "./machine/size.js";
export type { CartridgeInfo, Channel, Colors, Model, Registers } from "./types.js";

/** A Game Boy with a cartridge, run by hand. */
export class Machine extends BareMachine {
  /**
   * Makes a machine that has just been switched on. `wasm` is the address of `edgeboy.wasm` if that
   * is not beside the package's code.
   *
   * @throws `not-a-rom`, `unsupported-cartridge`, `unsupported-option`, `network`, `no-support`
   */
  static async create(
    rom: Uint8Array,
    options: MachineOptions & { wasm?: string | URL | undefined } = {},
  ): Promise<Machine> {
    instantiate(await compile(options.wasm ?? new URL("./edgeboy.wasm", import.meta.url)));
    return new Machine(rom, options);
  }
}
