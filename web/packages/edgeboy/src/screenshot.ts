import { EdgeBoyError } from "./errors.js";

/** The largest factor by which a screenshot can be enlarged. */
const LARGEST_SCALE = 16;

/** A picture as PNG, each of its pixels a square of `scale` by `scale`. */
export async function screenshot(picture: ImageData, scale: number): Promise<Blob> {
  if (!Number.isInteger(scale) || scale < 1 || scale > LARGEST_SCALE) {
    throw new EdgeBoyError(
      "unsupported-option",
      `A screenshot's scale is a whole number from 1 to ${LARGEST_SCALE}, not ${scale}.`,
    );
  }
  const plain = canvasOf(picture.width, picture.height);
  plain.context.putImageData(picture, 0, 0);
  const scaled = canvasOf(picture.width * scale, picture.height * scale);
  scaled.context.imageSmoothingEnabled = false;
  scaled.context.drawImage(plain.canvas, 0, 0, scaled.canvas.width, scaled.canvas.height);
  return new Promise((resolve, reject) => {
    const done = (blob: Blob | null) =>
      blob ? resolve(blob) : reject(new EdgeBoyError("no-support", "The browser made no PNG."));
    scaled.canvas.toBlob(done, "image/png");
  });
}

function canvasOf(width: number, height: number) {
  const canvas = document.createElement("canvas");
  canvas.width = width;
  canvas.height = height;
  const context = canvas.getContext("2d");
  if (!context) {
    throw new EdgeBoyError("no-support", "The browser cannot draw on a canvas.");
  }
  return { canvas, context };
}
