// @vitest-environment happy-dom

import { describe, expect, it, vi } from "vitest";

import { GameBoy } from "./game-boy.js";
import { workers } from "./testing/browser.js";
import { demo } from "./testing/files.js";
import {
  codeOf,
  create,
  forEachTest,
  loaded,
  memoryStore,
  next,
  record,
} from "./testing/game-boys.js";

const rom = demo();
forEachTest();

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
