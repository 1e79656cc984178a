/** A game that wrote nothing for so long, in milliseconds, is done writing. */
const QUIET = 300;
/** A game that goes on writing has its save kept so long after its first write. */
const LONGEST = 2000;

/** Watches the count of writes to the battery's memory, and says when a save should be kept. */
export class BatteryWatch {
  #writes = 0;
  #firstAt: number | undefined;
  #lastAt = 0;

  /** Whether something was written that was not yet kept. */
  get isDirty(): boolean {
    return this.#firstAt !== undefined;
  }

  /** `writes` counts what was not written by the game, or is known to be kept. */
  rebase(writes: number): void {
    this.#writes = writes;
    this.#firstAt = undefined;
  }

  /** Looks at the count; `true` if the save should be kept now. */
  isDue(writes: number, now: number): boolean {
    if (writes !== this.#writes) {
      this.#writes = writes;
      this.#firstAt ??= now;
      this.#lastAt = now;
    }
    return (
      this.#firstAt !== undefined && (now - this.#lastAt >= QUIET || now - this.#firstAt >= LONGEST)
    );
  }
}
