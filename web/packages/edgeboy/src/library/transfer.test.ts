import { IDBFactory } from "fake-indexeddb";
import { strFromU8, strToU8, unzipSync, zipSync } from "fflate";
import "fake-indexeddb/auto";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { GameLibrary } from "./library.js";

const hash = "b".repeat(64);
const other = "c".repeat(64);
const bytes = (value: number) => new Uint8Array(0x2000).fill(value);

let library: GameLibrary;

async function onAnotherDevice(): Promise<GameLibrary> {
  library.close();
  globalThis.indexedDB = new IDBFactory();
  library = await GameLibrary.open();
  return library;
}

async function savesOf(game: string): Promise<(number | undefined)[]> {
  const generations = await library.batteries.list(game);
  const saves = await Promise.all(generations.map(({ id }) => library.batteries.get(id)));
  return saves.map((save) => save[0]);
}

beforeEach(async () => {
  vi.useFakeTimers({ toFake: ["Date"], now: Date.UTC(2026, 10, 22, 10) });
  globalThis.indexedDB = new IDBFactory();
  library = await GameLibrary.open();
});

afterEach(() => {
  library.close();
  vi.useRealTimers();
});

async function playTwoGames(): Promise<Blob> {
  await library.add(undefined, { hash, title: "Night: Lamps?", fileName: "night.gb" });
  await library.add(undefined, { hash: other, title: "night  lamps", fileName: "other.gb" });
  await library.batteries.save(hash, bytes(1));
  vi.advanceTimersByTime(60_000);
  await library.batteries.save(hash, bytes(2));
  await library.batteries.save(other, bytes(3));
  const picture = new Blob([new Uint8Array([5, 6])], { type: "image/png" });
  await library.putState(hash, "1", { bytes: bytes(4), picture, frame: 12, battery: bytes(2) });
  return library.exportSaves();
}

test("an archive has names that a person understands", async () => {
  const zip = await playTwoGames();
  const files = unzipSync(new Uint8Array(await zip.arrayBuffer()));
  expect(Object.keys(files).sort()).toEqual([
    "Night Lamps/Night Lamps.sav",
    "Night Lamps/earlier saves/2026-11-22 10-00-00 (1).sav",
    "Night Lamps/states/1.png",
    "Night Lamps/states/1.state",
    "edgeboy-saves.json",
    "night lamps (cccccccc)/night lamps (cccccccc).sav",
  ]);
  expect(files["Night Lamps/Night Lamps.sav"]).toEqual(bytes(2));
});

test("all that was exported is there after an import on another device", async () => {
  const zip = await playTwoGames();
  const before = { saves: await savesOf(hash), states: await library.states(hash) };
  await onAnotherDevice();
  const report = await library.importAll(zip);
  expect(report).toEqual({ games: 2, batteries: 3, states: 1, newerHere: [], leftOut: [] });
  expect(await savesOf(hash)).toEqual(before.saves);
  expect(await savesOf(other)).toEqual([3]);
  const [state] = await library.states(hash);
  const { picture, ...described } = before.states[0] ?? {};
  expect(state).toMatchObject({ ...described, serial: expect.any(Number) });
  expect(new Uint8Array((await state?.picture?.arrayBuffer()) ?? [])).toEqual(
    new Uint8Array([5, 6]),
  );
  expect(await library.state(hash, "1")).toEqual(bytes(4));
  expect((await library.games()).map(({ title, hasRom }) => [title, hasRom])).toContainEqual([
    "Night: Lamps?",
    false,
  ]);
});

test("an import repeated adds nothing", async () => {
  const zip = await playTwoGames();
  await library.importAll(zip);
  await library.importAll(zip);
  expect((await savesOf(hash)).sort()).toEqual([1, 2]);
  expect(await library.states(hash)).toHaveLength(1);
});

test("of an imported save and the one here, the later is the current one and both are kept", async () => {
  const zip = await playTwoGames();
  vi.advanceTimersByTime(60_000);
  await library.batteries.save(hash, bytes(7));
  const report = await library.importAll(zip);
  expect(report.newerHere).toEqual(["Night: Lamps?"]);
  expect(await savesOf(hash)).toEqual(expect.arrayContaining([7, 2, 1]));
  expect((await savesOf(hash))[0]).toBe(7);
  expect((await savesOf(other))[0]).toBe(3);

  await onAnotherDevice();
  vi.setSystemTime(Date.UTC(2026, 10, 21));
  await library.batteries.save(hash, bytes(8));
  vi.setSystemTime(Date.UTC(2026, 10, 23));
  await library.importAll(zip);
  expect(await savesOf(hash)).toEqual([2, 1, 8]);
});

test("a state finds a free slot when its own is taken, and is named when there is none", async () => {
  const zip = await playTwoGames();
  await onAnotherDevice();
  await library.putState(hash, "1", { bytes: bytes(9) });
  await library.importAll(zip);
  expect(await library.state(hash, "1")).toEqual(bytes(9));
  expect(await library.state(hash, "2")).toEqual(bytes(4));

  for (const slot of "12345678") {
    await library.putState(hash, slot, { bytes: bytes(10 + Number(slot)) });
  }
  const report = await library.importAll(zip);
  expect(report.leftOut).toEqual(["Night: Lamps?, state 1"]);
});

test("damaged files are left out and named, and the rest comes in", async () => {
  const zip = await playTwoGames();
  const files = unzipSync(new Uint8Array(await zip.arrayBuffer()));
  files["Night Lamps/Night Lamps.sav"] = bytes(99);
  delete files["Night Lamps/states/1.state"];
  await onAnotherDevice();
  const report = await library.importAll(zipSync(files));
  expect(report.leftOut).toEqual(["Night Lamps/Night Lamps.sav", "Night Lamps/states/1.state"]);
  expect(await savesOf(hash)).toEqual([1]);
  expect(await savesOf(other)).toEqual([3]);
});

test("a manifest that lies does no harm", async () => {
  const zip = await playTwoGames();
  const files = unzipSync(new Uint8Array(await zip.arrayBuffer()));
  const manifest = JSON.parse(strFromU8(files["edgeboy-saves.json"] ?? new Uint8Array()));
  manifest.games[0].batteries[1].savedAt = Number.MAX_SAFE_INTEGER;
  manifest.games[0].states[0].slot = "../1";
  manifest.games[0].batteries.push({ file: "__proto__", savedAt: 1 }, { savedAt: "x" }, null);
  manifest.games.push({ hash: "not a hash" }, 5);
  files["edgeboy-saves.json"] = strToU8(JSON.stringify(manifest));
  await onAnotherDevice();
  const report = await library.importAll(zipSync(files));
  expect(report).toMatchObject({ games: 2, states: 0, leftOut: ["__proto__"] });
  expect((await library.batteries.list(hash)).every(({ savedAt }) => savedAt <= Date.now())).toBe(
    true,
  );
});

test.each([
  ["no archive", new Uint8Array([1, 2, 3])],
  ["an archive of something else", zipSync({ "readme.txt": new Uint8Array(3) })],
  [
    "a newer archive",
    zipSync({
      "edgeboy-saves.json": strToU8('{"format":"edgeboy-saves","version":2}'),
    }),
  ],
])("%s is refused in words", async (_, zip) => {
  await expect(library.importAll(zip)).rejects.toMatchObject({ name: "EdgeBoyError", code: "zip" });
});
