import { HEIGHT, WIDTH } from "../machine/size.js";

/** Where pictures come from. */
interface Picture {
  pictureView(): Uint8ClampedArray<ArrayBuffer>;
}

/** Shows pictures on a canvas of this thread, and hands copies to whoever listens. */
export class Presenter {
  #context: OffscreenCanvasRenderingContext2D | undefined;
  #image: ImageData | undefined;

  /** Gets a copy of each picture that is shown, to be kept or transferred. */
  listener: ((pixels: Uint8ClampedArray<ArrayBuffer>) => void) | undefined;

  /** Draws on this canvas from now on, or on none. */
  setCanvas(canvas: OffscreenCanvas | undefined): void {
    if (canvas) {
      canvas.width = WIDTH;
      canvas.height = HEIGHT;
    }
    this.#context = canvas?.getContext("2d", { alpha: false }) ?? undefined;
  }

  /** Shows the last completed picture. */
  show(picture: Picture): void {
    if (!this.#context && !this.listener) {
      return;
    }
    const pixels = picture.pictureView();
    if (this.#context) {
      this.#image ??= new ImageData(WIDTH, HEIGHT);
      this.#image.data.set(pixels);
      this.#context.putImageData(this.#image, 0, 0);
    }
    this.listener?.(new Uint8ClampedArray(pixels));
  }
}
