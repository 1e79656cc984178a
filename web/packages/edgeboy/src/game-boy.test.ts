// @vitest-environment happy-dom

import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";

import { EdgeBoyError } from "./errors.js";
import { GameBoy } from "./game-boy.js";
import { Machine } from "./machine/machine.js";
import {
  contexts,
  FakeAudioContext,
  pretendBrowser,
  setHidden,
  workers,
} from "./testing/browser.js";
import { demo } from "./testing/files.js";
import { digest, HEADLESS, render, withoutAlpha } from "./testing/headless.js";
import type { BatteryStore, Events, GameBoyOptions } from "./types.js";

const rom = demo();
const made: GameBoy[] = [];

async function create(options: GameBoyOptions = {}): Promise<GameBoy> {
  const gameBoy = await GameBoy.create(options);
  made.push(gameBoy);
  return gameBoy;
}

async function loaded(options: GameBoyOptions = {}): Promise<GameBoy> {
  const gameBoy = await create(options);
  await gameBoy.load(rom);
  return gameBoy;
}

/** The next event of this name. */
function next<K extends keyof Events>(gameBoy: GameBoy, event: K): Promise<Events[K]> {
  return new Promise((resolve) => {
    const remove = gameBoy.on(event, (detail) => {
      remove();
      resolve(detail);
    });
  });
}

/** The names of events as they come. */
function record(gameBoy: GameBoy, ...names: (keyof Events)[]): string[] {
  const heard: string[] = [];
  for (const name of names) {
    gameBoy.on(name, () => heard.push(name));
  }
  return heard;
}

async function codeOf(promise: Promise<unknown>): Promise<string> {
  const error = await promise.then(
    () => "no error",
    (error: unknown) => error,
  );
  if (error instanceof EdgeBoyError) {
    return error.code;
  }
  return error instanceof Error ? error.name : String(error);
}

/** A battery store in memory. */
function memoryStore(saves = new Map<string, Uint8Array>()) {
  return {
    saves,
    load: vi.fn(async (hash: string) => saves.get(hash)),
    save: vi.fn(async (hash: string, bytes: Uint8Array) => {
      saves.set(hash, bytes);
    }),
  } satisfies BatteryStore & { saves: Map<string, Uint8Array> };
}

beforeEach(pretendBrowser);
afterEach(async () => {
  await Promise.all(made.splice(0).map((gameBoy) => gameBoy.destroy()));
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
  FakeAudioContext.isAllowed = true;
});

describe("loading", () => {
  it("leaves the game paused at power-on", async () => {
    const gameBoy = await create();
    expect(gameBoy.status).toBe("empty");
    const told = next(gameBoy, "load");
    const cartridge = await gameBoy.load(rom);
    expect(cartridge.title).toBe("EDGEBOY");
    expect(await told).toEqual(cartridge);
    expect(gameBoy.cartridge).toEqual(cartridge);
    expect(gameBoy.status).toBe("paused");
    expect((await gameBoy.stats()).frame).toBe(0);
  });

  it.each([
    ["an ArrayBuffer", () => rom.slice().buffer],
    ["a Blob", () => new Blob([rom])],
    ["a URL", () => new URL("http://games.test/demo.gb")],
    ["an address", () => "http://games.test/demo.gb"],
  ])("takes %s", async (_, source) => {
    const gameBoy = await create();
    expect((await gameBoy.load(source())).title).toBe("EDGEBOY");
  });

  it("chooses the model", async () => {
    const gameBoy = await create();
    expect((await gameBoy.load(rom, { model: "mgb" })).model).toBe("mgb");
    expect((await gameBoy.load(rom)).model).toBe("cgb");
  });

  it("goes on from a state", async () => {
    const gameBoy = await loaded();
    await gameBoy.runFrames(50);
    const [state, hash] = [await gameBoy.saveState(), await gameBoy.stateHash()];
    const other = await create();
    await other.load(rom, { state });
    expect(await other.stateHash()).toBe(hash);
  });

  it("leaves the game before alone if it fails", async () => {
    const gameBoy = await loaded({ batteryStore: memoryStore() });
    await gameBoy.play();
    const heard = record(gameBoy, "pause", "load");
    const junk = new Uint8Array(99);
    expect(await codeOf(gameBoy.load(junk))).toBe("not-a-rom");
    expect(await codeOf(gameBoy.load("http://games.test/nothing.gb"))).toBe("network");
    expect(await codeOf(gameBoy.load(rom, { battery: junk }))).toBe("bad-save");
    expect(await codeOf(gameBoy.load(rom, { state: junk }))).toBe("not-a-state");
    expect(await codeOf(gameBoy.load(rom, { model: "cpu" as never }))).toBe("unsupported-option");
    expect(gameBoy.status).toBe("running");
    expect(heard).toEqual([]);
    await next(gameBoy, "frame");
  });

  it("can be given up, and gives way to the next", async () => {
    const gameBoy = await create();
    expect(await codeOf(gameBoy.load(rom, { signal: AbortSignal.abort() }))).toBe("AbortError");
    const giveUp = new AbortController();
    const given = gameBoy.load("http://games.test/demo.gb", { signal: giveUp.signal });
    giveUp.abort();
    expect(await codeOf(given)).toBe("AbortError");
    expect(gameBoy.status).toBe("empty");

    const first = gameBoy.load(rom, { model: "dmg" });
    const second = gameBoy.load(rom, { model: "mgb" });
    expect(await codeOf(first)).toBe("AbortError");
    expect((await second).model).toBe("mgb");
    expect(gameBoy.cartridge?.model).toBe("mgb");
  });
});

describe("playing", () => {
  it("runs, pauses and tells so", async () => {
    const gameBoy = await loaded();
    const heard = record(gameBoy, "play", "pause");
    await gameBoy.play();
    expect(gameBoy.status).toBe("running");
    const { frame } = await next(gameBoy, "frame");
    await next(gameBoy, "frame");
    const { frame: later } = await next(gameBoy, "frame");
    expect(later).toBeGreaterThan(frame);
    await gameBoy.pause();
    expect(gameBoy.status).toBe("paused");
    const stopped = await gameBoy.stateHash();
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect(await gameBoy.stateHash()).toBe(stopped);
    expect(heard).toEqual(["play", "pause"]);
  });

  it("needs a game", async () => {
    const gameBoy = await create();
    expect(await codeOf(gameBoy.play())).toBe("empty");
    expect(await codeOf(gameBoy.saveState())).toBe("empty");
    expect(await codeOf(gameBoy.picture())).toBe("empty");
    await gameBoy.pause();
    await gameBoy.setPalette("pocket");
    expect(gameBoy.status).toBe("empty");
  });

  it("pauses while the page is hidden, and goes on after", async () => {
    const gameBoy = await loaded();
    await gameBoy.play();
    const paused = next(gameBoy, "pause");
    setHidden(true);
    expect(await paused).toEqual({ reason: "hidden" });
    const playing = next(gameBoy, "play");
    setHidden(false);
    await playing;
    expect(gameBoy.status).toBe("running");
  });

  it("stays paused after hiding if it was, and begins unseen only if it may", async () => {
    const gameBoy = await loaded();
    setHidden(true);
    setHidden(false);
    expect(gameBoy.status).toBe("paused");

    setHidden(true);
    await gameBoy.play();
    expect(gameBoy.status).toBe("paused");
    const other = await loaded({ pauseWhenHidden: false });
    await other.play();
    expect(other.status).toBe("running");
    const playing = next(gameBoy, "play");
    setHidden(false);
    await playing;
  });

  it("resets, with its save", async () => {
    const gameBoy = await loaded();
    await gameBoy.runFrames(300);
    const save = await gameBoy.battery();
    await gameBoy.reset();
    expect((await gameBoy.stats()).frame).toBe(0);
    expect(await gameBoy.battery()).toEqual(save);
  });

  it("runs at other speeds", async () => {
    const gameBoy = await loaded({ speed: 2 });
    expect(gameBoy.speed).toBe(2);
    const told = next(gameBoy, "speed");
    gameBoy.setSpeed(Number.POSITIVE_INFINITY);
    expect(await told).toBe(Number.POSITIVE_INFINITY);
    expect(() => gameBoy.setSpeed(17)).toThrow(EdgeBoyError);
    expect(() => gameBoy.setSpeed(0)).toThrow(EdgeBoyError);
    expect(() => gameBoy.setSpeed(Number.NaN)).toThrow(EdgeBoyError);
  });

  it("goes backwards", async () => {
    const gameBoy = await loaded({ rewindSeconds: 10 });
    await gameBoy.runFrames(100);
    gameBoy.setRewinding(true);
    expect(gameBoy.rewinding).toBe(true);
    await gameBoy.play();
    const { remaining } = await next(gameBoy, "rewind");
    expect(remaining).toBeLessThanOrEqual(100);
    const { frame } = await next(gameBoy, "frame");
    expect(frame).toBeLessThan(100);
    gameBoy.setRewinding(false);
    expect(gameBoy.rewinding).toBe(false);
  });

  it("reports a crash, and can load again", async () => {
    const gameBoy = await loaded();
    const heard = record(gameBoy, "pause", "error");
    const run = vi.spyOn(Machine.prototype, "runFrame").mockImplementation(() => {
      throw new WebAssembly.RuntimeError("unreachable");
    });
    const told = next(gameBoy, "error");
    await gameBoy.play();
    const error = await told;
    expect((error as EdgeBoyError).code).toBe("crashed");
    expect(gameBoy.status).toBe("paused");
    expect(heard).toEqual(["pause", "error"]);
    run.mockRestore();
    await gameBoy.load(rom);
    await gameBoy.play();
    await next(gameBoy, "frame");
  });
});

describe("frames by hand", () => {
  it("are exact", async () => {
    const [one, two] = [await loaded(), await loaded()];
    const whole = await one.runFrames(90, { sound: true });
    const pieces = [
      await two.runFrames(40, { sound: true }),
      await two.runFrames(50, { sound: true }),
    ];
    expect(whole.frame).toBe(90);
    expect(await two.stateHash()).toBe(await one.stateHash());
    expect(digest(...pieces.flatMap(({ sound }) => sound ?? []))).toBe(
      digest(whole.sound ?? new Int16Array()),
    );
    expect((await one.runFrames(1)).sound).toBeUndefined();
    expect(
      Math.abs(
        ((await one.runFrames(10, { sound: true, sampleRate: 8000 })).sound?.length ?? 0) - 2679,
      ),
    ).toBeLessThan(5);
  });

  it("are not run while it plays", async () => {
    const gameBoy = await loaded();
    await gameBoy.play();
    expect(await codeOf(gameBoy.runFrames(1))).toBe("running");
  });

  it.skipIf(!HEADLESS)("equal the headless program's, with buttons", async () => {
    const gameBoy = await loaded();
    const sound: Int16Array[] = [];
    const run = async (frames: number) => {
      sound.push((await gameBoy.runFrames(frames, { sound: true })).sound ?? new Int16Array());
    };
    await run(120);
    gameBoy.press("start");
    await run(4);
    gameBoy.release("start");
    await run(76);
    const expected = render(rom, ["--frames", "200", "--input", "120:START"]);
    expect(await gameBoy.stateHash()).toBe(expected.stateHash);
    expect(digest(withoutAlpha((await gameBoy.picture()).data))).not.toBe("");
    await gameBoy.setColors("raw");
    expect(digest(withoutAlpha((await gameBoy.picture()).data))).toBe(digest(expected.rgb));
    expect(digest(...sound)).toBe(digest(expected.sound));
  });
});

describe("battery saves", () => {
  it("are loaded before power-on, and stored soon after the game wrote", async () => {
    const store = memoryStore();
    const gameBoy = await loaded({ batteryStore: store });
    const hash = gameBoy.cartridge?.hash ?? "";
    expect(store.load).toHaveBeenCalledWith(hash);
    const [written, saved] = [next(gameBoy, "battery"), next(gameBoy, "batterysaved")];
    await gameBoy.play();
    const bytes = await written;
    expect((await saved).at).toBeGreaterThan(0);
    expect(store.saves.get(hash)).toEqual(bytes);

    const other = await create({
      batteryStore: memoryStore(new Map([[hash, new Uint8Array(8192).fill(7)]])),
    });
    await other.load(rom);
    expect((await other.battery())?.[5000]).toBe(7);
    await other.load(rom, { battery: new Uint8Array(8192).fill(8) });
    expect((await other.battery())?.[5000]).toBe(8);
  });

  it("are stored at once on flush, pause, hiding and destroy", async () => {
    const moments: [string, (gameBoy: GameBoy) => Promise<unknown>][] = [
      ["flush", (gameBoy) => gameBoy.flush()],
      ["pause", (gameBoy) => gameBoy.pause().then(() => gameBoy.flush())],
      [
        "hiding",
        (gameBoy) => {
          const saved = next(gameBoy, "batterysaved");
          setHidden(true);
          return saved.finally(() => setHidden(false));
        },
      ],
      ["destroy", (gameBoy) => gameBoy.destroy()],
    ];
    for (const [name, act] of moments) {
      const store = memoryStore();
      const gameBoy = await loaded({ batteryStore: store });
      // The demo writes its save within its first frames.
      await gameBoy.runFrames(20);
      const save = await gameBoy.battery();
      await act(gameBoy);
      expect(store.saves.has(gameBoy.cartridge?.hash ?? ""), name).toBe(true);
      expect([...store.saves.values()].map((saved) => digest(saved))).toEqual([
        digest(save ?? rom),
      ]);
    }
  });

  it("are read again as they were left when the same game is loaded again", async () => {
    const store = memoryStore();
    const gameBoy = await loaded({ batteryStore: store });
    await gameBoy.runFrames(20);
    const save = await gameBoy.battery();
    await gameBoy.load(rom);
    expect(await gameBoy.battery()).toEqual(save);
  });

  it("are put in by hand, stored, and refused if they do not fit", async () => {
    const store = memoryStore();
    const gameBoy = await loaded({ batteryStore: store });
    await gameBoy.loadBattery(new Uint8Array(8192).fill(3));
    await gameBoy.flush();
    expect(store.saves.get(gameBoy.cartridge?.hash ?? "")?.[4000]).toBe(3);
    expect(await codeOf(gameBoy.loadBattery(new Uint8Array(5)))).toBe("bad-save");
    expect((await gameBoy.battery())?.[4000]).toBe(3);
  });

  it("are kept when the store fails, and told", async () => {
    const store = memoryStore();
    store.save.mockRejectedValue(new Error("The disk is full"));
    const gameBoy = await loaded({ batteryStore: store });
    const told = next(gameBoy, "error");
    await gameBoy.runFrames(20);
    expect(await codeOf(gameBoy.flush())).toBe("storage");
    const error = await told;
    expect((error as EdgeBoyError).code).toBe("storage");
    expect(error.message).toContain("The disk is full");
    store.save.mockReset();
    await gameBoy.flush();
    expect(store.save).toHaveBeenCalledOnce();
  });

  it("stop a load if the store cannot read", async () => {
    const store = memoryStore();
    store.load.mockRejectedValueOnce(new Error("no"));
    const gameBoy = await create({ batteryStore: store });
    expect(await codeOf(gameBoy.load(rom))).toBe("storage");
    expect(gameBoy.status).toBe("empty");
  });
});

describe("what is seen and set", () => {
  it("pictures come to listeners, and only then", async () => {
    const gameBoy = await loaded();
    const pictures: ImageData[] = [];
    const remove = gameBoy.on("picture", (picture) => pictures.push(picture));
    await gameBoy.runFrames(1);
    await vi.waitFor(() => expect(pictures.length).toBeGreaterThan(0));
    expect(pictures[0]?.width).toBe(160);
    expect(pictures.at(-1)?.data).toEqual((await gameBoy.picture()).data);
    remove();
    await gameBoy.flush();
    const count = pictures.length;
    await gameBoy.runFrames(5);
    expect(pictures.length).toBe(count);
  });

  it("palettes and channels are checked, and stay for the next game", async () => {
    expect(await codeOf(GameBoy.create({ palette: "mud" }))).toBe("bad-palette");
    const gameBoy = await create({ palette: "#ffffff,#aaaaaa,#555555,#0000ff" });
    expect(await codeOf(gameBoy.setPalette("mud"))).toBe("bad-palette");
    expect(await codeOf(gameBoy.setChannel("bass" as never, true))).toBe("unsupported-option");
    await gameBoy.load(rom, { model: "dmg" });
    await gameBoy.runFrames(120);
    const { data } = await gameBoy.picture();
    const blue = data.some((byte, i) => i % 4 === 2 && byte === 255 && data[i - 1] === 0);
    expect(blue).toBe(true);
    for (const channel of ["pulse1", "pulse2", "wave", "noise"] as const) {
      await gameBoy.setChannel(channel, false);
    }
    await gameBoy.load(rom);
    const { sound } = await gameBoy.runFrames(200, { sound: true });
    expect(sound?.every((sample) => Math.abs(sample) <= 1)).toBe(true);
  });

  it("states and memory", async () => {
    const gameBoy = await loaded();
    await gameBoy.runFrames(60);
    const state = await gameBoy.saveState();
    const hash = await gameBoy.stateHash();
    await gameBoy.runFrames(60);
    await gameBoy.loadState(state);
    expect(await gameBoy.stateHash()).toBe(hash);
    expect(await codeOf(gameBoy.loadState(new Uint8Array(9)))).toBe("not-a-state");
    expect([...(await gameBoy.peek(0x104, 2))]).toEqual([...rom.subarray(0x104, 0x106)]);
    expect((await gameBoy.registers()).pc).toBeGreaterThan(0);
  });

  it("options out of range are refused", async () => {
    for (const options of [{ speed: 100 }, { volume: 2 }, { latency: 5 }, { rewindSeconds: -1 }]) {
      expect(await codeOf(GameBoy.create(options))).toBe("unsupported-option");
    }
    expect(workers.size).toBe(0);
  });
});

describe("sound", () => {
  it("is unlocked by play, and tells how it goes", async () => {
    const gameBoy = await loaded({ volume: 0.5 });
    expect((await gameBoy.stats()).sound.state).toBe("off");
    expect(gameBoy.output).toBeUndefined();
    const told = next(gameBoy, "sound");
    await gameBoy.play();
    expect(await told).toBe("running");
    const { sound } = await gameBoy.stats();
    expect(sound).toMatchObject({ state: "running", transport: "messages", sampleRate: 48_000 });
    expect(sound.latencyMs).toBeGreaterThanOrEqual(30);
    expect(gameBoy.output).toBeDefined();
    gameBoy.muted = true;
    gameBoy.volume = 0.25;
    expect([gameBoy.muted, gameBoy.volume]).toEqual([true, 0.25]);
    expect(() => {
      gameBoy.volume = 7;
    }).toThrow(EdgeBoyError);
  });

  it("waits for a click where it must, and the game plays on meanwhile", async () => {
    FakeAudioContext.isAllowed = false;
    const gameBoy = await loaded();
    const told = next(gameBoy, "sound");
    await gameBoy.play();
    expect(await told).toBe("locked");
    await next(gameBoy, "frame");
    FakeAudioContext.isAllowed = true;
    const unlocked = next(gameBoy, "sound");
    window.dispatchEvent(new Event("pointerdown"));
    expect(await unlocked).toBe("running");
  });

  it("is not made if not wanted", async () => {
    const gameBoy = await loaded({ audio: false });
    await gameBoy.play();
    expect(contexts.size).toBe(0);
    expect((await gameBoy.stats()).sound.state).toBe("off");
  });
});

describe("destroy", () => {
  it("leaves nothing behind", async () => {
    const added: [EventTarget, string, AbortSignal | undefined][] = [];
    for (const target of [window, document]) {
      const add = target.addEventListener.bind(target);
      vi.spyOn(target, "addEventListener").mockImplementation(
        (
          type: string,
          listener: EventListenerOrEventListenerObject,
          options?: AddEventListenerOptions | boolean,
        ) => {
          added.push([target, type, typeof options === "object" ? options.signal : undefined]);
          add(type, listener, options);
        },
      );
    }
    FakeAudioContext.isAllowed = false;
    const gameBoy = await loaded({ batteryStore: memoryStore() });
    const told = next(gameBoy, "sound");
    await gameBoy.play();
    await told;
    expect(workers.size).toBe(1);
    expect(contexts.size).toBe(1);
    const heard = record(gameBoy, "destroy", "frame");

    await gameBoy.destroy();
    expect(workers.size).toBe(0);
    expect(contexts.size).toBe(0);
    expect(added.length).toBeGreaterThan(3);
    expect(added.filter(([, , signal]) => !signal?.aborted)).toEqual([]);
    expect(heard.at(-1)).toBe("destroy");
    const count = heard.length;
    await new Promise((resolve) => setTimeout(resolve, 60));
    expect(heard.length).toBe(count);
  });

  it("ends what is under way, and what comes later", async () => {
    const gameBoy = await loaded();
    const loading = codeOf(gameBoy.load("http://games.test/demo.gb"));
    const running = codeOf(gameBoy.saveState());
    await gameBoy.destroy();
    expect(await loading).toBe("destroyed");
    expect(["destroyed", "no error"]).toContain(await running);
    expect(gameBoy.status).toBe("destroyed");
    expect(await codeOf(gameBoy.play())).toBe("destroyed");
    expect(await codeOf(gameBoy.load(rom))).toBe("destroyed");
    expect(await codeOf(gameBoy.battery())).toBe("destroyed");
    gameBoy.press("a");
    gameBoy.setSpeed(2);
    await gameBoy.destroy();
  });

  it("leaves other Game Boys alone", async () => {
    const [one, two] = [await loaded(), await loaded()];
    await Promise.all([one.play(), two.play()]);
    expect(workers.size).toBe(2);
    await one.destroy();
    await next(two, "frame");
    expect(two.status).toBe("running");
  });
});
