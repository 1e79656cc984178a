/** Calls a function once after a while; a new time replaces the one before. */
export class Alarm {
  readonly #call: () => void;
  readonly #channel = new MessageChannel();
  #timer: ReturnType<typeof setTimeout> | undefined;
  /** Which message counts: those of times that were replaced are still under way. */
  #turn = 0;

  constructor(call: () => void) {
    this.#call = call;
    this.#channel.port1.onmessage = ({ data }) => {
      if (data === this.#turn) {
        this.#call();
      }
    };
  }

  /**
   * Calls in `ms` milliseconds, or up to one earlier. For less than one it lets what else happened
   * go first and calls then: a timer would wait for four.
   */
  set(ms: number): void {
    this.clear();
    if (ms < 1) {
      this.#channel.port2.postMessage(this.#turn);
    } else {
      this.#timer = setTimeout(this.#call, Math.floor(ms));
    }
  }

  clear(): void {
    clearTimeout(this.#timer);
    this.#turn++;
  }
}
