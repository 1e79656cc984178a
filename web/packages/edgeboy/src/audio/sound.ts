import type { Latency } from "./latency.js";
import type { Pipe } from "./pipe.js";
import { Seam } from "./seam.js";

/** A sound thread that was not asked for sound for so many milliseconds stands still. */
const STILL = 250;
/** A frame of the machine at its own speed, in milliseconds: sound comes in such pieces. */
const FRAME = 16.75;
/** So much more than is wanted is skipped if it lasts: the sound thread stood still for a moment. */
const TOO_MUCH = 60;
/** So much more is not even written. */
const FAR_TOO_MUCH = 250;
/** Part of the margin below which the machine runs without waiting. */
const LOW = 0.35;
/** By how much of a second the measured level follows each piece of sound. */
const SMOOTHING = 1 / 32;
/** How strongly the level's distance from the target changes the pace, and by how much at most. */
const PULL = 0.1;
const MOST_PULL = 0.02;

/**
 * The worker's end of the sound: hands samples on while they can be heard, and tells from how many
 * of them wait whether the machine should run faster or slower. So the sound card's clock is the
 * machine's, without a sample being left out or stretched.
 */
export class Sound {
  readonly sampleRate: number;
  readonly #pipe: Pipe;
  readonly #latency: Latency;
  readonly #seam = new Seam();
  #wanted = false;
  #piece = FRAME;
  #beats: number;
  #beatAt = Number.NEGATIVE_INFINITY;
  #underruns = 0;
  /** Milliseconds that wait after each piece, smoothed. */
  #level = 0;

  constructor(pipe: Pipe, sampleRate: number, latency: Latency) {
    this.#pipe = pipe;
    this.sampleRate = sampleRate;
    this.#latency = latency;
    this.#beats = pipe.beats;
  }

  /** Whether the machine runs and is to be heard. */
  set wanted(wanted: boolean) {
    this.#wanted = wanted;
    if (!wanted) {
      this.#close();
    }
  }

  /** In pieces of so many milliseconds sound comes at this speed. */
  set speed(speed: number) {
    this.#piece = FRAME / speed;
  }

  /** What waits is of another time and must not be heard. */
  discard(): void {
    this.#close();
    this.#pipe.discard();
  }

  /** What follows does not continue what was there before. */
  cut(): void {
    this.#seam.cut();
  }

  /** Looks after the sound thread; to be called often while the machine runs. */
  update(now: number): void {
    const pipe = this.#pipe;
    if (pipe.beats !== this.#beats) {
      this.#beats = pipe.beats;
      this.#beatAt = now;
    }
    const alive = now - this.#beatAt < STILL;
    if (this.#wanted && alive && !pipe.open) {
      this.#open();
    } else if (!alive && pipe.open) {
      this.#close();
    }
    for (; this.#underruns !== pipe.underruns; this.#underruns++) {
      this.#latency.underrun(now);
    }
    this.#latency.pass(now);
  }

  /** Hands on the sound of a frame, if it can be heard. */
  push(samples: Int16Array<ArrayBuffer>): void {
    if (this.#pipe.open && samples.length > 0 && this.#buffered < this.target + FAR_TOO_MUCH) {
      this.#seam.join(samples);
      this.#pipe.write(samples);
      this.#level += (this.#buffered - this.#level) * SMOOTHING;
      if (this.#level > this.target + TOO_MUCH) {
        this.#pipe.discard(this.#samples(this.target));
        this.#level = this.target;
      }
    }
  }

  /** Whether sound is being heard, and its clock therefore counts. */
  get isHeard(): boolean {
    return this.#pipe.open;
  }

  /** By which factor the time until the next frame should be changed. */
  get pull(): number {
    if (!this.#pipe.open) {
      return 1;
    }
    const pull = ((this.#level - this.target) / this.target) * PULL;
    return 1 + Math.min(Math.max(pull, -MOST_PULL), MOST_PULL);
  }

  /** Milliseconds until so little waits that the machine should run at once; `Infinity` unheard. */
  get untilLow(): number {
    return this.#pipe.open ? this.#buffered - this.#margin * LOW : Number.POSITIVE_INFINITY;
  }

  /** Milliseconds that are to wait after each piece. */
  get target(): number {
    return this.#margin + this.#piece;
  }

  /** Milliseconds that wait, smoothed. */
  get level(): number {
    return this.#pipe.open ? this.#level : this.#buffered;
  }

  get underruns(): number {
    return this.#underruns;
  }

  /** Milliseconds that are to wait when the next piece comes. */
  get #margin(): number {
    return this.#latency.target - FRAME;
  }

  #samples(ms: number): number {
    return Math.round((ms / 1000) * this.sampleRate);
  }

  get #buffered(): number {
    return (this.#pipe.buffered / this.sampleRate) * 1000;
  }

  /** Begins with about as much as is to be kept ready, so that the first frames need not hurry. */
  #open(): void {
    const ready = this.#buffered / this.#margin;
    if (ready < 0.5 || ready > 2) {
      this.#pipe.discard();
      this.#pipe.write(new Int16Array(2 * this.#samples(this.#margin)));
      this.#seam.restart();
    }
    this.#seam.cut();
    this.#level = this.target;
    this.#pipe.open = true;
  }

  #close(): void {
    if (this.#pipe.open) {
      this.#pipe.open = false;
    }
  }
}
