import { expect, it } from "vitest";

import { FRAME_MS, Pacer } from "./pacer.js";

/** Frames run in a second by someone who looks every millisecond. */
function framesIn(pacer: Pacer, ms: number, from = 0): number {
  let frames = 0;
  for (let now = from; now < from + ms; now++) {
    while (pacer.wait(now) === 0) {
      frames++;
      pacer.ran(now, 1);
    }
  }
  return frames;
}

it("runs 59.73 frames a second, evenly", () => {
  const pacer = new Pacer();
  expect(framesIn(pacer, 100_000)).toBe(Math.ceil(100_000 / FRAME_MS));
});

it.each([0.25, 0.5, 2, 4, 16])("runs %f times as many", (speed) => {
  const pacer = new Pacer();
  pacer.framesPerSecond = (speed * 1000) / FRAME_MS;
  expect(Math.abs(framesIn(pacer, 10_000) - (10_000 / FRAME_MS) * speed)).toBeLessThan(speed + 1);
});

it("lets a timer be early by its rounding, without becoming faster", () => {
  const pacer = new Pacer();
  pacer.ran(0, 1);
  expect(pacer.wait(16)).toBe(0);
  pacer.ran(16, 1);
  expect(pacer.wait(16)).toBeCloseTo(2 * FRAME_MS - 16);
});

it("makes up for a short delay, and forgets a long one", () => {
  const pacer = new Pacer();
  pacer.restart(0);
  framesIn(pacer, 1);
  expect(framesIn(pacer, 1, 98)).toBe(5);
  expect(framesIn(pacer, 1, 100_000)).toBe(1);
});

it("is always due at no limit", () => {
  const pacer = new Pacer();
  pacer.framesPerSecond = Number.POSITIVE_INFINITY;
  for (let i = 0; i < 10; i++) {
    expect(pacer.wait(5)).toBe(0);
    pacer.ran(5, 1);
  }
});

it("changes the time until the next frame when sound wants it", () => {
  const pacer = new Pacer();
  pacer.ran(0, 1.01);
  expect(pacer.wait(0)).toBeCloseTo(FRAME_MS * 1.01);
  pacer.hurry(3);
  expect(pacer.wait(3)).toBe(0);
});
