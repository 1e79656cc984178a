/** Milliseconds of a Game Boy's frame: 70,224 cycles of 4,194,304 Hz. */
export const FRAME_MS = 70_224_000 / 4_194_304;

/** Timers wake in whole milliseconds: a frame may run so much too early rather than too late. */
const TOLERANCE = 1;

/** Further behind than this, what was missed is given up instead of being made up for. */
const FORGET = 150;

/** Says when the next frame is due, so that frames are evenly spaced in the long run. */
export class Pacer {
  #period = FRAME_MS;
  #due = 0;

  /** How many frames are due in a second; with `Infinity` one is due always. */
  set framesPerSecond(rate: number) {
    this.#period = 1000 / rate;
  }

  /** Begins anew: a frame is due at `now`. */
  restart(now: number): void {
    this.#due = now;
  }

  /** Milliseconds until the next frame is due; 0 if it is. */
  wait(now: number): number {
    const wait = this.#due - now;
    return wait <= TOLERANCE ? 0 : wait;
  }

  /** A frame was run. The time until the next one is changed by the factor `pull`. */
  ran(now: number, pull: number): void {
    this.#due += this.#period * pull;
    if (now - this.#due > FORGET) {
      this.#due = now + this.#period;
    }
  }

  /** A frame is due although it was not yet. */
  hurry(now: number): void {
    this.#due = Math.min(this.#due, now);
  }
}
