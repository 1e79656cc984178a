/**
 * Stereo samples on their way from the machine to the sound thread, in one block of memory that
 * both may share. One side writes samples and wishes, the other reads and counts; each number is
 * written by one side only, so nothing needs a lock.
 */
export class Ring {
  /** Stereo samples that fit in: 0.68 s at 48 kHz. */
  static readonly CAPACITY = 32_768;

  /** The memory, to be handed to the other side. */
  readonly buffer: ArrayBuffer | SharedArrayBuffer;
  readonly #numbers: Int32Array;
  readonly #samples: Int16Array;

  constructor(buffer: ArrayBuffer | SharedArrayBuffer = new ArrayBuffer(Ring.byteLength)) {
    this.buffer = buffer;
    this.#numbers = new Int32Array(buffer, 0, Field.Count);
    this.#samples = new Int16Array(buffer, Field.Count * 4, Ring.CAPACITY * 2);
  }

  static readonly byteLength = 4 * 6 + 4 * Ring.CAPACITY;

  /** Writer: appends samples, left and right in turn; those that do not fit in are left out. */
  write(samples: Int16Array): void {
    const written = this.#get(Field.Written);
    const space = Ring.CAPACITY - difference(written, this.#get(Field.Read));
    const count = Math.min(samples.length / 2, space);
    const start = index(written);
    const first = Math.min(count, Ring.CAPACITY - start);
    this.#samples.set(samples.subarray(0, first * 2), start * 2);
    this.#samples.set(samples.subarray(first * 2, count * 2), 0);
    this.#set(Field.Written, written + count);
  }

  /** Writer: whether samples are to be heard. Without it, the reader holds where it is. */
  set open(open: boolean) {
    this.#set(Field.Open, open ? 1 : 0);
  }

  /** Writer: what is in here by now is not to be heard any more, except for the last `keep` samples. */
  discard(keep = 0): void {
    this.#set(Field.DiscardTo, this.#get(Field.Written) - keep);
  }

  /** Stereo samples still to be heard. */
  get buffered(): number {
    const written = this.#get(Field.Written);
    const afterRead = difference(written, this.#get(Field.Read));
    return Math.min(afterRead, difference(written, this.#get(Field.DiscardTo)));
  }

  get open(): boolean {
    return this.#get(Field.Open) === 1;
  }

  /** Whether there are samples that the reader is to skip. */
  get isDiscarding(): boolean {
    return difference(this.#get(Field.DiscardTo), this.#get(Field.Read)) > 0;
  }

  /** How often the reader has been asked for sound, wrapping at 32 bits. */
  get beats(): number {
    return this.#get(Field.Beats);
  }

  /** How often samples ran out while they were to be heard. */
  get underruns(): number {
    return this.#get(Field.Underruns);
  }

  /** Reader: takes the next stereo sample into `into`; `false` if there is none. */
  take(into: { left: number; right: number }): boolean {
    const read = this.#get(Field.Read);
    if (read === this.#get(Field.Written)) {
      return false;
    }
    const at = index(read) * 2;
    into.left = (this.#samples[at] ?? 0) / 32_768;
    into.right = (this.#samples[at + 1] ?? 0) / 32_768;
    this.#set(Field.Read, read + 1);
    return true;
  }

  /** Reader: skips what was discarded. */
  skipDiscarded(): void {
    if (this.isDiscarding) {
      this.#set(Field.Read, this.#get(Field.DiscardTo));
    }
  }

  /** Reader: it was asked for sound. */
  beat(): void {
    this.#set(Field.Beats, this.#get(Field.Beats) + 1);
  }

  /** Reader: samples ran out. */
  countUnderrun(): void {
    this.#set(Field.Underruns, this.#get(Field.Underruns) + 1);
  }

  #get(field: Field): number {
    return Atomics.load(this.#numbers, field);
  }

  #set(field: Field, value: number): void {
    Atomics.store(this.#numbers, field, value);
  }
}

/** The numbers in front of the samples. Counts of samples wrap at 32 bits. */
enum Field {
  Written,
  Read,
  DiscardTo,
  Open,
  Beats,
  Underruns,
  Count,
}

function difference(later: number, earlier: number): number {
  return (later - earlier) | 0;
}

function index(count: number): number {
  return count & (Ring.CAPACITY - 1);
}
