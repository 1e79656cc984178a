import { afterEach, beforeEach, expect, it, vi } from "vitest";

import { BatteryKeeper } from "./battery-keeper.js";
import type { EdgeBoyError } from "./errors.js";

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

/** A keeper whose store does what `save` says. */
function keeperOf(save: (hash: string, bytes: Uint8Array) => Promise<void>) {
  const store = { load: vi.fn(async () => Uint8Array.of(1)), save: vi.fn(save) };
  const errors: EdgeBoyError[] = [];
  const saved = vi.fn();
  const failed = (error: EdgeBoyError) => errors.push(error);
  return { keeper: new BatteryKeeper(store, { saved, failed }), store, errors, saved };
}

it("stores one save after another, and the newest of each game only", async () => {
  const release: (() => void)[] = [];
  const { keeper, store, saved } = keeperOf(() => new Promise((resolve) => release.push(resolve)));
  keeper.put("a", Uint8Array.of(1));
  keeper.put("a", Uint8Array.of(2));
  keeper.put("b", Uint8Array.of(3));
  keeper.put("a", Uint8Array.of(4));
  const flushed = keeper.flush();
  while (saved.mock.calls.length < 3) {
    expect(release.length).toBe(1);
    release.shift()?.();
    await vi.advanceTimersByTimeAsync(0);
  }
  await flushed;
  expect(store.save.mock.calls).toEqual([
    ["a", Uint8Array.of(1)],
    ["a", Uint8Array.of(4)],
    ["b", Uint8Array.of(3)],
  ]);
});

it("tries again until it goes well, ever less often", async () => {
  let works = false;
  const { keeper, store, errors, saved } = keeperOf(async () => {
    if (!works) {
      throw new Error("The disk is full.");
    }
  });
  keeper.put("a", Uint8Array.of(1));
  await vi.advanceTimersByTimeAsync(0);
  expect(errors.map(({ code, message }) => [code, message])).toEqual([
    ["storage", "The save of this game could not be stored: The disk is full."],
  ]);
  await vi.advanceTimersByTimeAsync(1000 + 2000 + 4000);
  expect(store.save).toHaveBeenCalledTimes(4);
  works = true;
  await vi.advanceTimersByTimeAsync(8000);
  expect(saved).toHaveBeenCalledOnce();
  await vi.advanceTimersByTimeAsync(100_000);
  expect(store.save).toHaveBeenCalledTimes(5);
});

it("gives what is not yet stored before what is", async () => {
  const { keeper, store } = keeperOf(() => Promise.reject(new Error("no")));
  expect(await keeper.load("a")).toEqual(Uint8Array.of(1));
  keeper.put("a", Uint8Array.of(9));
  expect(await keeper.load("a")).toEqual(Uint8Array.of(9));
  expect(store.load).toHaveBeenCalledOnce();
  keeper.stop();
});

it("says that a flush failed, and stops when it is told to", async () => {
  const { keeper, store } = keeperOf(() => Promise.reject(new Error("no")));
  keeper.put("a", Uint8Array.of(1));
  await expect(keeper.flush()).rejects.toMatchObject({ code: "storage" });
  const calls = store.save.mock.calls.length;
  keeper.stop();
  await vi.advanceTimersByTimeAsync(100_000);
  expect(store.save).toHaveBeenCalledTimes(calls);
});

it("has nothing to do when nothing was written", async () => {
  const { keeper, store } = keeperOf(async () => {});
  await keeper.flush();
  expect(store.save).not.toHaveBeenCalled();
});
