import { EdgeBoyError } from "./errors.js";
import type { AssetUrls } from "./types.js";

/**
 * Where the package's files are. Bundlers know this form of address: they copy the file and put its
 * new address here.
 */
export function assetUrls(given: GivenUrls = {}): Record<keyof AssetUrls, URL> {
  const absolute = (url: string | URL) => new URL(url, globalThis.document?.baseURI);
  return {
    worker: absolute(given.worker ?? new URL("./worker.js", import.meta.url)),
    worklet: absolute(given.worklet ?? new URL("./worklet.js", import.meta.url)),
    wasm: absolute(given.wasm ?? new URL("./edgeboy.wasm", import.meta.url)),
  };
}

/** What a page says of the addresses; what is missing is beside the package's code. */
export type GivenUrls = { [K in keyof AssetUrls]?: AssetUrls[K] | undefined };

/** Starts the worker. It may come from another origin, which browsers allow by a detour only. */
export function startWorker(url: URL): Worker {
  const options: WorkerOptions = { type: "module", name: "edgeboy" };
  try {
    if (url.origin === location.origin || url.protocol === "blob:" || url.protocol === "data:") {
      return new Worker(url, options);
    }
    const program = new Blob([`import ${JSON.stringify(url.href)};`], { type: "text/javascript" });
    const detour = URL.createObjectURL(program);
    const worker = new Worker(detour, options);
    // The browser has taken note of the address by the time the worker answers or fails.
    const forget = () => URL.revokeObjectURL(detour);
    worker.addEventListener("message", forget, { once: true });
    worker.addEventListener("error", forget, { once: true });
    return worker;
  } catch (cause) {
    throw new EdgeBoyError("no-support", `The emulator's worker could not be started: ${cause}.`, {
      cause,
    });
  }
}
