import { initSync } from "../wasm/edgeboy.js";

/** The module's memory, once there is an instance. */
let memory: WebAssembly.Memory | undefined;

/** Makes the instance that all machines of this thread live in; later calls do nothing. */
export function instantiate(module: WebAssembly.Module): void {
  memory ??= initSync({ module }).memory;
}

/** Whether machines can be made. */
export function isInstantiated(): boolean {
  return memory !== undefined;
}

/** The memory in which pictures lie. Its buffer is another one whenever it has grown. */
export function wasmMemory(): WebAssembly.Memory {
  if (memory === undefined) {
    throw new Error("The WebAssembly module is not instantiated: make machines by Machine.create.");
  }
  return memory;
}
