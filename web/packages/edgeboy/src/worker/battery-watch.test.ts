import { expect, it } from "vitest";

import { BatteryWatch } from "./battery-watch.js";

/** When a save is due if the count is as `writes` says, frame by frame of 16 ms. */
function dueTimes(writes: (now: number) => number, until: number): number[] {
  const watch = new BatteryWatch();
  const times: number[] = [];
  for (let now = 0; now <= until; now += 16) {
    if (watch.isDue(writes(now), now)) {
      times.push(now);
      watch.rebase(writes(now));
    }
  }
  return times;
}

it("keeps nothing while nothing is written", () => {
  expect(dueTimes(() => 0, 10_000)).toEqual([]);
});

it("keeps a save 300 ms after the last write", () => {
  expect(dueTimes((now) => Math.min(now, 480), 5000)).toEqual([784]);
});

it("keeps a save every 2 s while the game goes on writing", () => {
  const times = dueTimes((now) => now, 9000);
  expect(times.length).toBe(4);
  expect(times[0]).toBeLessThanOrEqual(2032);
});

it("knows that something waits to be kept", () => {
  const watch = new BatteryWatch();
  watch.rebase(7);
  expect(watch.isDue(7, 0)).toBe(false);
  expect(watch.isDirty).toBe(false);
  expect(watch.isDue(8, 0)).toBe(false);
  expect(watch.isDirty).toBe(true);
});

it("notices a count that went back, as by a state", () => {
  const watch = new BatteryWatch();
  watch.rebase(7);
  watch.isDue(3, 0);
  expect(watch.isDirty).toBe(true);
});
