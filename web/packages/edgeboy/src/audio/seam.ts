/** Stereo samples over which a step is spread: 5 ms at 48 kHz. */
const LENGTH = 256;

/** Joins pieces of sound that do not continue each other without a pop. */
export class Seam {
  #last = [0, 0];
  #isCut = false;

  /** The next piece does not continue the last one. */
  cut(): void {
    this.#isCut = true;
  }

  /** What follows begins in silence. */
  restart(): void {
    this.#last = [0, 0];
  }

  /** Changes the beginning of `samples` (left and right in turn) so that it continues the last piece. */
  join(samples: Int16Array): void {
    if (samples.length === 0) {
      return;
    }
    if (this.#isCut) {
      this.#isCut = false;
      this.#spread(samples);
    }
    this.#last = [samples.at(-2) ?? 0, samples.at(-1) ?? 0];
  }

  #spread(samples: Int16Array): void {
    const step = [0, 1].map((side) => (this.#last[side] ?? 0) - (samples[side] ?? 0));
    const length = Math.min(LENGTH, samples.length / 2);
    for (let i = 0; i < length * 2; i++) {
      const part = (step[i % 2] ?? 0) * (1 - (i >> 1) / length);
      samples[i] = Math.min(Math.max((samples[i] ?? 0) + part, -32_768), 32_767);
    }
  }
}
