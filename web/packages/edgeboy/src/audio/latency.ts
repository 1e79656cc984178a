/** Sound kept ready at first, in milliseconds: three frames. */
const FIRST = 50;
/** The most that is kept ready. */
const MOST = 200;
/** What an underrun adds. */
const STEP_UP = 15;
/** What a quiet time takes away. */
const STEP_DOWN = 5;
/** A quiet time, in milliseconds. */
const QUIET = 30_000;
/** What a page may ask for. */
export const ALLOWED_LATENCY = { least: 20, most: 500 };

/** How much sound is kept ready: as little as goes without gaps. */
export class Latency {
  readonly #fixed: number | undefined;
  #target: number;
  #quietSince = 0;

  /** `fixed` milliseconds, or without it what experience shows to be enough. */
  constructor(fixed?: number) {
    this.#fixed = fixed;
    this.#target = fixed ?? FIRST;
  }

  /** In milliseconds. */
  get target(): number {
    return this.#target;
  }

  /** Sound ran out. */
  underrun(now: number): void {
    this.#quietSince = now;
    if (this.#fixed === undefined) {
      this.#target = Math.min(this.#target + STEP_UP, MOST);
    }
  }

  /** Time passes without one. */
  pass(now: number): void {
    if (now - this.#quietSince > QUIET) {
      this.#quietSince = now;
      if (this.#fixed === undefined) {
        this.#target = Math.max(this.#target - STEP_DOWN, FIRST);
      }
    }
  }
}
