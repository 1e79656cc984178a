import { strToU8, zipSync } from "fflate";
import { afterEach, expect, it, vi } from "vitest";

import { EdgeBoyError } from "./errors.js";
import { LARGEST_FILE, readRom } from "./rom-source.js";

const game = Uint8Array.from({ length: 5000 }, (_, i) => i * i);

/** Lets `fetch` answer so. */
function serve(answer: () => Response | Promise<Response>) {
  const fetch = vi.fn<typeof globalThis.fetch>(async () => answer());
  vi.stubGlobal("fetch", fetch);
  return fetch;
}

async function failure(promise: Promise<unknown>): Promise<EdgeBoyError> {
  const error = await promise.catch((error: unknown) => error);
  expect(error).toBeInstanceOf(EdgeBoyError);
  return error as EdgeBoyError;
}

afterEach(() => {
  vi.unstubAllGlobals();
});

it("takes bytes as they are, from wherever they lie", async () => {
  expect(await readRom(game)).toBe(game);
  expect(await readRom(game.buffer)).toEqual(game);
  expect(await readRom(new Blob([game]))).toEqual(game);
});

it("downloads, with what the request needs", async () => {
  const fetch = serve(() => new Response(game));
  const request = { headers: { authorization: "key" } };
  expect(await readRom("http://games.test/a.gb", { request })).toEqual(game);
  const [url, options] = fetch.mock.calls[0] ?? [];
  expect(String(url)).toBe("http://games.test/a.gb");
  expect(options).toMatchObject(request);
});

it("opens archives", async () => {
  const archive = zipSync({ "a/readme.txt": strToU8("hello"), "a/GAME.GBC": game });
  expect(await readRom(archive)).toEqual(game);
  serve(() => new Response(archive as BodyInit));
  expect(await readRom("http://games.test/a.zip")).toEqual(game);
});

it("tells what a server answers", async () => {
  serve(() => new Response("", { status: 404 }));
  const { code, message } = await failure(readRom("http://games.test/a.gb"));
  expect(code).toBe("network");
  expect(message).toContain("games.test answers 404 (there is no such file)");
});

it("tells that a server cannot be reached, or forbids it", async () => {
  serve(() => Promise.reject(new TypeError("Failed to fetch")));
  const { code, message } = await failure(readRom("http://games.test/a.gb"));
  expect(code).toBe("network");
  expect(message).toContain("CORS");
  vi.stubGlobal("location", new URL("http://games.test/page"));
  expect((await failure(readRom("http://games.test/a.gb"))).message).not.toContain("CORS");
});

it("tells that an address is none", async () => {
  expect((await failure(readRom("games/a.gb"))).code).toBe("network");
});

it.each(["<!DOCTYPE html><title>x</title>", "\n  <html>", "\ufeff<!doctype html>"])(
  "tells a web page from a game: %s",
  async (page) => {
    serve(() => new Response(page));
    const { code, message } = await failure(readRom("http://games.test/a.gb"));
    expect(code).toBe("network");
    expect(message).toContain("is a web page");
  },
);

it("refuses what is too large, whether the server says so or not", async () => {
  const length = { headers: { "content-length": String(LARGEST_FILE + 1) } };
  serve(() => new Response("short", length));
  expect((await failure(readRom("http://games.test/a.gb"))).code).toBe("not-a-rom");

  const mebibyte = new Uint8Array(1024 * 1024);
  const cancel = vi.fn();
  const endless = new ReadableStream({ pull: (c) => c.enqueue(mebibyte), cancel });
  serve(() => new Response(endless));
  expect((await failure(readRom("http://games.test/a.gb"))).code).toBe("not-a-rom");
  expect(cancel).toHaveBeenCalled();
});

it("tells that a download broke off", async () => {
  const broken = new ReadableStream({
    start(controller) {
      controller.enqueue(game);
      controller.error(new TypeError("network error"));
    },
  });
  serve(() => new Response(broken));
  const { code, message } = await failure(readRom("http://games.test/a.gb"));
  expect([code, message]).toEqual(["network", "The download of the game broke off."]);
});

it("can be given up", async () => {
  const signal = AbortSignal.abort();
  vi.stubGlobal("fetch", async () => signal.throwIfAborted());
  await expect(readRom("http://games.test/a.gb", { signal })).rejects.toThrow("abort");
});
