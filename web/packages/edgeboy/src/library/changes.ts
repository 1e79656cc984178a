import { Emitter } from "../emitter.js";
import type { LibraryChange } from "./types.js";

type Kept = Omit<LibraryChange, "elsewhere">;

/** Tells listeners of changes, and all other open libraries of the same name. */
export class Changes {
  readonly #events = new Emitter<{ change: LibraryChange }>();
  readonly #channel: BroadcastChannel | undefined;

  constructor(name: string) {
    // Browsers without it still have the changes made here.
    this.#channel =
      typeof BroadcastChannel === "function" ? new BroadcastChannel(`${name}-library`) : undefined;
    this.#channel?.addEventListener("message", ({ data }: MessageEvent<Kept>) =>
      this.#events.emit("change", { ...data, elsewhere: true }),
    );
  }

  tell(what: LibraryChange["what"], hash: string): void {
    this.#channel?.postMessage({ what, hash } satisfies Kept);
    this.#events.emit("change", { what, hash, elsewhere: false });
  }

  on(listener: (change: LibraryChange) => void): () => void {
    return this.#events.on("change", listener);
  }

  close(): void {
    this.#events.clear();
    this.#channel?.close();
  }
}
