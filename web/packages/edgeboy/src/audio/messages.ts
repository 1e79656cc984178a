import type { Pipe } from "./pipe.js";
import type { Ring } from "./ring.js";

/** What the worker tells the sound thread where they share no memory. */
export interface ToWorklet {
  samples?: Int16Array<ArrayBuffer>;
  open?: boolean;
  /** Nothing is to be heard of what was written before, except for so many samples. */
  keepOnly?: number;
}

/** What the sound thread tells the worker, every few milliseconds while it plays. */
export interface FromWorklet {
  /** Stereo samples received and not yet heard or discarded. */
  buffered: number;
  /** Stereo samples received in all. */
  received: number;
  beats: number;
  underruns: number;
}

/** Calls of the processor between two reports: 10.7 ms at 48 kHz. */
const BEATS_PER_REPORT = 4;

/** The sound thread's side: does what the worker says, and tells it how far it is. */
export class Receiver {
  readonly #ring: Ring;
  readonly #report: (report: FromWorklet) => void;
  #received = 0;

  constructor(ring: Ring, report: (report: FromWorklet) => void) {
    this.#ring = ring;
    this.#report = report;
  }

  /** A message has come. */
  receive(message: ToWorklet): void {
    if (message.samples) {
      this.#ring.write(message.samples);
      this.#received += message.samples.length / 2;
    }
    if (message.open !== undefined) {
      this.#ring.open = message.open;
    }
    if (message.keepOnly !== undefined) {
      this.#ring.discard(message.keepOnly);
    }
  }

  /** Sound was asked for. */
  beat(): void {
    const { beats, buffered, underruns } = this.#ring;
    if (beats % BEATS_PER_REPORT === 0) {
      this.#report({ beats, buffered, received: this.#received, underruns });
    }
  }
}

/** The worker's side. Between two reports it reckons by the clock what has been heard. */
export class MessagePipe implements Pipe {
  readonly #port: Pick<MessagePort, "postMessage">;
  readonly #samplesPerMs: number;
  readonly #now: () => number;
  #report: FromWorklet = { buffered: 0, received: 0, beats: 0, underruns: 0 };
  #reportedAt = 0;
  #written = 0;
  #open = false;

  constructor(
    port: Pick<MessagePort, "postMessage">,
    sampleRate: number,
    now: () => number = () => performance.now(),
  ) {
    this.#port = port;
    this.#samplesPerMs = sampleRate / 1000;
    this.#now = now;
  }

  /** A report has come. */
  receive(report: FromWorklet): void {
    this.#report = report;
    this.#reportedAt = this.#now();
  }

  get beats(): number {
    return this.#report.beats;
  }

  get underruns(): number {
    return this.#report.underruns;
  }

  get buffered(): number {
    const underWay = this.#written - this.#report.received;
    const heard = this.#open ? (this.#now() - this.#reportedAt) * this.#samplesPerMs : 0;
    return Math.max(0, this.#report.buffered - heard) + underWay;
  }

  get open(): boolean {
    return this.#open;
  }

  set open(open: boolean) {
    this.#open = open;
    this.#post({ open });
  }

  write(samples: Int16Array<ArrayBuffer>): void {
    this.#written += samples.length / 2;
    this.#port.postMessage({ samples } satisfies ToWorklet, [samples.buffer]);
  }

  discard(keep = 0): void {
    this.#report = { ...this.#report, buffered: keep, received: this.#written };
    this.#reportedAt = this.#now();
    this.#post({ keepOnly: keep });
  }

  #post(message: ToWorklet): void {
    this.#port.postMessage(message);
  }
}
