import { afterEach, beforeAll, describe, expect, it, vi } from "vitest";

import type { Sound } from "../audio/sound.js";
import { Machine } from "../machine/machine.js";
import { instantiate } from "../machine/wasm.js";
import { compiledModule, demo } from "../testing/files.js";
import type { WorkerEvents } from "./events.js";
import { Runner } from "./runner.js";

beforeAll(() => instantiate(compiledModule()));

const runners: Runner[] = [];
afterEach(() => {
  for (const runner of runners.splice(0)) {
    runner.stop();
  }
});

/** A runner with the demo in it, and what it tells. */
function runnerOf(rewindSeconds = 0) {
  const told: { event: keyof WorkerEvents; detail: unknown }[] = [];
  const runner = new Runner((event, detail) => told.push({ event, detail }));
  runners.push(runner);
  const machine = new Machine(demo());
  machine.setRewind(rewindSeconds);
  runner.insert(machine);
  const details = (event: keyof WorkerEvents) =>
    told.filter((one) => one.event === event).map(({ detail }) => detail);
  return { runner, machine, details };
}

/** A sound that notes what it gets. */
function soundOf(isHeard: boolean) {
  const pushed: number[] = [];
  const sound = {
    sampleRate: 48_000,
    isHeard,
    wanted: false,
    speed: 1,
    pull: 1,
    untilLow: Number.POSITIVE_INFINITY,
    update: vi.fn(),
    cut: vi.fn(),
    discard: vi.fn(),
    push: (samples: Int16Array) => pushed.push(samples.length / 2),
  };
  return { sound: sound as unknown as Sound & typeof sound, pushed };
}

const pass = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

describe("Runner", () => {
  it("runs frames in time, and stops", async () => {
    const { runner, machine } = runnerOf();
    runner.start();
    const begin = performance.now();
    await vi.waitFor(() => expect(machine.frame).toBeGreaterThan(20));
    expect(performance.now() - begin).toBeGreaterThan(300);
    runner.stop();
    const { frame } = machine;
    await pass(60);
    expect(machine.frame).toBe(frame);
  });

  it("hands the sound of each frame on, and never more, even if it was not heard before", async () => {
    const { runner, machine } = runnerOf();
    const { sound, pushed } = soundOf(false);
    runner.setSound(sound);
    runner.start();
    expect(sound.wanted).toBe(true);
    await vi.waitFor(() => expect(machine.frame).toBeGreaterThan(20));
    expect(pushed.length).toBe(machine.frame);
    expect(Math.max(...pushed)).toBeLessThan(810);
    expect(Math.min(...pushed.slice(1))).toBeGreaterThan(800);
  });

  it("makes a slow machine's sound deeper, and none of a fast or a backward one", async () => {
    const { runner, machine } = runnerOf(10);
    const { sound } = soundOf(true);
    const rates = vi.spyOn(machine, "setSampleRate");
    runner.setSound(sound);
    runner.start();
    const now = () => [rates.mock.lastCall?.[0], sound.wanted];
    expect(now()).toEqual([48_000, true]);
    runner.speed = 0.5;
    expect(now()).toEqual([96_000, true]);
    runner.speed = 4;
    expect(now()).toEqual([12_000, true]);
    runner.speed = 8;
    expect(now()).toEqual([0, false]);
    runner.speed = 1;
    runner.rewinding = true;
    expect(now()).toEqual([0, false]);
    runner.rewinding = false;
    expect(now()).toEqual([48_000, true]);
  });

  it("stands still at the oldest frame while it goes backwards", async () => {
    const { runner, machine, details } = runnerOf(10);
    runner.runFrames(5);
    runner.rewinding = true;
    runner.start();
    await vi.waitFor(() => expect(details("rewind").slice(-2)).toEqual([0, 0]));
    const { frame } = machine;
    await pass(50);
    expect(machine.frame).toBe(frame);
  });

  it("tells the save that a game wrote before it goes backwards or elsewhere", () => {
    for (const leave of [
      (runner: Runner) => {
        runner.rewinding = true;
      },
      (runner: Runner) => runner.keepBattery(),
    ]) {
      const { runner, machine, details } = runnerOf(10);
      runner.runFrames(20);
      leave(runner);
      expect(details("battery")).toEqual([
        { hash: machine.cartridge.hash, bytes: machine.battery() },
      ]);
      expect(runner.takeBattery()).toBeUndefined();
    }
  });

  it("tells the cartridge's clock the time when it begins to run, and not before", () => {
    const { runner, machine } = runnerOf();
    const setClock = vi.spyOn(machine, "setClock");
    runner.runFrames(5);
    expect(setClock).not.toHaveBeenCalled();
    runner.start();
    expect(setClock).toHaveBeenCalledOnce();
    const [seconds = 0] = setClock.mock.lastCall ?? [];
    expect(Math.abs(seconds - Date.now() / 1000)).toBeLessThan(2);
  });
});
