/** Frames that are remembered: about 10 s. */
const REMEMBERED = 600;
/** Milliseconds over which frames are counted. */
const SECOND = 1000;

/** How long frames took, and how many there were. */
export class FrameTimes {
  readonly #times = new Float32Array(REMEMBERED);
  #count = 0;
  #since = { at: 0, count: 0 };
  #perSecond = 0;

  /** Counting begins: time until now was none of the frames'. */
  restart(now: number): void {
    this.#since = { at: now, count: this.#count };
    this.#perSecond = 0;
  }

  /** A frame took so many milliseconds. */
  add(ms: number, now: number): void {
    this.#times[this.#count++ % REMEMBERED] = ms;
    const passed = now - this.#since.at;
    if (passed >= SECOND) {
      this.#perSecond = ((this.#count - this.#since.count) * 1000) / passed;
      this.#since = { at: now, count: this.#count };
    }
  }

  /** The last frame took so much longer. */
  extend(ms: number): void {
    const last = (this.#count + REMEMBERED - 1) % REMEMBERED;
    this.#times[last] = (this.#times[last] ?? 0) + ms;
  }

  /** Frames per second. */
  fps(now: number): number {
    const passed = now - this.#since.at;
    if (passed > 2 * SECOND) {
      return 0;
    }
    const soFar = ((this.#count - this.#since.count) * 1000) / Math.max(passed, 1);
    return this.#perSecond || soFar;
  }

  /** Milliseconds that half of the frames, and 99 of 100, took at most, and the longest. */
  percentiles(): { p50: number; p99: number; max: number } {
    const times = this.#times.slice(0, Math.min(this.#count, REMEMBERED)).sort();
    const at = (part: number) => times[Math.ceil(part * times.length) - 1] ?? 0;
    return { p50: at(0.5), p99: at(0.99), max: at(1) };
  }
}
