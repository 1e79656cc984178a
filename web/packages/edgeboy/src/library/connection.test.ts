import { IDBFactory, IDBObjectStore } from "fake-indexeddb";
import "fake-indexeddb/auto";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { GameLibrary } from "./library.js";

const hash = "d".repeat(64);
const bytes = new Uint8Array(16);

beforeEach(() => {
  globalThis.indexedDB = new IDBFactory();
});

afterEach(() => {
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
});

function raw(name: string, version?: number): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open(name, version);
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}

test("without IndexedDB the library says in words that nothing is kept", async () => {
  vi.stubGlobal("indexedDB", undefined);
  await expect(GameLibrary.open()).rejects.toMatchObject({
    name: "EdgeBoyError",
    code: "storage",
    reason: "unavailable",
    message: expect.stringContaining("private window"),
  });
});

test("where looking for IndexedDB throws, as in a sandboxed frame, it is the same", async () => {
  vi.spyOn(globalThis, "indexedDB", "get").mockImplementation(() => {
    throw new DOMException("denied", "SecurityError");
  });
  await expect(GameLibrary.open()).rejects.toMatchObject({ reason: "unavailable" });
});

test("a full disk is told, what was there stays, and the save can be repeated", async () => {
  const library = await GameLibrary.open();
  await library.batteries.save(hash, bytes);
  const put = vi.spyOn(IDBObjectStore.prototype, "put").mockImplementation(() => {
    throw new DOMException("full", "QuotaExceededError");
  });
  const next = bytes.slice().fill(1);
  await expect(library.batteries.save(hash, next)).rejects.toMatchObject({
    code: "storage",
    reason: "full",
    message: expect.stringContaining("no more room"),
  });
  put.mockRestore();
  expect(await library.batteries.load(hash)).toEqual(bytes);
  await library.batteries.save(hash, next);
  expect(await library.batteries.load(hash)).toEqual(next);
  library.close();
});

test("a write that fails half-way leaves nothing of itself", async () => {
  const library = await GameLibrary.open();
  const put = IDBObjectStore.prototype.put;
  let puts = 0;
  vi.spyOn(IDBObjectStore.prototype, "put").mockImplementation(function (
    this: IDBObjectStore,
    ...args
  ) {
    puts += 1;
    if (puts === 3) {
      throw new DOMException("no", "DataError");
    }
    return put.apply(this, args as Parameters<typeof put>);
  });
  await expect(library.batteries.save(hash, bytes)).rejects.toMatchObject({ reason: "failed" });
  expect(puts).toBe(3);
  vi.restoreAllMocks();
  expect(await library.batteries.list(hash)).toEqual([]);
  library.close();
});

test("progress is written with strict durability", async () => {
  const library = await GameLibrary.open();
  const asked: unknown[] = [];
  const transaction = IDBDatabase.prototype.transaction;
  vi.spyOn(IDBDatabase.prototype, "transaction").mockImplementation(function (
    this: IDBDatabase,
    ...args
  ) {
    asked.push([args[1], args[2]]);
    return transaction.apply(this, args as Parameters<typeof transaction>);
  });
  await library.batteries.save(hash, bytes);
  await library.putState(hash, "1", { bytes });
  expect(asked).toEqual([
    ["readwrite", { durability: "strict" }],
    ["readwrite", { durability: "strict" }],
  ]);
  library.close();
});

test("a connection that the browser lost is made again by itself", async () => {
  const library = await GameLibrary.open();
  await library.batteries.save(hash, bytes);
  const transaction = IDBDatabase.prototype.transaction;
  let losses = 1;
  const spy = vi.spyOn(IDBDatabase.prototype, "transaction").mockImplementation(function (
    this: IDBDatabase,
    ...args
  ) {
    if (losses > 0) {
      losses -= 1;
      throw new DOMException("Connection to Indexed Database server lost.", "UnknownError");
    }
    return transaction.apply(this, args as Parameters<typeof transaction>);
  });
  const next = bytes.slice().fill(1);
  await library.batteries.save(hash, next);
  expect(await library.batteries.load(hash)).toEqual(next);

  losses = 2;
  await expect(library.batteries.save(hash, bytes)).rejects.toMatchObject({ reason: "lost" });
  spy.mockRestore();
  await library.batteries.save(hash, bytes);
  library.close();
});

test("another tab's newer version is let through, and then a reload is asked for", async () => {
  const library = await GameLibrary.open();
  const newer = await raw("edgeboy", 99);
  await expect(library.batteries.load(hash)).rejects.toMatchObject({ reason: "outdated" });
  newer.close();
  library.close();
});

test("an old tab that does not let go is named, and opening can be tried again", async () => {
  const open = indexedDB.open.bind(indexedDB);
  vi.spyOn(indexedDB, "open").mockImplementationOnce((...args) => {
    const request = open(...args);
    const add = request.addEventListener.bind(request) as (type: string, listener: never) => void;
    vi.spyOn(request, "addEventListener").mockImplementation((type: string, listener: unknown) => {
      if (type === "blocked") {
        queueMicrotask(() => (listener as (event: unknown) => void)({ oldVersion: 0 }));
      } else {
        add(type, listener as never);
      }
    });
    return request;
  });
  await expect(GameLibrary.open()).rejects.toMatchObject({ reason: "blocked" });
  const library = await GameLibrary.open();
  expect(await library.games()).toEqual([]);
  library.close();
  // The first request was granted in the end. Had nobody closed it, this would wait for ever.
  (await raw("edgeboy", 99)).close();
});

test("a closed library says so", async () => {
  const library = await GameLibrary.open();
  library.close();
  await expect(library.batteries.load(hash)).rejects.toMatchObject({ reason: "closed" });
});
