import { describe, expect, it } from "vitest";

import { FRAME_MS, Pacer } from "../worker/pacer.js";
import { Latency } from "./latency.js";
import { Ring } from "./ring.js";
import { RingPlayer } from "./ring-player.js";
import { Sound } from "./sound.js";

const RATE = 48_000;
const QUANTUM = 128;

/** A sound that was opened by a sound thread that is alive, at 0 ms. */
function opened(latency = new Latency()) {
  const ring = new Ring();
  const player = new RingPlayer(ring);
  const sound = new Sound(ring, RATE, latency);
  const render = (quanta: number) => {
    for (let i = 0; i < quanta; i++) {
      player.render(new Float32Array(QUANTUM), new Float32Array(QUANTUM));
    }
  };
  sound.wanted = true;
  render(1);
  sound.update(0);
  return { ring, sound, render };
}

describe("Sound", () => {
  it("waits until the sound thread asks for sound", () => {
    const ring = new Ring();
    const sound = new Sound(ring, RATE, new Latency());
    sound.wanted = true;
    sound.update(0);
    expect(sound.isHeard).toBe(false);
    sound.push(new Int16Array(1608));
    expect(ring.buffered).toBe(0);
    ring.beat();
    sound.update(16);
    expect(sound.isHeard).toBe(true);
  });

  it("begins with as much ready as is wanted", () => {
    const { ring, sound } = opened();
    sound.push(new Int16Array(2 * 804));
    expect(ring.buffered / 48).toBeCloseTo(50, 0);
    expect(sound.untilLow).toBeGreaterThan(FRAME_MS);
  });

  it("stops when the sound thread stands still, and begins again with it", () => {
    const { ring, sound } = opened();
    sound.update(200);
    expect(sound.isHeard).toBe(true);
    sound.update(300);
    expect(sound.isHeard).toBe(false);
    expect(sound.pull).toBe(1);
    expect(sound.untilLow).toBe(Number.POSITIVE_INFINITY);
    ring.beat();
    sound.update(400);
    expect(sound.isHeard).toBe(true);
  });

  it("keeps what waits in a pause, and drops it for another game", () => {
    const { ring, sound } = opened();
    sound.push(new Int16Array(2 * 804));
    const waiting = ring.buffered;
    sound.wanted = false;
    expect(ring.open).toBe(false);
    expect(ring.buffered).toBe(waiting);
    sound.discard();
    expect(ring.buffered).toBe(0);
  });

  it("asks to hurry when little is left, and keeps more ready after an underrun", () => {
    const { sound, render } = opened();
    sound.push(new Int16Array(2 * 804));
    render(15);
    expect(sound.untilLow).toBeLessThan(0);
    render(10);
    sound.update(70);
    expect(sound.underruns).toBe(1);
    expect(sound.target).toBeCloseTo(65, 0);
  });

  it("skips what piled up while the sound thread stood still for a moment", () => {
    const { ring, sound, render } = opened();
    const frame = () => sound.push(new Int16Array(2 * 6 * QUANTUM));
    for (let i = 0; i < 12; i++) {
      frame();
    }
    expect(ring.buffered / 48).toBeGreaterThan(200);
    for (let i = 0; i < 60; i++) {
      render(6);
      frame();
    }
    expect(ring.buffered / 48).toBeLessThan(70);
    expect(sound.underruns).toBe(0);
  });

  it("keeps more ready when frames take longer", () => {
    const { sound } = opened();
    sound.speed = 0.25;
    expect(sound.target).toBeCloseTo(100, 0);
  });
});

/** A day of a machine in small: what frames, timers and sound card do, on a clock of our own. */
function simulate(options: {
  minutes: number;
  /** How much faster the sound card's clock is. */
  drift: number;
  /** Samples that the sound card asks for at once. */
  burst: number;
  /** Milliseconds by which timers are late, at most. */
  late: number;
}) {
  const { ring, sound, render } = opened();
  const pacer = new Pacer();
  pacer.restart(0);
  let seed = 1;
  const random = () => {
    seed = (seed * 48_271) % 0x7fffffff;
    return seed / 0x7fffffff;
  };
  const levels: number[] = [];
  let [now, frames, samples, rendered] = [0, 0, 0, 0];
  while (now < options.minutes * 60_000) {
    const asked = (now / 1000) * RATE * (1 + options.drift);
    for (; rendered + options.burst <= asked; rendered += options.burst) {
      render(options.burst / QUANTUM);
    }
    sound.update(now);
    if (sound.untilLow <= 0) {
      pacer.hurry(now);
    }
    while (pacer.wait(now) === 0) {
      frames++;
      const due = Math.round((frames * FRAME_MS * RATE) / 1000);
      sound.push(new Int16Array(2 * (due - samples)));
      samples = due;
      pacer.ran(now, sound.pull);
    }
    levels.push(sound.level);
    now += Math.max(1, Math.floor(Math.min(pacer.wait(now), sound.untilLow)));
    now += random() * options.late;
  }
  const settled = levels.slice(levels.length / 2);
  return {
    underruns: ring.underruns,
    framesPerSecond: frames / (now / 1000),
    least: Math.min(...settled),
    most: settled.reduce((most, level) => Math.max(most, level), 0),
  };
}

describe("Sound and Pacer", () => {
  it.each([
    { name: "an exact sound card", drift: 0, burst: 128, late: 1 },
    { name: "a fast sound card", drift: 0.001, burst: 128, late: 4 },
    { name: "a slow sound card that asks for 10 ms at once", drift: -0.001, burst: 512, late: 4 },
  ])("keep pace for three minutes with $name", ({ drift, burst, late }) => {
    const { underruns, framesPerSecond, least, most } = simulate({
      minutes: 3,
      drift,
      burst,
      late,
    });
    expect(underruns).toBe(0);
    expect(framesPerSecond).toBeCloseTo((1000 / FRAME_MS) * (1 + drift), 2);
    expect(least).toBeGreaterThan(40);
    expect(most).toBeLessThan(60);
  });
});
