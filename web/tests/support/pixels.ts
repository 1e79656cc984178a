import type { Locator } from "@playwright/test";

/**
 * What a canvas shows, as 160 × 144 pixels of red, green and blue: the bytes that the headless
 * program writes with `--raw`.
 */
export async function pixels(canvas: Locator): Promise<Buffer> {
  const base64 = await canvas.evaluate(async (element: HTMLCanvasElement) => {
    // What a worker has drawn arrives with the next frames of the page.
    for (let i = 0; i < 3; i++) await new Promise(requestAnimationFrame);
    const copy = new OffscreenCanvas(160, 144).getContext("2d", { willReadFrequently: true });
    if (!copy) throw new Error("no 2D context");
    copy.drawImage(element, 0, 0, 160, 144);
    const { data } = copy.getImageData(0, 0, 160, 144);
    let text = "";
    data.forEach((value, index) => {
      if (index % 4 < 3) text += String.fromCharCode(value);
    });
    return btoa(text);
  });
  return Buffer.from(base64, "base64");
}
