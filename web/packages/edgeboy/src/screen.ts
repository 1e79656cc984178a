import { EdgeBoyError } from "./errors.js";
import { HEIGHT, WIDTH } from "./machine/size.js";

/** How a canvas is drawn on. */
export type Drawing =
  | { by: "worker"; id: number; canvas?: OffscreenCanvas }
  | { by: "page"; context: CanvasRenderingContext2D };

/** Canvases of this page that belong to a worker for good. */
const given = new WeakMap<HTMLCanvasElement, { owner: Screens; id: number }>();

/** Gives canvases to a worker, which draws on them whatever the page is busy with. */
export class Screens {
  #count = 0;

  /**
   * Decides how a canvas is drawn on: by the worker, or by the page where a browser cannot hand it
   * over, or where the page has drawn on it before.
   *
   * @throws `canvas-in-use`
   */
  take(canvas: HTMLCanvasElement): Drawing {
    const before = given.get(canvas);
    if (before) {
      if (before.owner !== this) {
        throw inUse();
      }
      return { by: "worker", id: before.id };
    }
    try {
      const offscreen = canvas.transferControlToOffscreen();
      const id = ++this.#count;
      given.set(canvas, { owner: this, id });
      return { by: "worker", id, canvas: offscreen };
    } catch {
      return { by: "page", context: contextOf(canvas) };
    }
  }
}

function contextOf(canvas: HTMLCanvasElement): CanvasRenderingContext2D {
  let context: CanvasRenderingContext2D | null = null;
  try {
    context = canvas.getContext("2d");
  } catch {
    // It was transferred by somebody else.
  }
  if (!context) {
    throw inUse();
  }
  canvas.width = WIDTH;
  canvas.height = HEIGHT;
  return context;
}

function inUse(): EdgeBoyError {
  return new EdgeBoyError(
    "canvas-in-use",
    "This canvas is drawn on by something else, perhaps by a Game Boy that was destroyed: browsers do not give a canvas back. Make a new <canvas> element.",
  );
}
