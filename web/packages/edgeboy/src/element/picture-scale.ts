import { HEIGHT, WIDTH } from "../machine/size.js";

/** Where the picture lies in its area. All numbers are whole pixels of the device. */
export interface PicturePlace {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

/**
 * The largest picture that fits into an area of device pixels and shows every pixel of the Game Boy
 * equally large. Only an area that is too small for one device pixel each gets a smaller picture.
 */
export function placePicture(width: number, height: number): PicturePlace {
  const fit = Math.min(width / WIDTH, height / HEIGHT);
  const scale = fit >= 1 ? Math.floor(fit) : fit;
  const picture = { width: Math.floor(WIDTH * scale), height: Math.floor(HEIGHT * scale) };
  return {
    left: Math.floor((width - picture.width) / 2),
    top: Math.floor((height - picture.height) / 2),
    ...picture,
  };
}

/** Keeps a canvas at the right place and size in its area, until the returned function is called. */
export function keepScaled(area: HTMLElement, canvas: () => HTMLElement): () => void {
  const observer = new ResizeObserver(([entry]) => {
    if (entry && entry.contentRect.width > 0) {
      const { width, height } = entry.contentRect;
      const [exact] = entry.devicePixelContentBoxSize ?? [];
      const ratio = exact ? exact.inlineSize / width : window.devicePixelRatio;
      const place = placePicture(Math.round(width * ratio), Math.round(height * ratio));
      for (const [side, pixels] of Object.entries(place)) {
        canvas().style.setProperty(side, `${pixels / ratio}px`);
      }
    }
  });
  try {
    observer.observe(area, { box: "device-pixel-content-box" });
  } catch {
    // Safari knows no such box.
    observer.observe(area);
  }
  return () => observer.disconnect();
}
