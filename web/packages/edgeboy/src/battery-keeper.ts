import { EdgeBoyError } from "./errors.js";
import type { BatteryStore } from "./types.js";

/** A save that could not be stored is tried again after so many milliseconds, then twice as many… */
const FIRST_RETRY = 1000;
/** …up to this. */
const LONGEST_RETRY = 30_000;

/** Who is told how it goes. */
export interface KeeperEvents {
  saved(): void;
  failed(error: EdgeBoyError): void;
}

/**
 * Brings battery saves into their store: one at a time, the newest of each game, and again until it
 * went well.
 */
export class BatteryKeeper {
  readonly #store: BatteryStore;
  readonly #events: KeeperEvents;
  readonly #unsaved = new Map<string, Uint8Array>();
  #writing: Promise<void> | undefined;
  #retry: ReturnType<typeof setTimeout> | undefined;
  #retryDelay = FIRST_RETRY;

  constructor(store: BatteryStore, events: KeeperEvents) {
    this.#store = store;
    this.#events = events;
  }

  /**
   * The newest save of a game.
   *
   * @throws `storage`
   */
  async load(hash: string): Promise<Uint8Array | undefined> {
    const unsaved = this.#unsaved.get(hash);
    if (unsaved) {
      return unsaved;
    }
    try {
      return await this.#store.load(hash);
    } catch (cause) {
      throw failure("The save of this game could not be read", cause);
    }
  }

  /** Keeps a save from now on, and stores it soon. */
  put(hash: string, bytes: Uint8Array): void {
    this.#unsaved.set(hash, bytes);
    this.#write().catch(() => {});
  }

  /**
   * Resolves when everything is stored.
   *
   * @throws `storage` if something is not; it is kept, and tried again.
   */
  async flush(): Promise<void> {
    await this.#writing?.catch(() => {});
    await this.#write();
  }

  /** Stops trying. */
  stop(): void {
    clearTimeout(this.#retry);
  }

  #write(): Promise<void> {
    clearTimeout(this.#retry);
    this.#writing ??= this.#writeAll().finally(() => {
      this.#writing = undefined;
    });
    return this.#writing;
  }

  async #writeAll(): Promise<void> {
    for (let next = first(this.#unsaved); next; next = first(this.#unsaved)) {
      const [hash, bytes] = next;
      try {
        await this.#store.save(hash, bytes);
      } catch (cause) {
        const error = failure("The save of this game could not be stored", cause);
        this.#events.failed(error);
        this.#retry = setTimeout(() => this.#write().catch(() => {}), this.#retryDelay);
        this.#retryDelay = Math.min(this.#retryDelay * 2, LONGEST_RETRY);
        throw error;
      }
      this.#retryDelay = FIRST_RETRY;
      // The game may have written again meanwhile.
      if (this.#unsaved.get(hash) === bytes) {
        this.#unsaved.delete(hash);
      }
      this.#events.saved();
    }
  }
}

function first<K, V>(map: Map<K, V>): [K, V] | undefined {
  const { value } = map.entries().next();
  return value;
}

function failure(what: string, cause: unknown): EdgeBoyError {
  const why = cause instanceof Error ? cause.message : String(cause);
  const message = `${what}: ${why}`.replace(/\.?$/, ".");
  return new EdgeBoyError("storage", message, { cause });
}
