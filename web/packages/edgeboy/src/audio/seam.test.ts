import { expect, it } from "vitest";

import { Seam } from "./seam.js";

it("leaves pieces alone that continue each other", () => {
  const seam = new Seam();
  const piece = Int16Array.of(100, -100, 2000, -2000);
  seam.join(piece);
  expect([...piece]).toEqual([100, -100, 2000, -2000]);
});

it("leads from the last sample to the new sound where they were cut", () => {
  const seam = new Seam();
  seam.join(new Int16Array(2).fill(20_000));
  seam.cut();
  const piece = new Int16Array(1000).fill(-10_000);
  seam.join(piece);
  expect([piece[0], piece[1]]).toEqual([20_000, 20_000]);
  const steps = Array.from(piece.subarray(2), (value, i) => Math.abs(value - (piece[i] ?? 0)));
  expect(Math.max(...steps)).toBeLessThan(150);
  expect(piece[512]).toBe(-10_000);
});

it("leads from silence where it was told to", () => {
  const seam = new Seam();
  seam.join(new Int16Array(2).fill(20_000));
  seam.restart();
  seam.cut();
  const piece = new Int16Array(1000).fill(10_000);
  seam.join(piece);
  expect([piece[0], piece[1]]).toEqual([0, 0]);
  expect(piece[512]).toBe(10_000);
});

it("stays in range", () => {
  const seam = new Seam();
  seam.join(new Int16Array(2).fill(32_767));
  seam.cut();
  const piece = new Int16Array(600).fill(32_767).fill(-32_768, 0, 2);
  seam.join(piece);
  expect(Math.min(...piece)).toBeGreaterThan(0);
});
