import { EdgeBoyError } from "./errors.js";
import type { AssetUrls } from "./types.js";

/**
 * Where the package's files are. Bundlers know this form of address: they copy the file and put its
 * new address here. Vite would put so small a file as the worklet into the code, and a
 * Content-Security-Policy would have to allow `data:`; `?no-inline` is its word against that, and means
 * nothing to others.
 */
export function assetUrls(given: GivenUrls = {}): Record<keyof AssetUrls, URL> {
  const absolute = (url: string | URL) => new URL(url, globalThis.document?.baseURI);
  return {
    worker: absolute(given.worker ?? new URL("./worker.js", import.meta.url)),
    worklet: absolute(given.worklet ?? new URL("./worklet.js?no-inline", import.meta.url)),
    wasm: absolute(given.wasm ?? new URL("./edgeboy.wasm", import.meta.url)),
  };
}

/** What a page says of the addresses; what is missing is beside the package's code. */
export type GivenUrls = { [K in keyof AssetUrls]?: AssetUrls[K] | undefined };

/** A worker, and what to call when it runs or failed. */
export interface StartedWorker {
  worker: Worker;
  forget(): void;
}

/**
 * Starts the worker. It may come from another origin, which browsers allow by a detour only.
 *
 * @throws `no-support`
 */
export function startWorker(url: URL): StartedWorker {
  const options: WorkerOptions = { type: "module", name: "edgeboy" };
  try {
    if (url.origin === location.origin || url.protocol === "blob:" || url.protocol === "data:") {
      return { worker: new Worker(url, options), forget: () => {} };
    }
    const program = new Blob([`import ${JSON.stringify(url.href)};`], { type: "text/javascript" });
    const detour = URL.createObjectURL(program);
    return { worker: new Worker(detour, options), forget: () => URL.revokeObjectURL(detour) };
  } catch (cause) {
    const message = `The emulator's worker could not be started: ${cause}.`;
    throw new EdgeBoyError("no-support", message, { cause });
  }
}
