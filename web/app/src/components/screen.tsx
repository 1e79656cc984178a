import type { ComponentChildren } from "preact";
import { useLayoutEffect, useRef } from "preact/hooks";
import { fit } from "../state/fit.js";
import type { Scaling } from "../state/settings.js";

/** Shows a canvas as large as its place allows, on whole device pixels, with `children` over it. */
export function Screen({
  canvas,
  scaling,
  children,
}: {
  canvas: HTMLCanvasElement | undefined;
  scaling: Scaling;
  children?: ComponentChildren;
}) {
  const box = useRef<HTMLDivElement>(null);
  const frame = useRef<HTMLDivElement>(null);

  useLayoutEffect(() => {
    if (canvas !== undefined) {
      canvas.setAttribute("aria-hidden", "true");
      frame.current?.prepend(canvas);
    }
    return () => canvas?.remove();
  }, [canvas]);

  useLayoutEffect(() => {
    const outer = box.current;
    const inner = frame.current;
    if (outer === null || inner === null) {
      return;
    }
    const place = (width: number, height: number) => {
      const spot = fit(width, height, scaling);
      for (const side of ["left", "top", "width", "height"] as const) {
        inner.style[side] = `${spot[side] / devicePixelRatio}px`;
      }
    };
    const observer = new ResizeObserver(([entry]) => {
      const exact = entry?.devicePixelContentBoxSize?.[0];
      const width = Math.round(outer.clientWidth * devicePixelRatio);
      const height = Math.round(outer.clientHeight * devicePixelRatio);
      // Not every browser that claims to measure in device pixels does so when the page is zoomed.
      if (exact && Math.abs(exact.inlineSize - width) < 2) {
        place(exact.inlineSize, exact.blockSize);
      } else {
        place(width, height);
      }
    });
    try {
      observer.observe(outer, { box: "device-pixel-content-box" });
    } catch {
      // Safari does not measure in device pixels.
      observer.observe(outer);
    }
    return () => observer.disconnect();
  }, [scaling]);

  return (
    <div class="screen" ref={box}>
      <div class="screen-frame" ref={frame}>
        {children}
      </div>
    </div>
  );
}
