import { IDBFactory } from "fake-indexeddb";
import "fake-indexeddb/auto";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { GameLibrary } from "./library.js";
import { mayResume } from "./resume.js";

const hash = "a".repeat(64);
const info = { hash, title: "NIGHT", fileName: "night.gb" };

let libraries: GameLibrary[] = [];

async function open(): Promise<GameLibrary> {
  const library = await GameLibrary.open();
  libraries.push(library);
  return library;
}

beforeEach(() => {
  globalThis.indexedDB = new IDBFactory();
});

afterEach(() => {
  for (const library of libraries) {
    library.close();
  }
  libraries = [];
  vi.restoreAllMocks();
  vi.useRealTimers();
});

const save = (...bytes: number[]): Uint8Array =>
  Uint8Array.from({ length: 0x2000 }, (_, i) => bytes[i] ?? 0);

test("a game is kept with its ROM, and added twice it is one game", async () => {
  const library = await open();
  const whole = new Uint8Array([9, 1, 2, 3, 9]);
  await library.add(whole.subarray(1, 4), info);
  await library.update(hash, { title: "Night lamps", playedSeconds: 60, lastPlayed: 5 });
  const again = await library.add(whole.subarray(1, 4), info);
  expect(again).toMatchObject({ title: "Night lamps", playedSeconds: 60, romBytes: 3 });
  expect(await library.games()).toEqual([again]);
  const rom = await library.rom(hash);
  expect([...rom]).toEqual([1, 2, 3]);
  expect(rom.buffer.byteLength).toBe(3);
});

test("the last played game comes first", async () => {
  const library = await open();
  for (const [index, digit] of ["1", "2", "3"].entries()) {
    await library.add(undefined, { ...info, hash: digit.repeat(64) });
    await library.update(digit.repeat(64), { lastPlayed: [20, 30, 10][index] });
  }
  expect((await library.games()).map((game) => game.hash[0])).toEqual(["2", "1", "3"]);
});

test("a removed game stays listed for its saves, and goes without a trace when asked", async () => {
  const library = await open();
  await library.add(new Uint8Array(4), info);
  await library.batteries.save(hash, save(1));
  await library.putState(hash, "1", { bytes: save(2) });
  await library.remove(hash, { keepSaves: true });
  expect(await library.games()).toMatchObject([{ hash, hasRom: false, romBytes: 0 }]);
  await expect(library.rom(hash)).rejects.toMatchObject({ code: "storage", reason: "missing" });
  expect(await library.batteries.load(hash)).toEqual(save(1));

  await library.add(new Uint8Array(4), info);
  expect(await library.games()).toMatchObject([{ hasRom: true, romBytes: 4 }]);

  await library.remove(hash, { keepSaves: false });
  expect(await library.games()).toEqual([]);
  expect(await library.batteries.load(hash)).toBeUndefined();
  expect(await library.states(hash)).toEqual([]);
});

test("a game without saves is removed whole even if saves are to be kept", async () => {
  const library = await open();
  await library.add(new Uint8Array(4), info);
  await library.remove(hash, { keepSaves: true });
  expect(await library.games()).toEqual([]);
});

test("battery saves make generations, and the same bytes only renew theirs", async () => {
  vi.useFakeTimers({ toFake: ["Date"], now: 1000 });
  const library = await open();
  await library.batteries.save(hash, save(1));
  vi.setSystemTime(2000);
  await library.batteries.save(hash, save(2));
  vi.setSystemTime(3000);
  await library.batteries.save(hash, save(1));
  const list = await library.batteries.list(hash);
  expect(list.map(({ savedAt }) => savedAt)).toEqual([3000, 2000]);
  expect(await library.batteries.load(hash)).toEqual(save(1));
  const [, older] = list;
  expect(await library.batteries.get(older?.id ?? 0)).toEqual(save(2));
});

test("a save is the current one even if the clock was set back", async () => {
  vi.useFakeTimers({ toFake: ["Date"], now: Date.UTC(2030, 0) });
  const library = await open();
  for (let count = 0; count < 9; count += 1) {
    await library.batteries.save(hash, save(1, count));
  }
  vi.setSystemTime(Date.UTC(2010, 0));
  await library.batteries.save(hash, save(2));
  expect(await library.batteries.load(hash)).toEqual(save(2));
});

test("a running clock makes no generations, but the latest clock is kept", async () => {
  const library = await open();
  const withClock = (seconds: number): Uint8Array => {
    const bytes = new Uint8Array(0x2000 + 48);
    bytes[0x2000] = seconds;
    return bytes;
  };
  await library.batteries.save(hash, withClock(1));
  await library.batteries.save(hash, withClock(2));
  expect(await library.batteries.list(hash)).toHaveLength(1);
  expect(await library.batteries.load(hash)).toEqual(withClock(2));
  await library.importSave(hash, withClock(1));
  expect(await library.batteries.list(hash)).toHaveLength(2);
});

test("an imported save is the current one, and what it replaced outlives many later saves", async () => {
  const library = await open();
  await library.batteries.save(hash, save(1));
  await library.importSave(hash, save(2));
  expect(await library.batteries.load(hash)).toEqual(save(2));
  for (let count = 0; count < 20; count += 1) {
    await library.batteries.save(hash, save(3, count));
  }
  const kept = await Promise.all(
    (await library.batteries.list(hash)).map(({ id }) => library.batteries.get(id)),
  );
  expect(kept).toContainEqual(save(1));
  expect(kept).toContainEqual(save(2));
  expect(kept.length).toBeLessThan(12);
});

test("what cannot be a save is not imported", async () => {
  const library = await open();
  for (const length of [0, 200_000]) {
    await expect(library.importSave(hash, new Uint8Array(length))).rejects.toMatchObject({
      code: "bad-save",
    });
  }
  expect(await library.batteries.list(hash)).toEqual([]);
});

test("states go into slots with picture, time and frame", async () => {
  const library = await open();
  const picture = new Blob([new Uint8Array([1])], { type: "image/png" });
  await library.putState(hash, "2", { bytes: save(1), picture, frame: 77 });
  await library.putState(hash, "2", { bytes: save(2), picture, frame: 78 });
  const [slot, ...others] = await library.states(hash);
  expect(others).toEqual([]);
  expect(slot).toMatchObject({ slot: "2", frame: 78, size: 0x2000 });
  expect(slot?.picture?.type).toBe("image/png");
  expect(await library.state(hash, "2")).toEqual(save(2));
  expect(await library.state(hash, "3")).toBeUndefined();
  await library.deleteState(hash, "2");
  expect(await library.states(hash)).toEqual([]);
  expect(await library.state(hash, "2")).toBeUndefined();
});

test("the automatic state may be resumed until the game saves or a save is imported", async () => {
  const library = await open();
  const resumable = async (): Promise<boolean> => {
    const auto = (await library.states(hash)).find(({ slot }) => slot === "auto");
    return auto !== undefined && mayResume(auto, await library.batteries.list(hash));
  };
  expect(await resumable()).toBe(false);
  await library.batteries.save(hash, save(1));
  await library.putState(hash, "auto", { bytes: save(9), battery: save(1) });
  expect(await resumable()).toBe(true);
  await library.batteries.save(hash, save(1));
  expect(await resumable()).toBe(true);
  await library.batteries.save(hash, save(2));
  expect(await resumable()).toBe(false);
  await library.putState(hash, "auto", { bytes: save(9), battery: save(3) });
  expect(await resumable()).toBe(true);
  await library.importSave(hash, save(4));
  expect(await resumable()).toBe(false);
});

test("other tabs hear of changes, and no longer when closed", async () => {
  const here = await open();
  const there = await open();
  const heardHere: unknown[] = [];
  here.onChange((change) => heardHere.push(change));
  const heardThere = new Promise((resolve) => there.onChange(resolve));
  await here.batteries.save(hash, save(1));
  expect(heardHere).toEqual([{ what: "battery", hash, elsewhere: false }]);
  expect(await heardThere).toEqual({ what: "battery", hash, elsewhere: true });
  expect(await there.batteries.load(hash)).toEqual(save(1));
  here.close();
  await there.putState(hash, "1", { bytes: save(1) });
  expect(heardHere).toHaveLength(1);
});

test("an export of one game is the plain save", async () => {
  const library = await open();
  await expect(library.exportSaves(hash)).rejects.toMatchObject({ reason: "missing" });
  await library.batteries.save(hash, save(1, 2, 3));
  const blob = await library.exportSaves(hash);
  expect(new Uint8Array(await blob.arrayBuffer())).toEqual(save(1, 2, 3));
});

test("without a storage manager nothing is promised", async () => {
  const library = await open();
  vi.stubGlobal("navigator", {});
  expect(await library.persist()).toBe(false);
  expect(await library.usage()).toEqual({ used: 0, quota: 0 });
  vi.unstubAllGlobals();
});
