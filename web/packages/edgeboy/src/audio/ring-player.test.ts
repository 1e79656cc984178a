import { describe, expect, it } from "vitest";

import { Ring } from "./ring.js";
import { RingPlayer } from "./ring-player.js";

/** Samples of a call of the processor. */
const QUANTUM = 128;

/** A loud tone, so that every jump in it would be a pop. */
function tone(count: number, level = 0.5): Int16Array<ArrayBuffer> {
  return new Int16Array(count * 2).fill(level * 32_768);
}

function render(player: RingPlayer, quanta: number): Float32Array {
  const heard = new Float32Array(quanta * QUANTUM);
  const right = new Float32Array(QUANTUM);
  for (let i = 0; i < quanta; i++) {
    player.render(heard.subarray(i * QUANTUM, (i + 1) * QUANTUM), right);
  }
  return heard;
}

function largestStep(heard: Float32Array): number {
  return heard.reduce((most, value, i) => Math.max(most, Math.abs(value - (heard[i - 1] ?? 0))), 0);
}

/** A fade of 256 samples from a level of 0.5. */
const GENTLE = 0.5 / 256 + 1e-6;

describe("RingPlayer", () => {
  it("is silent while closed, and takes nothing", () => {
    const ring = new Ring();
    ring.write(tone(1000));
    expect(render(new RingPlayer(ring), 4)).toEqual(new Float32Array(4 * QUANTUM));
    expect(ring.buffered).toBe(1000);
    expect(ring.beats).toBe(4);
  });

  it("fades in and out without a pop, and loses nothing in a pause", () => {
    const ring = new Ring();
    const player = new RingPlayer(ring);
    ring.write(tone(20_000));
    ring.open = true;
    const begin = render(player, 8);
    ring.open = false;
    const end = render(player, 8);
    const left = ring.buffered;
    render(player, 100);
    expect(ring.buffered).toBe(left);
    ring.open = true;
    const again = render(player, 8);

    expect(begin.at(-1)).toBeCloseTo(0.5);
    expect(end.at(-1)).toBe(0);
    expect(again.at(-1)).toBeCloseTo(0.5);
    expect(largestStep(Float32Array.of(...begin, ...end, ...again))).toBeLessThan(GENTLE);
    // While it fades out it plays on for 256 samples.
    expect(left).toBe(20_000 - 8 * QUANTUM - 255);
    expect(ring.underruns).toBe(0);
  });

  it("holds and fades when samples run out, counts it once, and comes back when there are enough", () => {
    const ring = new Ring();
    const player = new RingPlayer(ring);
    ring.write(tone(1500));
    ring.open = true;
    const before = render(player, 20);
    expect(ring.underruns).toBe(1);
    expect(before.at(-1)).toBe(0);

    ring.write(tone(800));
    const waiting = render(player, 10);
    expect(waiting.at(-1)).toBe(0);
    ring.write(tone(800));
    const after = render(player, 4);
    expect(after.at(-1)).toBeCloseTo(0.5);
    expect(largestStep(Float32Array.of(...before, ...waiting, ...after))).toBeLessThan(GENTLE);
    expect(ring.underruns).toBe(1);
  });

  it("fades out of what was discarded, and into what came after it", () => {
    const ring = new Ring();
    const player = new RingPlayer(ring);
    ring.write(tone(10_000));
    ring.open = true;
    const before = render(player, 4);
    ring.discard();
    ring.write(tone(5000, -0.5));
    const after = render(player, 8);

    expect(after.at(-1)).toBeCloseTo(-0.5);
    expect(largestStep(Float32Array.of(...before, ...after))).toBeLessThan(GENTLE);
    expect(ring.underruns).toBe(0);
  });

  it("does not count it as running out when samples end after it was closed", () => {
    const ring = new Ring();
    const player = new RingPlayer(ring);
    ring.write(tone(4 * QUANTUM + 10));
    ring.open = true;
    const before = render(player, 4);
    ring.open = false;
    const after = render(player, 4);
    expect(largestStep(Float32Array.of(...before, ...after))).toBeLessThan(GENTLE);
    expect(ring.underruns).toBe(0);
  });
});
