import type { AudioOutput } from "./audio/output.js";
import { EdgeBoyError } from "./errors.js";
import type { Events, Status } from "./types.js";
import type { BatterySave } from "./worker/events.js";
import type { WorkerLink } from "./worker-link.js";

/** Whom playing and pausing concerns. */
export interface PlaybackParts {
  link: WorkerLink;
  /** `undefined` if no sound is wanted. */
  output: AudioOutput | undefined;
  pauseWhenHidden: boolean;
  keep(save: BatterySave | undefined): void;
  emit<K extends "play" | "pause">(event: K, detail: Events[K]): void;
}

/** Whether the machine runs, and why not. */
export class Playback {
  readonly #parts: PlaybackParts;
  #status: Status = "empty";
  /** It would run if the page could be seen. */
  #waitsForPage = false;

  constructor(parts: PlaybackParts) {
    this.#parts = parts;
  }

  get status(): Status {
    return this.#status;
  }

  /** Begins to run. What must happen within a click happens before the first `await`. */
  async play(): Promise<void> {
    if (this.#status === "empty") {
      throw new EdgeBoyError("empty", "No game is loaded: load one first.");
    }
    if (this.#status === "running") {
      this.#parts.output?.start();
      return;
    }
    if (document.hidden && this.#parts.pauseWhenHidden) {
      this.#waitsForPage = true;
      return;
    }
    this.#waitsForPage = false;
    this.#become("running");
    // The first picture does not wait for the sound, which can take its time.
    const playing = this.#parts.link.call((session) => session.play());
    this.#parts.output?.start();
    try {
      await playing;
    } catch (error) {
      this.#become("paused");
      this.#parts.output?.rest();
      throw error;
    }
    this.#parts.emit("play", undefined);
  }

  async pause(reason: "asked" | "hidden"): Promise<void> {
    this.#waitsForPage = reason === "hidden";
    if (this.#status !== "running") {
      return;
    }
    this.#become("paused");
    this.#parts.output?.rest();
    this.#parts.keep(await this.#parts.link.call((session) => session.pause()));
    this.#parts.emit("pause", { reason });
  }

  /** The page is not seen any more; `true` if the machine paused for that. */
  async hidden(): Promise<void> {
    if (this.#parts.pauseWhenHidden && this.#status === "running") {
      await this.pause("hidden");
    }
  }

  /** The page is seen again. */
  async shown(): Promise<void> {
    if (this.#waitsForPage) {
      await this.play();
    }
  }

  /** A machine was put in place: it does not run yet. */
  inserted(): void {
    const wasRunning = this.#status === "running";
    this.#waitsForPage = false;
    this.#become("paused");
    this.#parts.output?.rest();
    if (wasRunning) {
      this.#parts.emit("pause", { reason: "asked" });
    }
  }

  /** The machine failed. */
  crashed(): void {
    this.#waitsForPage = false;
    if (this.#status === "running") {
      this.#become("paused");
      this.#parts.output?.rest();
      this.#parts.emit("pause", { reason: "crashed" });
    }
  }

  destroyed(): void {
    this.#waitsForPage = false;
    this.#status = "destroyed";
  }

  #become(status: "paused" | "running"): void {
    if (this.#status !== "destroyed") {
      this.#status = status;
    }
  }
}
