// @vitest-environment happy-dom

import { describe, expect, it } from "vitest";

import { EdgeBoyError } from "./errors.js";
import { contexts, FakeAudioContext, setHidden } from "./testing/browser.js";
import { demo } from "./testing/files.js";
import {
  breakMachines,
  codeOf,
  create,
  forEachTest,
  loaded,
  next,
  record,
} from "./testing/game-boys.js";
import { digest, HEADLESS, render, withoutAlpha } from "./testing/headless.js";

const rom = demo();
forEachTest();

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
    let repair = breakMachines();
    const told = next(gameBoy, "error");
    await gameBoy.play();
    const error = await told;
    expect((error as EdgeBoyError).code).toBe("crashed");
    expect(gameBoy.status).toBe("paused");
    expect(heard).toEqual(["pause", "error"]);
    expect(await codeOf(gameBoy.saveState())).toBe("crashed");
    expect(await codeOf(gameBoy.play())).toBe("crashed");
    expect(gameBoy.status).toBe("paused");
    repair();
    await gameBoy.load(rom);
    repair = breakMachines();
    expect(await codeOf(gameBoy.runFrames(1))).toBe("crashed");
    repair();
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

  it("are refused if they are no number of frames", async () => {
    const gameBoy = await loaded();
    for (const count of [-1, 0.5, Number.NaN, Number.POSITIVE_INFINITY]) {
      expect(await codeOf(gameBoy.runFrames(count))).toBe("unsupported-option");
    }
    expect(await codeOf(gameBoy.runFrames(1, { sampleRate: 7 }))).toBe("unsupported-option");
    expect((await gameBoy.runFrames(0)).frame).toBe(0);
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
    await gameBoy.setColors("raw");
    expect(digest(withoutAlpha((await gameBoy.picture()).data))).toBe(digest(expected.rgb));
    expect(digest(...sound)).toBe(digest(expected.sound));
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
