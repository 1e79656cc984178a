import { EdgeBoyError } from "./errors.js";
import type { RomSource } from "./types.js";

/** The most that is read: far above any ROM (8 MiB), so that archives with pictures in them pass. */
export const LARGEST_FILE = 64 * 1024 * 1024;

/** How a ROM is read. */
export interface ReadOptions {
  request?: RequestInit | undefined;
  signal?: AbortSignal | undefined;
}

/**
 * The bytes of a ROM, taken out of its archive if it is in one.
 *
 * @throws `network`, `zip`, `not-a-rom` if it is too large, or an `AbortError`
 */
export async function readRom(source: RomSource, options: ReadOptions = {}): Promise<Uint8Array> {
  const bytes = await readBytes(source, options);
  options.signal?.throwIfAborted();
  if (!isZip(bytes)) {
    return bytes;
  }
  // Most games do not come in archives: what opens them is loaded when one does.
  const { romFromZip } = await import("./zip.js");
  return romFromZip(bytes);
}

async function readBytes(source: RomSource, options: ReadOptions): Promise<Uint8Array> {
  if (source instanceof Uint8Array) {
    return source;
  }
  if (source instanceof ArrayBuffer) {
    return new Uint8Array(source);
  }
  if (source instanceof Blob) {
    refuseLarge(source.size);
    return new Uint8Array(await source.arrayBuffer());
  }
  return download(source, options);
}

async function download(source: URL | string, options: ReadOptions): Promise<Uint8Array> {
  const { signal, request } = options;
  const url = address(source);
  const response = await fetch(url, { ...request, ...(signal && { signal }) }).catch((cause) => {
    signal?.throwIfAborted();
    throw new EdgeBoyError("network", unreachable(url), { cause });
  });
  if (!response.ok) {
    const reason = response.status === 404 ? "there is no such file" : response.statusText;
    throw new EdgeBoyError(
      "network",
      `The game could not be loaded: ${url.host} answers ${response.status}${reason && ` (${reason})`}.`,
    );
  }
  refuseLarge(Number(response.headers.get("content-length")));
  const bytes = await readBody(response, signal);
  if (looksLikeHtml(bytes)) {
    throw new EdgeBoyError(
      "network",
      `${url} is a web page, not a game. Use the address of the file itself.`,
    );
  }
  return bytes;
}

function address(source: URL | string): URL {
  try {
    return new URL(source, globalThis.document?.baseURI);
  } catch (cause) {
    throw new EdgeBoyError("network", `"${source}" is not an address that can be loaded.`, {
      cause,
    });
  }
}

function unreachable(url: URL): string {
  const isForeign = url.origin !== globalThis.location?.origin;
  return isForeign
    ? `The game could not be loaded: ${url.host} cannot be reached, or does not let this page read from it (CORS). Download the file and open it from here.`
    : "The game could not be loaded: the server cannot be reached.";
}

/** Reads no more than is allowed, whatever the server said of its length. */
async function readBody(response: Response, signal?: AbortSignal): Promise<Uint8Array> {
  const pieces: Uint8Array<ArrayBuffer>[] = [];
  let length = 0;
  const reader = response.body?.getReader();
  try {
    for (;;) {
      const { done, value } = (await reader?.read()) ?? { done: true, value: undefined };
      if (done) {
        break;
      }
      length += value.length;
      refuseLarge(length);
      pieces.push(value);
    }
  } catch (cause) {
    await reader?.cancel().catch(() => {});
    signal?.throwIfAborted();
    if (cause instanceof EdgeBoyError) {
      throw cause;
    }
    throw new EdgeBoyError("network", "The download of the game broke off.", { cause });
  }
  return new Uint8Array(await new Blob(pieces).arrayBuffer());
}

function refuseLarge(length: number): void {
  if (length > LARGEST_FILE) {
    const size = Math.round(length / 1024 / 1024);
    throw new EdgeBoyError("not-a-rom", `The file has ${size} MiB: it is too large for a game.`);
  }
}

function isZip(bytes: Uint8Array): boolean {
  const [p, k, kind] = bytes;
  return p === 0x50 && k === 0x4b && (kind === 3 || kind === 5);
}

function looksLikeHtml(bytes: Uint8Array): boolean {
  const start = new TextDecoder("latin1").decode(bytes.subarray(0, 256));
  return /^\s*<(!doctype|html|head|body)/i.test(start.replace(/^\u00ef\u00bb\u00bf/, ""));
}
