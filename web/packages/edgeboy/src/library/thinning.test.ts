import { expect, test } from "vitest";
import { generationsToDrop } from "./thinning.js";

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;
const start = Date.UTC(2026, 0, 1);

interface Save {
  savedAt: number;
  origin: "game" | "import";
  replacedAt?: number;
}

function keepThrough(times: readonly number[]): Save[] {
  let kept: Save[] = [];
  for (const savedAt of times) {
    kept.push({ savedAt, origin: "game" });
    const dropped = new Set(generationsToDrop(kept, savedAt));
    kept = kept.filter((save) => !dropped.has(save));
  }
  return kept;
}

test("the newest five are kept, however close together", () => {
  const kept = keepThrough([0, 1, 2, 3, 4, 5, 6, 7, 8].map((second) => start + second * 1000));
  expect(kept.slice(-5).map(({ savedAt }) => savedAt - start)).toEqual([
    4000, 5000, 6000, 7000, 8000,
  ]);
});

test("a save a minute, for ten days, leaves few generations and none of the gaps is long", () => {
  const times = Array.from({ length: 10 * 24 * 60 }, (_, index) => start + index * minute);
  const kept = keepThrough(times);
  const now = times.at(-1) ?? 0;
  expect(kept.length).toBeLessThan(35);
  // For each age up to a week there is a generation that is at most a step older.
  for (const [age, step] of [
    [10 * minute, 10 * minute],
    [50 * minute, 10 * minute],
    [5 * hour, 3 * hour],
    [20 * hour, 3 * hour],
    [2 * day, day],
    [6 * day, day],
  ] as const) {
    const nearest = kept.findLast(({ savedAt }) => now - savedAt >= age);
    expect(nearest, `${age / minute} minutes ago`).toBeDefined();
    expect(now - (nearest?.savedAt ?? 0) - age).toBeLessThanOrEqual(step);
  }
});

test("after years of playing each evening there are still few, and one of long ago", () => {
  const times = Array.from({ length: 3 * 365 }, (_, index) => start + index * day);
  const kept = keepThrough(times);
  expect(kept.length).toBeLessThan(40);
  expect(kept[0]?.savedAt).toBeLessThan(start + 2 * 365 * day);
});

test("the newest is kept even if the clock was set back", () => {
  const kept = keepThrough([10, 11, 12, 13, 14, 15, 0].map((days) => start + days * day));
  expect(kept.at(-1)?.savedAt).toBe(start);
});

test("an import and what it replaced stay for a month, then are thinned as others", () => {
  const before = Array.from({ length: 6 }, (_, index) => ({
    savedAt: start + index,
    origin: "game" as const,
  }));
  const replaced: Save = { savedAt: start + 10, origin: "game", replacedAt: start + 20 };
  const imported: Save = { savedAt: start + 20, origin: "import" };
  const after = Array.from({ length: 6 }, (_, index) => ({
    savedAt: start + 30 + index,
    origin: "game" as const,
  }));
  const all = [...before, replaced, imported, ...after];

  const soon = generationsToDrop(all, start + minute);
  expect(soon).not.toContain(replaced);
  expect(soon).not.toContain(imported);

  const later = generationsToDrop(all, start + 31 * day);
  expect(later).toContain(replaced);
  expect(later).toContain(imported);
});
