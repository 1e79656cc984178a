import type { Ring } from "./ring.js";

/** Samples over which sound fades in or out: 5 ms at 48 kHz, too short to miss and too long to pop. */
const FADE = 256;

/** After it ran out, sound comes back when so many samples are there: 21 ms at 48 kHz. */
const ENOUGH = 1024;

/**
 * What the sound thread does with a {@link Ring}: plays it while it is open, and fades whenever that
 * begins or ends. It fades by turning down what follows, so nothing that was written is lost in a
 * pause; if nothing follows, it holds the last sample meanwhile.
 */
export class RingPlayer {
  readonly #ring: Ring;
  readonly #sample = { left: 0, right: 0 };
  #gain = 0;
  #starved = false;

  constructor(ring: Ring) {
    this.#ring = ring;
  }

  /** Fills both sides with what comes next. */
  render(left: Float32Array, right: Float32Array): void {
    const ring = this.#ring;
    ring.beat();
    if (this.#gain === 0) {
      ring.skipDiscarded();
    }
    this.#starved &&= ring.buffered < ENOUGH;
    const wanted = ring.open && !ring.isDiscarding;
    for (let i = 0; i < left.length; i++) {
      this.#fade(wanted && !this.#starved);
      if (this.#gain > 0 && !this.#starved && !ring.take(this.#sample)) {
        this.#starved = true;
        if (wanted) {
          ring.countUnderrun();
        }
      }
      left[i] = this.#sample.left * this.#gain;
      right[i] = this.#sample.right * this.#gain;
    }
  }

  #fade(audible: boolean): void {
    const gain = this.#gain + (audible ? 1 : -1) / FADE;
    this.#gain = Math.min(Math.max(gain, 0), 1);
  }
}
