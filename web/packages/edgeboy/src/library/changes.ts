/** Something in the library is not as it was. */
export interface LibraryChange {
  readonly what: "game" | "battery" | "state";
  /** The ROM's SHA-256. */
  readonly hash: string;
  /** Whether another page or another `GameLibrary` made the change. */
  readonly elsewhere: boolean;
}

type Kept = Omit<LibraryChange, "elsewhere">;

/** Tells listeners of changes, and all other open libraries of the same name. */
export class Changes {
  readonly #listeners = new Set<(change: LibraryChange) => void>();
  readonly #channel: BroadcastChannel | undefined;

  constructor(name: string) {
    // Browsers without it still have the changes made here.
    this.#channel =
      typeof BroadcastChannel === "function" ? new BroadcastChannel(`${name}-library`) : undefined;
    this.#channel?.addEventListener("message", ({ data }: MessageEvent<Kept>) =>
      this.#emit({ ...data, elsewhere: true }),
    );
  }

  tell(what: LibraryChange["what"], hash: string): void {
    this.#channel?.postMessage({ what, hash } satisfies Kept);
    this.#emit({ what, hash, elsewhere: false });
  }

  on(listener: (change: LibraryChange) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  close(): void {
    this.#listeners.clear();
    this.#channel?.close();
  }

  #emit(change: LibraryChange): void {
    for (const listener of this.#listeners) {
      listener(change);
    }
  }
}
