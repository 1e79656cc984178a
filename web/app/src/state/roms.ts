import { DEMO, demoRom } from "./demo.js";
import { library } from "./library.js";

/** The ROMs that came in since the page was opened: at hand at once, and where nothing is kept. */
const memory = new Map<string, Uint8Array>();

/** Keeps a ROM at hand until the page is closed. */
export function rememberRom(id: string, rom: Uint8Array): void {
  memory.set(id, rom);
}

/**
 * The ROM of a game.
 *
 * @throws EdgeBoyError `storage` if there is none, or it cannot be read.
 */
export async function romOf(id: string): Promise<Uint8Array | undefined> {
  if (id === DEMO.id) {
    return demoRom();
  }
  return memory.get(id) ?? (await library())?.rom(id);
}
