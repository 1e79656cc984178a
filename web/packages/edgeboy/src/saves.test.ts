// @vitest-environment happy-dom

import { describe, expect, it } from "vitest";

import type { EdgeBoyError } from "./errors.js";
import type { GameBoy } from "./game-boy.js";
import { setHidden } from "./testing/browser.js";
import { demo } from "./testing/files.js";
import {
  breakMachines,
  codeOf,
  create,
  forEachTest,
  loaded,
  memoryStore,
  next,
} from "./testing/game-boys.js";
import { digest } from "./testing/headless.js";

const rom = demo();
forEachTest();

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

  it("survive a crash", async () => {
    const store = memoryStore();
    const gameBoy = await loaded({ batteryStore: store });
    await gameBoy.runFrames(20);
    await gameBoy.flush();
    const save = await gameBoy.battery();
    const repair = breakMachines();
    expect(await codeOf(gameBoy.runFrames(1))).toBe("crashed");
    repair();
    await gameBoy.flush();
    await gameBoy.load(rom);
    expect(digest((await gameBoy.battery()) ?? rom)).toBe(digest(save ?? rom));
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
