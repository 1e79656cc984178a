import { signal } from "@preact/signals";

/** The built-in game. Its ROM lies beside the page; the library keeps its saves as any game's. */
export const DEMO = {
  /** Its id in addresses; other games go by their hash. */
  id: "demo",
  title: "The Courier",
  fileName: "demo.gb",
  url: new URL("demo.gb", document.baseURI),
  /** SHA-256 of the ROM, once it is known. */
  hash: signal<string | undefined>(undefined),
};

let loading: Promise<Uint8Array> | undefined;

/** The demo's ROM; fetched once, and again after a failure. */
export function demoRom(): Promise<Uint8Array> {
  loading ??= fetchDemo().catch((error: unknown) => {
    loading = undefined;
    throw error;
  });
  return loading;
}

async function fetchDemo(): Promise<Uint8Array> {
  const response = await fetch(DEMO.url);
  if (!response.ok) {
    throw new TypeError(`${DEMO.url.href}: ${response.status}`);
  }
  return new Uint8Array(await response.arrayBuffer());
}
