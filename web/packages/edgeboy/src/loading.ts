import type { BatteryKeeper } from "./battery-keeper.js";
import { readRom } from "./rom-source.js";
import type { CartridgeInfo, LoadOptions, RomSource } from "./types.js";
import type { BatterySave } from "./worker/events.js";
import type { WorkerLink } from "./worker-link.js";

/** Whom loading a game concerns. */
export interface LoadingParts {
  link: WorkerLink;
  keeper: BatteryKeeper | undefined;
  keep(save: BatterySave | undefined): void;
  /** Whether the machine in place should go on if nothing comes of this. */
  goesOn(): boolean;
}

/**
 * Loads a game in a worker. Everything that can fail happens beside the machine in place, which goes
 * on if it does.
 */
export async function loadGame(
  { link, keeper, keep, goesOn }: LoadingParts,
  source: RomSource,
  options: LoadOptions,
  signal: AbortSignal,
): Promise<CartridgeInfo> {
  const rom = await readRom(source, { request: options.request, signal });
  const { model, bootRom, state } = options;
  const { id, cartridge } = await link.call((session) => session.prepare(rom, { model, bootRom }));
  try {
    signal.throwIfAborted();
    // The machine in place must not write its save after the new one has read it.
    keep(await link.call((session) => session.pause()));
    const battery = options.battery ?? (await stored(keeper, cartridge));
    signal.throwIfAborted();
    await link.call((session) => session.insertPrepared(id, battery, state));
  } catch (error) {
    link.send((session) => session.dropPrepared(id));
    if (goesOn()) {
      link.send((session) => session.play());
    }
    throw error;
  }
  return cartridge;
}

async function stored(keeper: BatteryKeeper | undefined, cartridge: CartridgeInfo) {
  return cartridge.hasBattery ? keeper?.load(cartridge.hash) : undefined;
}
