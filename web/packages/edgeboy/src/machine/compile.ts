import { EdgeBoyError } from "../errors.js";

/** Where a developer finds what to do about it. */
const SEE = 'See "Bundlers and CSP" in the package\'s README.';

/** Modules of this page by their address: each is fetched and compiled once. */
const modules = new Map<string, Promise<WebAssembly.Module>>();

/**
 * The compiled module.
 *
 * @throws `network` if it cannot be had, `no-support` if the page may not use WebAssembly.
 */
export function compile(url: string | URL): Promise<WebAssembly.Module> {
  const key = String(url);
  let module = modules.get(key);
  if (module === undefined) {
    module = fetchAndCompile(key);
    modules.set(key, module);
    // What failed once may be there the next time.
    module.catch(() => modules.delete(key));
  }
  return module;
}

async function fetchAndCompile(url: string): Promise<WebAssembly.Module> {
  const response = await fetch(url, { credentials: "same-origin" }).catch((cause: unknown) => {
    throw new EdgeBoyError("network", `The emulator could not be loaded from ${url}.`, { cause });
  });
  if (!response.ok) {
    throw new EdgeBoyError(
      "network",
      `The emulator could not be loaded: ${url} answers ${response.status}. ${SEE}`,
    );
  }
  // Servers that do not know the type of .wasm files would make compileStreaming fail.
  const isWasm = response.headers.get("content-type")?.startsWith("application/wasm") ?? false;
  try {
    return await (isWasm
      ? WebAssembly.compileStreaming(response)
      : WebAssembly.compile(await response.arrayBuffer()));
  } catch (cause) {
    if (
      cause instanceof WebAssembly.CompileError &&
      /security|unsafe-eval|CSP/i.test(cause.message)
    ) {
      throw new EdgeBoyError(
        "no-support",
        "This page's Content-Security-Policy forbids WebAssembly: it needs 'wasm-unsafe-eval' in script-src.",
        { cause },
      );
    }
    throw new EdgeBoyError("network", `What came from ${url} is not the emulator. ${SEE}`, {
      cause,
    });
  }
}
