import { BUTTON_BITS, ButtonMixer } from "./buttons.js";
import type { Button } from "./types.js";

/** The source of buttons that are pressed by name. */
const BY_NAME = "press";

/** Tells the machine which buttons are held, whenever that changes. */
export class Controls {
  readonly #mixer = new ButtonMixer();
  readonly #send: (bits: number) => void;
  #sent = 0;

  constructor(send: (bits: number) => void) {
    this.#send = send;
  }

  press(button: Button): void {
    this.set(BY_NAME, this.#mixer.of(BY_NAME) | BUTTON_BITS[button]);
  }

  release(button: Button): void {
    this.set(BY_NAME, this.#mixer.of(BY_NAME) & ~BUTTON_BITS[button]);
  }

  set(source: string, bits: number): void {
    const held = this.#mixer.set(source, bits);
    if (held !== this.#sent) {
      this.#sent = held;
      this.#send(held);
    }
  }
}
