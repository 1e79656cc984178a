import type { Scaling } from "./settings.js";

/** Width and height of a Game Boy's picture. */
export const PICTURE = { width: 160, height: 144 } as const;

/** A place in a box, in the box's own pixels. */
export interface Place {
  left: number;
  top: number;
  width: number;
  height: number;
}

/**
 * Where the picture goes in a box of so many device pixels: in the middle, on whole pixels, never
 * stretched. With `integer` each of its pixels is a square of the same whole number of device pixels,
 * unless the box is too small for that.
 */
export function fit(width: number, height: number, scaling: Scaling): Place {
  const most = Math.min(width / PICTURE.width, height / PICTURE.height);
  const scale = scaling === "integer" && most >= 1 ? Math.floor(most) : most;
  const place = {
    width: Math.round(PICTURE.width * scale),
    height: Math.round(PICTURE.height * scale),
  };
  return {
    left: Math.max(0, Math.floor((width - place.width) / 2)),
    top: Math.max(0, Math.floor((height - place.height) / 2)),
    ...place,
  };
}
