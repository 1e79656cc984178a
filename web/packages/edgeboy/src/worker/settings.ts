import { channelNumber } from "../machine/channels.js";
import { attempt } from "../machine/failures.js";
import type { Machine } from "../machine/machine.js";
import type { Channel, Colors } from "../types.js";
import { paletteColors } from "../wasm/edgeboy.js";

/** What the page has set, for every machine that is put in place. */
export class Settings {
  colors: Colors = "raw";
  rewindSeconds = 0;
  buttons = 0;
  readonly #channels = new Map<Channel, boolean>();
  #palette: string | undefined;

  /** @throws `bad-palette` */
  set palette(palette: string) {
    attempt(() => paletteColors(palette));
    this.#palette = palette;
  }

  /** @throws `unsupported-option` */
  setChannel(channel: Channel, on: boolean): void {
    channelNumber(channel);
    this.#channels.set(channel, on);
  }

  /** Makes a new machine as the page wants it. */
  apply(machine: Machine): void {
    if (this.#palette !== undefined) {
      machine.setPalette(this.#palette);
    }
    machine.setColors(this.colors);
    machine.setRewind(this.rewindSeconds);
    machine.setButtons(this.buttons);
    for (const [channel, on] of this.#channels) {
      machine.setChannel(channel, on);
    }
  }
}
