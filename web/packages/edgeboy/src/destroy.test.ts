// @vitest-environment happy-dom

import { describe, expect, it, vi } from "vitest";

import { contexts, FakeAudioContext, workers } from "./testing/browser.js";
import { demo } from "./testing/files.js";
import { codeOf, forEachTest, loaded, memoryStore, next, record } from "./testing/game-boys.js";

const rom = demo();
forEachTest();

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
    const [context] = contexts;
    expect(context?.onstatechange).toBeTypeOf("function");
    const heard = record(gameBoy, "destroy", "frame");

    await gameBoy.destroy();
    expect(workers.size).toBe(0);
    expect(contexts.size).toBe(0);
    expect(context?.onstatechange).toBeNull();
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
