import * as Comlink from "comlink";

import { HEIGHT, WIDTH } from "./machine/size.js";
import { Screens } from "./screen.js";
import type { WorkerLink } from "./worker-link.js";

/** Where pictures go: to a canvas, by the worker or by the page, and to listeners. */
export class Pictures {
  readonly #link: WorkerLink;
  readonly #tell: (picture: ImageData) => void;
  readonly #screens = new Screens();
  #page: CanvasRenderingContext2D | undefined;
  #isListenedTo = false;

  constructor(link: WorkerLink, tell: (picture: ImageData) => void) {
    this.#link = link;
    this.#tell = tell;
  }

  /** @throws `canvas-in-use` */
  async setCanvas(canvas: HTMLCanvasElement | undefined): Promise<void> {
    const drawing = canvas && this.#screens.take(canvas);
    this.#page = drawing?.by === "page" ? drawing.context : undefined;
    const id = drawing?.by === "worker" ? drawing.id : undefined;
    const offscreen = drawing?.by === "worker" ? drawing.canvas : undefined;
    await this.#link.call((session) =>
      session.setCanvas(id, offscreen && Comlink.transfer(offscreen, [offscreen])),
    );
    await this.#want();
  }

  /** Whether listeners get the pictures. */
  setListenedTo(isListenedTo: boolean): void {
    this.#isListenedTo = isListenedTo;
    this.#want().catch(() => {});
  }

  /** A picture came from the worker. */
  receive(pixels: Uint8ClampedArray<ArrayBuffer>): void {
    const picture = new ImageData(pixels, WIDTH, HEIGHT);
    this.#page?.putImageData(picture, 0, 0);
    if (this.#isListenedTo) {
      this.#tell(picture);
    }
  }

  async #want(): Promise<void> {
    const isWanted = this.#isListenedTo || this.#page !== undefined;
    await this.#link.call((session) => session.setWantsPictures(isWanted));
  }
}
