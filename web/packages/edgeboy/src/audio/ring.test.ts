import { describe, expect, it } from "vitest";

import { Ring } from "./ring.js";

/** Stereo samples whose left side counts from `first` on. */
function counting(first: number, count: number): Int16Array<ArrayBuffer> {
  return Int16Array.from({ length: count * 2 }, (_, i) => (i % 2 ? -1 : (first + i / 2) % 30_000));
}

function takeAll(ring: Ring): number[] {
  const sample = { left: 0, right: 0 };
  const taken: number[] = [];
  while (ring.take(sample)) {
    taken.push(sample.left * 32_768);
  }
  return taken;
}

describe("Ring", () => {
  it("gives what was written, in order, both sides", () => {
    const ring = new Ring();
    ring.write(Int16Array.of(16_384, -32_768, 0, 8192));
    const sample = { left: 9, right: 9 };
    expect(ring.buffered).toBe(2);
    expect(ring.take(sample)).toBe(true);
    expect(sample).toEqual({ left: 0.5, right: -1 });
    expect(ring.take(sample)).toBe(true);
    expect(sample).toEqual({ left: 0, right: 0.25 });
    expect(ring.take(sample)).toBe(false);
  });

  it("goes on over its end, and over the end of its counts", () => {
    const ring = new Ring();
    // The counts are 32 bits wide: they begin shortly before they wrap.
    new Int32Array(ring.buffer).fill(2 ** 31 - 1000, 0, 3);
    for (let first = 0; first < 100_000; first += 7_000) {
      ring.write(counting(first, 7_000));
      expect(ring.buffered).toBe(7_000);
      const expected = Array.from({ length: 7_000 }, (_, i) => (first + i) % 30_000);
      expect(takeAll(ring)).toEqual(expected);
    }
  });

  it("leaves out what does not fit in, and keeps what is there", () => {
    const ring = new Ring();
    ring.write(counting(0, Ring.CAPACITY - 10));
    ring.write(counting(Ring.CAPACITY - 10, 100));
    expect(ring.buffered).toBe(Ring.CAPACITY);
    const taken = takeAll(ring);
    expect(taken.length).toBe(Ring.CAPACITY);
    expect(taken.at(-1)).toBe((Ring.CAPACITY - 1) % 30_000);
  });

  it("counts what was discarded no more, and what came after it", () => {
    const ring = new Ring();
    ring.write(counting(0, 500));
    ring.discard();
    expect(ring.isDiscarding).toBe(true);
    expect(ring.buffered).toBe(0);
    ring.write(counting(500, 20));
    expect(ring.buffered).toBe(20);
    ring.skipDiscarded();
    expect(ring.isDiscarding).toBe(false);
    expect(takeAll(ring)).toEqual(Array.from({ length: 20 }, (_, i) => 500 + i));
  });

  it("keeps the last of what it discards, if told to", () => {
    const ring = new Ring();
    ring.write(counting(0, 500));
    ring.discard(10);
    expect(ring.buffered).toBe(10);
    ring.skipDiscarded();
    expect(takeAll(ring)).toEqual(Array.from({ length: 10 }, (_, i) => 490 + i));
    ring.discard(100);
    expect(ring.isDiscarding).toBe(false);
    expect(ring.buffered).toBe(0);
  });

  it("is one ring from both sides of shared memory", () => {
    const writer = new Ring(new SharedArrayBuffer(Ring.byteLength));
    const reader = new Ring(writer.buffer);
    writer.write(counting(5, 3));
    writer.open = true;
    expect(reader.open).toBe(true);
    expect(takeAll(reader)).toEqual([5, 6, 7]);
    reader.beat();
    reader.countUnderrun();
    expect([writer.buffered, writer.beats, writer.underruns]).toEqual([0, 1, 1]);
  });
});
