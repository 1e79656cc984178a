import type { Button } from "./types.js";

/** The bit of each button, as the machine takes them. */
export const BUTTON_BITS: Readonly<Record<Button, number>> = {
  right: 1,
  left: 2,
  up: 4,
  down: 8,
  a: 16,
  b: 32,
  select: 64,
  start: 128,
};

const AXES = [BUTTON_BITS.right | BUTTON_BITS.left, BUTTON_BITS.up | BUTTON_BITS.down] as const;

/**
 * Brings together what keyboard, gamepads and the screen hold. A Game Boy's pad cannot be pressed
 * left and right at once, and games fail if it is: of two opposite directions the one pressed last
 * counts.
 */
export class ButtonMixer {
  readonly #sources = new Map<string, number>();
  #held = 0;
  /** Of each axis, the direction that was pressed last. */
  #latest = 0;

  /** What `source` holds from now on; gives what the machine should get. */
  set(source: string, bits: number): number {
    if (bits === 0) {
      this.#sources.delete(source);
    } else {
      this.#sources.set(source, bits & 0xff);
    }
    const before = this.#held;
    this.#held = [...this.#sources.values()].reduce((all, held) => all | held, 0);
    for (const axis of AXES) {
      const pressed = this.#held & ~before & axis;
      if (pressed !== 0) {
        this.#latest = (this.#latest & ~axis) | pressed;
      }
    }
    return this.#filtered();
  }

  /** What `source` holds. */
  of(source: string): number {
    return this.#sources.get(source) ?? 0;
  }

  #filtered(): number {
    let bits = this.#held;
    for (const axis of AXES) {
      if ((bits & axis) === axis) {
        const latest = this.#latest & axis;
        // Pressed at the very same moment, they cancel each other.
        bits = (bits & ~axis) | (latest === axis ? 0 : latest);
      }
    }
    return bits;
  }
}
