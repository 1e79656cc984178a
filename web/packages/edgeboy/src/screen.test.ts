// @vitest-environment happy-dom

import { expect, it } from "vitest";

import type { EdgeBoyError } from "./errors.js";
import { Screens } from "./screen.js";

/** A canvas as a browser has it: given away once, or drawn on by the page. */
function canvasOf(behaviour: "transferable" | "with 2d" | "with webgl" | "old browser") {
  const canvas = document.createElement("canvas");
  let isGiven = false;
  const context = {} as CanvasRenderingContext2D;
  Object.assign(canvas, {
    transferControlToOffscreen: () => {
      if (isGiven || behaviour !== "transferable") {
        throw new DOMException("cannot transfer", "InvalidStateError");
      }
      isGiven = true;
      return {};
    },
    getContext: (kind: string) => {
      if (isGiven) {
        throw new DOMException("was transferred", "InvalidStateError");
      }
      return kind === "2d" && behaviour !== "with webgl" ? context : null;
    },
  });
  if (behaviour === "old browser") {
    Object.assign(canvas, { transferControlToOffscreen: undefined });
  }
  return canvas;
}

const inUse = (screens: Screens, canvas: HTMLCanvasElement) => {
  try {
    screens.take(canvas);
  } catch (error) {
    return (error as EdgeBoyError).code;
  }
  return "taken";
};

it("gives a canvas to the worker, once, and remembers it", () => {
  const screens = new Screens();
  const [one, two] = [canvasOf("transferable"), canvasOf("transferable")];
  expect(screens.take(one)).toEqual({ by: "worker", id: 1, canvas: {} });
  expect(screens.take(two)).toEqual({ by: "worker", id: 2, canvas: {} });
  expect(screens.take(one)).toEqual({ by: "worker", id: 1 });
});

it("draws by the page where a canvas cannot be given", () => {
  expect(new Screens().take(canvasOf("with 2d")).by).toBe("page");
  const canvas = canvasOf("old browser");
  expect(new Screens().take(canvas).by).toBe("page");
  expect([canvas.width, canvas.height]).toEqual([160, 144]);
});

it("refuses a canvas that somebody else draws on", () => {
  const canvas = canvasOf("transferable");
  new Screens().take(canvas);
  expect(inUse(new Screens(), canvas)).toBe("canvas-in-use");
  expect(inUse(new Screens(), canvasOf("with webgl"))).toBe("canvas-in-use");
  const given = canvasOf("transferable");
  given.transferControlToOffscreen();
  expect(inUse(new Screens(), given)).toBe("canvas-in-use");
});
