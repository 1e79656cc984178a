import { beforeAll, describe, expect, it } from "vitest";

import { EdgeBoyError } from "./errors.js";
import { HEIGHT, Machine, WIDTH } from "./machine.node.js";
import { MODELS, type Model } from "./models.js";
import { demo, WASM } from "./testing/files.js";
import { digest, HEADLESS, render, withoutAlpha } from "./testing/headless.js";

const rom = demo();

function create(model?: Model): Promise<Machine> {
  return Machine.create(rom, { model, wasm: WASM });
}

function run(machine: Machine, frames: number): void {
  for (let i = 0; i < frames; i++) {
    machine.runFrame();
  }
}

/** The code of the error that `action` throws. */
function codeOf(action: () => void): string | undefined {
  try {
    action();
  } catch (error) {
    expect(error).toBeInstanceOf(EdgeBoyError);
    return (error as EdgeBoyError).code;
  }
  return undefined;
}

describe("Machine", () => {
  let machine: Machine;
  beforeAll(async () => {
    machine = await create();
  });

  it("tells about the cartridge", () => {
    expect(machine.cartridge).toMatchObject({
      title: "EDGEBOY",
      model: "cgb",
      mapper: "MBC5",
      isColor: true,
      hasBattery: true,
      hasClock: false,
      romBytes: rom.length,
      ramBytes: 8192,
      headerChecksumValid: true,
    });
    expect(machine.cartridge.hash).toMatch(/^[0-9a-f]{64}$/);
  });

  it("runs frames and shows opaque pictures", () => {
    const before = machine.frame;
    run(machine, 120);
    expect(machine.frame).toBe(before + 120);
    const picture = machine.picture();
    expect(picture.length).toBe(WIDTH * HEIGHT * 4);
    expect(picture.every((byte, i) => i % 4 !== 3 || byte === 255)).toBe(true);
    expect(new Set(picture).size).toBeGreaterThan(2);
  });

  it("goes back to a state", () => {
    const { stateHash } = machine;
    const state = machine.saveState();
    const picture = machine.picture();
    run(machine, 60);
    expect(machine.stateHash).not.toBe(stateHash);
    machine.loadState(state);
    expect(machine.stateHash).toBe(stateHash);
    expect(machine.picture()).toEqual(picture);
  });

  it("keeps and takes battery saves", async () => {
    const save = machine.battery();
    expect(save?.length).toBe(8192);
    const other = await create();
    const writes = other.batteryWrites;
    other.loadBattery(new Uint8Array(8192).fill(0x5a));
    expect(other.batteryWrites).not.toBe(writes);
    expect(other.battery()?.[100]).toBe(0x5a);
    other.free();
  });

  it("looks into memory and registers", () => {
    expect([...machine.peek(0x104, 4)]).toEqual([...rom.subarray(0x104, 0x108)]);
    const { pc, sp } = machine.registers();
    expect(pc).toBeGreaterThan(0);
    expect(sp).toBeGreaterThan(0x8000);
  });

  it("makes sound at the asked rate", async () => {
    const fresh = await create();
    fresh.setSampleRate(48_000);
    // The first frame ends where the frame that the boot ROM began would have ended.
    run(fresh, 1);
    fresh.drainAudio();
    run(fresh, 50);
    expect(Math.abs(fresh.drainAudio().length / 2 - (50 * 48_000) / 59.7275)).toBeLessThan(50);
    fresh.free();
  });

  it("lets channels be silent", async () => {
    const fresh = await create();
    fresh.setSampleRate(48_000);
    for (const channel of ["pulse1", "pulse2", "wave", "noise"] as const) {
      fresh.setChannel(channel, false);
    }
    run(fresh, 300);
    expect(fresh.drainAudio().every((sample) => Math.abs(sample) <= 1)).toBe(true);
    expect(codeOf(() => fresh.setChannel("bass" as never, true))).toBe("unsupported-option");
    fresh.free();
  });

  it.each(MODELS)("is a %s, whose sound fills its frames", async (model) => {
    const other = await create(model);
    expect(other.cartridge.model).toBe(model);
    other.setSampleRate(48_000);
    run(other, 50);
    const seconds = 50 / other.framesPerSecond;
    expect(Math.abs(other.drainAudio().length / 2 - 48_000 * seconds)).toBeLessThan(10);
    expect(other.framesPerSecond).toBeCloseTo(model === "sgb" ? 61.168 : 59.7275, 3);
    other.free();
  });

  it("shows a DMG's shades in a palette", async () => {
    const dmg = await create("dmg");
    run(dmg, 120);
    dmg.setPalette("#ff0000,#00ff00,#0000ff,#010203");
    const colors = new Set<string>();
    const picture = dmg.picture();
    for (let i = 0; i < picture.length; i += 4) {
      colors.add([...picture.subarray(i, i + 3)].join());
    }
    expect([...colors].every((c) => ["255,0,0", "0,255,0", "0,0,255", "1,2,3"].includes(c))).toBe(
      true,
    );
    expect(codeOf(() => dmg.setPalette("mud"))).toBe("bad-palette");
    dmg.free();
  });

  it("corrects a CGB's colors", async () => {
    const cgb = await create();
    run(cgb, 200);
    const raw = cgb.picture();
    cgb.setColors("corrected");
    expect(cgb.picture()).not.toEqual(raw);
    cgb.setColors("raw");
    expect(cgb.picture()).toEqual(raw);
    cgb.free();
  });

  it("goes back frame by frame", async () => {
    const fresh = await create();
    fresh.setRewind(10);
    run(fresh, 100);
    const { stateHash } = fresh;
    const picture = fresh.picture();
    run(fresh, 50);
    expect(fresh.rewindableFrames).toBeGreaterThan(100);
    for (let i = 0; i < 50; i++) {
      expect(fresh.rewindFrame()).toBe(true);
    }
    expect(fresh.stateHash).toBe(stateHash);
    expect(fresh.picture()).toEqual(picture);
    fresh.free();
  });
});

describe("what cannot be used", () => {
  const create = (bytes: Uint8Array, options = {}) =>
    Machine.create(bytes, { ...options, wasm: WASM }).then(
      () => "no error",
      (error: EdgeBoyError) => error.code,
    );
  /** The demo with other bytes at an address. */
  const changed = (at: number, ...bytes: number[]) => {
    const copy = rom.slice();
    copy.set(bytes, at);
    return copy;
  };

  it("is told of ROMs", async () => {
    expect(await create(new Uint8Array(100))).toBe("not-a-rom");
    expect(await create(new Uint8Array(0))).toBe("not-a-rom");
    expect(await create(changed(0x147, 0xfd))).toBe("unsupported-cartridge");
    expect(await create(changed(0x147, 0x77))).toBe("not-a-rom");
  });

  it("is told of models and boot ROMs", async () => {
    expect(await create(rom, { model: "snes" })).toBe("unsupported-option");
    expect(await create(rom, { bootRom: new Uint8Array(3) })).toBe("unsupported-option");
  });

  it("is told of states and saves, and changes nothing", async () => {
    const machine = await Machine.create(rom, { wasm: WASM });
    const dmg = await Machine.create(rom, { wasm: WASM, model: "dmg" });
    const other = await Machine.create(changed(0x134, 65), { wasm: WASM });
    const state = machine.saveState();
    const { stateHash } = machine;
    const older = state.slice();
    // The version follows the eight letters that a state begins with.
    older.set([0xff, 0xff], 8);

    expect(codeOf(() => machine.loadState(new Uint8Array(5)))).toBe("not-a-state");
    expect(codeOf(() => machine.loadState(rom))).toBe("not-a-state");
    expect(codeOf(() => machine.loadState(state.subarray(0, 1000)))).toBe("not-a-state");
    expect(codeOf(() => machine.loadState(older))).toBe("state-version");
    expect(codeOf(() => dmg.loadState(state))).toBe("wrong-game");
    expect(codeOf(() => other.loadState(state))).toBe("wrong-game");
    expect(codeOf(() => machine.loadBattery(new Uint8Array(7)))).toBe("bad-save");
    expect(machine.stateHash).toBe(stateHash);
  });
});

describe.skipIf(!HEADLESS)("Machine and headless program", () => {
  const script = "120:START,300:RIGHT+60,330:A+20";
  const buttons = (frame: number) =>
    (frame >= 120 && frame < 124 ? 128 : 0) |
    (frame >= 300 && frame < 360 ? 1 : 0) |
    (frame >= 330 && frame < 350 ? 16 : 0);

  it.each(["dmg", "cgb"] as const)("agree on picture, sound and state of a %s", async (model) => {
    const expected = render(rom, ["--frames", "600", "--model", model, "--input", script]);
    const machine = await create(model);
    machine.setSampleRate(48_000);
    const sound: Int16Array[] = [];
    for (let frame = 0; frame < 600; frame++) {
      machine.setButtons(buttons(frame));
      machine.runFrame();
      sound.push(machine.drainAudio());
    }
    expect(machine.stateHash).toBe(expected.stateHash);
    expect(digest(withoutAlpha(machine.picture()))).toBe(digest(expected.rgb));
    expect(digest(...sound)).toBe(digest(expected.sound));
    expect(digest(machine.saveState())).toBe(digest(expected.state));
    machine.free();
  });

  it("go on from each other's states", async () => {
    const { state } = render(rom, ["--frames", "200"]);
    const expected = render(rom, ["--frames", "300"]);
    const machine = await create();
    machine.loadState(state);
    run(machine, 100);
    expect(machine.stateHash).toBe(expected.stateHash);
    machine.free();
  });
});
