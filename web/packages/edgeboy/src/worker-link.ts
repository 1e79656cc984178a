import * as Comlink from "comlink";

import { startWorker } from "./assets.js";
import { keepErrorCodes } from "./error-transfer.js";
import { EdgeBoyError } from "./errors.js";
import { compile } from "./machine/compile.js";
import type { AssetUrls } from "./types.js";
import type { WorkerEvents } from "./worker/events.js";
import type { Session } from "./worker/session.js";

/** Gets what the worker tells. */
export type WorkerListener = {
  [K in keyof WorkerEvents]: (detail: WorkerEvents[K]) => void;
};

/** The page's end of a worker with a {@link Session} in it. */
export class WorkerLink {
  readonly #worker: Worker;
  readonly #events: MessagePort;
  #session: Comlink.Remote<Session> | undefined;
  /** Calls that were not answered; after the end nobody would answer them. */
  readonly #open = new Set<(error: Error) => void>();
  #isEnded = false;

  private constructor(worker: Worker, events: MessagePort) {
    this.#worker = worker;
    this.#events = events;
  }

  /**
   * Starts a worker.
   *
   * @throws `network` or `no-support`
   */
  static async start(assets: Record<keyof AssetUrls, URL>): Promise<WorkerLink> {
    keepErrorCodes();
    const module = compile(assets.wasm);
    // The worker starts while the module is compiled.
    module.catch(() => {});
    const worker = startWorker(assets.worker);
    const { port1, port2 } = new MessageChannel();
    const link = new WorkerLink(worker, port1);
    try {
      await link.#connect(await module, port2, assets.worker);
    } catch (error) {
      link.end();
      throw error;
    }
    return link;
  }

  /** Hears what the worker tells from now on; what it told before was kept. */
  listen(listener: WorkerListener): void {
    this.#events.onmessage = ({ data }) => {
      const { event, detail } = data as { event: keyof WorkerEvents; detail: never };
      listener[event](detail);
    };
  }

  /** Asks the worker for something; rejects if the worker ends before it answers. */
  call<T>(ask: (session: Comlink.Remote<Session>) => Promise<T>): Promise<T> {
    const session = this.#session;
    if (this.#isEnded || !session) {
      return Promise.reject(ended());
    }
    return this.#unlessEnded(() => ask(session));
  }

  /** Asks the worker for something whose answer nobody waits for. */
  send(ask: (session: Comlink.Remote<Session>) => Promise<unknown>): void {
    this.call(ask).catch(() => {});
  }

  /** Stops the worker at once. */
  end(): void {
    this.#isEnded = true;
    this.#worker.terminate();
    this.#events.close();
    for (const reject of this.#open) {
      reject(ended());
    }
    this.#open.clear();
  }

  async #connect(module: WebAssembly.Module, events: MessagePort, url: URL): Promise<void> {
    this.#session = await this.#unlessEnded(() => {
      this.#worker.addEventListener("error", () => this.#fail(url), { once: true });
      const RemoteSession = Comlink.wrap<typeof Session>(this.#worker);
      return new RemoteSession(module, Comlink.transfer(events, [events]));
    });
  }

  /** The worker's program could not be loaded. */
  #fail(url: URL): void {
    const message = `The emulator's worker could not be started from ${url}. See "Bundlers and CSP" in the package's README.`;
    for (const reject of this.#open) {
      reject(new EdgeBoyError("no-support", message));
    }
  }

  #unlessEnded<T>(ask: () => Promise<T>): Promise<T> {
    return new Promise<T>((resolve, reject) => {
      this.#open.add(reject);
      ask()
        .then(resolve, reject)
        .finally(() => this.#open.delete(reject));
    });
  }
}

function ended(): EdgeBoyError {
  return new EdgeBoyError("destroyed", "This Game Boy was destroyed.");
}
