import * as Comlink from "comlink";

import { startWorker } from "./assets.js";
import { keepErrorCodes } from "./error-transfer.js";
import { EdgeBoyError } from "./errors.js";
import { compile } from "./machine/compile.js";
import type { AssetUrls } from "./types.js";
import type { WorkerEvents } from "./worker/events.js";
import type { Session } from "./worker/session.js";
import type { StartMessage } from "./worker/start-message.js";

/** Gets what the worker tells. */
export type WorkerListener = {
  [K in Exclude<keyof WorkerEvents, "ready">]: (detail: WorkerEvents[K]) => void;
};

/** The page's end of a worker with a {@link Session} in it. */
export class WorkerLink {
  readonly #worker: Worker;
  readonly #calls: MessagePort;
  readonly #events: MessagePort;
  readonly #session: Comlink.Remote<Session>;
  /** Calls that were not answered; after the end nobody would answer them. */
  readonly #open = new Set<(error: Error) => void>();
  #isEnded = false;

  private constructor(worker: Worker, calls: MessagePort, events: MessagePort) {
    this.#worker = worker;
    this.#calls = calls;
    this.#events = events;
    this.#session = Comlink.wrap<Session>(calls);
  }

  /**
   * Starts a worker.
   *
   * @throws `network` or `no-support`
   */
  static async start(assets: Record<keyof AssetUrls, URL>): Promise<WorkerLink> {
    keepErrorCodes();
    const compiling = compile(assets.wasm);
    // The worker's program is loaded while the module is compiled.
    compiling.catch(() => {});
    const { worker, forget } = startWorker(assets.worker);
    const calls = new MessageChannel();
    const events = new MessageChannel();
    const link = new WorkerLink(worker, calls.port1, events.port1);
    try {
      const loading = link.#loaded(assets.worker);
      loading.catch(() => {});
      const module = await compiling;
      const message: StartMessage = { module, calls: calls.port2, events: events.port2 };
      worker.postMessage(message, [calls.port2, events.port2]);
      await loading;
    } catch (error) {
      link.end();
      throw error;
    } finally {
      forget();
    }
    return link;
  }

  /** Hears what the worker tells, which it does only once it was called. */
  listen(listener: WorkerListener): void {
    this.#events.onmessage = ({ data }) => {
      const { event, detail } = data as { event: keyof WorkerListener; detail: never };
      listener[event](detail);
    };
  }

  /** Asks the worker for something; rejects if the worker ends before it answers. */
  call<T>(ask: (session: Comlink.Remote<Session>) => Promise<T>): Promise<T> {
    if (this.#isEnded) {
      return Promise.reject(ended());
    }
    return new Promise<T>((resolve, reject) => {
      this.#open.add(reject);
      ask(this.#session)
        .then(resolve, reject)
        .finally(() => this.#open.delete(reject));
    });
  }

  /** Asks the worker for something whose answer nobody waits for. */
  send(ask: (session: Comlink.Remote<Session>) => Promise<unknown>): void {
    this.call(ask).catch(() => {});
  }

  /** Stops the worker at once. */
  end(): void {
    this.#isEnded = true;
    this.#worker.terminate();
    this.#calls.close();
    this.#events.close();
    for (const reject of this.#open) {
      reject(ended());
    }
    this.#open.clear();
  }

  /** Resolves when the worker's program runs. */
  #loaded(url: URL): Promise<void> {
    return new Promise((resolve, reject) => {
      this.#events.onmessage = () => resolve();
      this.#worker.onerror = () => {
        const message = `The emulator's worker could not be started from ${url}. See "Bundlers and CSP" in the package's README.`;
        reject(new EdgeBoyError("no-support", message));
      };
    });
  }
}

function ended(): EdgeBoyError {
  return new EdgeBoyError("destroyed", "This Game Boy was destroyed.");
}
