import { expect, it } from "vitest";

import { FrameTimes } from "./frame-times.js";

it("tells how long frames took", () => {
  const times = new FrameTimes();
  expect(times.percentiles()).toEqual({ p50: 0, p99: 0, max: 0 });
  for (let i = 1; i <= 100; i++) {
    times.add(i, i);
  }
  expect(times.percentiles()).toEqual({ p50: 50, p99: 99, max: 100 });
  times.extend(20);
  expect(times.percentiles().max).toBe(120);
});

it("remembers the last 600", () => {
  const times = new FrameTimes();
  for (let i = 0; i < 700; i++) {
    times.add(i < 100 ? 1000 : 1, i);
  }
  expect(times.percentiles()).toEqual({ p50: 1, p99: 1, max: 1 });
});

it("counts frames per second, from the beginning on", () => {
  const times = new FrameTimes();
  times.restart(0);
  for (let now = 10; now <= 500; now += 10) {
    times.add(1, now);
  }
  expect(times.fps(500)).toBe(100);
  for (let now = 510; now <= 3000; now += 20) {
    times.add(1, now);
  }
  expect(times.fps(3000)).toBeCloseTo(50, 0);
  expect(times.fps(60_000)).toBe(0);
});
