import * as edgeboy from "edgeboy";

/** What the tests call in the page. */
const page = {
  ...edgeboy,

  /** A new machine with a canvas of its own in the page, in raw colors as the headless program's. */
  async make(options: edgeboy.GameBoyOptions = {}): Promise<edgeboy.GameBoy> {
    const canvas = document.createElement("canvas");
    document.querySelector("#screens")?.append(canvas);
    return edgeboy.GameBoy.create({ canvas, colors: "raw", ...options });
  },
};

export type Page = typeof page;

globalThis.page = page;
