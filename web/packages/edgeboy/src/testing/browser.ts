import { readFileSync } from "node:fs";
import * as Comlink from "comlink";
import { vi } from "vitest";

import { Session } from "../worker/session.js";
import type { StartMessage } from "../worker/start-message.js";
import { demo, WASM } from "./files.js";

/** Workers that were started and not terminated. */
export const workers = new Set<FakeWorker>();

/** A worker in the same thread: the real session behind real messages. */
export class FakeWorker {
  onerror: (() => void) | null = null;

  constructor() {
    workers.add(this);
  }

  postMessage({ module, calls, events }: StartMessage): void {
    Comlink.expose(new Session(module, events), calls);
  }

  terminate(): void {
    workers.delete(this);
  }
}

/** Contexts that were made and not closed. */
export const contexts = new Set<FakeAudioContext>();

/** A sound system that makes no sound. Like a browser's, it runs only once it was allowed to. */
export class FakeAudioContext {
  static isAllowed = true;
  state: "suspended" | "running" | "closed" = "suspended";
  onstatechange: (() => void) | null = null;
  readonly sampleRate = 48_000;
  readonly baseLatency = 0.01;
  readonly outputLatency = 0.02;
  readonly currentTime = 0;
  readonly destination = {};
  readonly audioWorklet = { addModule: async () => {} };

  constructor() {
    contexts.add(this);
  }

  async resume(): Promise<void> {
    if (FakeAudioContext.isAllowed && this.state === "suspended") {
      await this.#become("running");
    }
  }

  async suspend(): Promise<void> {
    await this.#become("suspended");
  }

  async close(): Promise<void> {
    contexts.delete(this);
    await this.#become("closed");
  }

  async #become(state: FakeAudioContext["state"]): Promise<void> {
    this.state = state;
    await Promise.resolve();
    this.onstatechange?.();
  }
}

class FakeAudioNode {
  readonly port = { postMessage: vi.fn() };
  readonly gain = { setTargetAtTime: vi.fn() };
  connect = (to: unknown) => to;
  disconnect = vi.fn();
}

/** Puts in place what a browser has and Node has not. */
export function pretendBrowser(): void {
  vi.stubGlobal("Worker", FakeWorker);
  vi.stubGlobal("AudioContext", FakeAudioContext);
  vi.stubGlobal("AudioWorkletNode", FakeAudioNode);
  vi.stubGlobal("GainNode", FakeAudioNode);
  vi.stubGlobal(
    "ImageData",
    class {
      constructor(
        readonly data: Uint8ClampedArray,
        readonly width: number,
        readonly height: number,
      ) {}
    },
  );
  vi.stubGlobal("fetch", async (url: URL | string, request?: RequestInit) => {
    request?.signal?.throwIfAborted();
    return answer(String(url));
  });
}

function answer(url: string): Response {
  if (url.endsWith(".wasm")) {
    // Without its type, so that nothing asks Node to compile a stream of happy-dom's.
    return new Response(new Uint8Array(readFileSync(WASM)));
  }
  if (url.endsWith("/demo.gb")) {
    return new Response(demo());
  }
  return new Response("<!doctype html><title>Not found</title>", { status: 404 });
}

/** Lets the page be hidden or shown. */
export function setHidden(hidden: boolean): void {
  Object.defineProperty(document, "hidden", { value: hidden, configurable: true });
  document.dispatchEvent(new Event("visibilitychange"));
}
