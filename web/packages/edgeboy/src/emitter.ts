/** Keeps listeners of named events; `E` has each event's detail by its name. */
export class Emitter<E> {
  readonly #listeners = new Map<keyof E, Set<(detail: never) => void>>();
  readonly #changed: (event: keyof E) => void;

  /** `changed` is told when an event has got its first listener, or lost its last. */
  constructor(changed: (event: keyof E) => void = () => {}) {
    this.#changed = changed;
  }

  /** Calls `listener` at each event until the function that this gives back is called. */
  on<K extends keyof E>(event: K, listener: (detail: E[K]) => void): () => void {
    const before = this.#listeners.get(event);
    const listeners = before ?? new Set();
    this.#listeners.set(event, listeners);
    // Each call of `on` has its own remover, even if the function is the same.
    const own = (detail: E[K]) => listener(detail);
    listeners.add(own);
    if (!before) {
      this.#changed(event);
    }
    return () => {
      if (listeners.delete(own) && listeners.size === 0) {
        this.#listeners.delete(event);
        this.#changed(event);
      }
    };
  }

  /** Whether anybody listens. */
  has(event: keyof E): boolean {
    return this.#listeners.has(event);
  }

  /** Calls the listeners; what one of them throws is reported and stops nobody else. */
  emit<K extends keyof E>(event: K, detail: E[K]): void {
    for (const listener of [...(this.#listeners.get(event) ?? [])]) {
      try {
        (listener as (detail: E[K]) => void)(detail);
      } catch (error) {
        reportError(error);
      }
    }
  }

  /** Forgets all listeners. */
  clear(): void {
    this.#listeners.clear();
  }
}
