import { afterEach, beforeEach, vi } from "vitest";

import { EdgeBoyError } from "../errors.js";
import { GameBoy } from "../game-boy.js";
import { Machine } from "../machine/machine.js";
import type { BatteryStore, Events, GameBoyOptions } from "../types.js";
import { FakeAudioContext, pretendBrowser } from "./browser.js";
import { demo } from "./files.js";

const rom = demo();
const made: GameBoy[] = [];

/** A Game Boy that is destroyed after the test. */
export async function create(options: GameBoyOptions = {}): Promise<GameBoy> {
  const gameBoy = await GameBoy.create(options);
  made.push(gameBoy);
  return gameBoy;
}

/** The same with the demo in it. */
export async function loaded(options: GameBoyOptions = {}): Promise<GameBoy> {
  const gameBoy = await create(options);
  await gameBoy.load(rom);
  return gameBoy;
}

/** The next event of this name. */
export function next<K extends keyof Events>(gameBoy: GameBoy, event: K): Promise<Events[K]> {
  return new Promise((resolve) => {
    const remove = gameBoy.on(event, (detail) => {
      remove();
      resolve(detail);
    });
  });
}

/** The names of events as they come. */
export function record(gameBoy: GameBoy, ...names: (keyof Events)[]): string[] {
  const heard: string[] = [];
  for (const name of names) {
    gameBoy.on(name, () => heard.push(name));
  }
  return heard;
}

/** The code of the error that something rejects with, or its name. */
export async function codeOf(promise: Promise<unknown>): Promise<string> {
  const error = await promise.then(
    () => "no error",
    (error: unknown) => error,
  );
  if (error instanceof EdgeBoyError) {
    return error.code;
  }
  return error instanceof Error ? error.name : String(error);
}

/** Lets every machine fail as the module does, until the function that this gives back is called. */
export function breakMachines(): () => void {
  const run = vi.spyOn(Machine.prototype, "runFrame").mockImplementation(() => {
    throw new WebAssembly.RuntimeError("unreachable");
  });
  return () => run.mockRestore();
}

/** A battery store in memory. */
export function memoryStore(saves = new Map<string, Uint8Array>()) {
  return {
    saves,
    load: vi.fn(async (hash: string) => saves.get(hash)),
    save: vi.fn(async (hash: string, bytes: Uint8Array) => {
      saves.set(hash, bytes);
    }),
  } satisfies BatteryStore & { saves: Map<string, Uint8Array> };
}

/** Pretends a browser for each test of a file, and ends what it made. */
export function forEachTest(): void {
  beforeEach(pretendBrowser);
  afterEach(async () => {
    await Promise.all(made.splice(0).map((gameBoy) => gameBoy.destroy()));
    vi.restoreAllMocks();
    vi.unstubAllGlobals();
    FakeAudioContext.isAllowed = true;
  });
}
