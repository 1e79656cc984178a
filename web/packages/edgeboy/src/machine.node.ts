/**
 * The machine by itself, for Node.
 *
 * @packageDocumentation
 */

import { readFile } from "node:fs/promises";

import { Machine as BareMachine, type MachineOptions } from "./machine/machine.js";
import { instantiate, isInstantiated } from "./machine/wasm.js";

export { EdgeBoyError, type ErrorCode } from "./errors.js";
export type { MachineOptions } from "./machine/machine.js";
export { HEIGHT, WIDTH } from "./machine/size.js";
export type { CartridgeInfo, Channel, Colors, Model, Registers } from "./types.js";

/** A Game Boy with a cartridge, run by hand. */
export class Machine extends BareMachine {
  /**
   * Makes a machine that has just been switched on. `wasm` is the path or address of `edgeboy.wasm`
   * if that is not beside the package's code.
   */
  static async create(
    rom: Uint8Array,
    options: MachineOptions & { wasm?: string | URL | undefined } = {},
  ): Promise<Machine> {
    if (!isInstantiated()) {
      const file = options.wasm ?? new URL("./edgeboy.wasm", import.meta.url);
      instantiate(await WebAssembly.compile(await readFile(file)));
    }
    return new Machine(rom, options);
  }
}
