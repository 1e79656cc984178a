import { describe, expect, it } from "vitest";
import { fit } from "./fit.js";

describe("the picture's place", () => {
  it("is a whole number of times as large, in the middle", () => {
    expect(fit(1000, 800, "integer")).toEqual({ left: 100, top: 40, width: 800, height: 720 });
  });

  it("fills one direction if it may", () => {
    expect(fit(1000, 720, "fit")).toEqual({ left: 100, top: 0, width: 800, height: 720 });
    expect(fit(1170, 2000, "fit")).toEqual({ left: 0, top: 473, width: 1170, height: 1053 });
  });

  it("shrinks where there is no room for it", () => {
    expect(fit(80, 200, "integer")).toEqual({ left: 0, top: 64, width: 80, height: 72 });
    expect(fit(0, 0, "integer")).toEqual({ left: 0, top: 0, width: 0, height: 0 });
  });

  it("is never distorted by more than a pixel, and never leaves the box", () => {
    for (let width = 1; width < 900; width += 37) {
      for (let height = 1; height < 900; height += 41) {
        for (const scaling of ["integer", "fit"] as const) {
          const place = fit(width, height, scaling);
          expect(Math.abs(place.width * 144 - place.height * 160)).toBeLessThanOrEqual(160);
          expect(place.left + place.width).toBeLessThanOrEqual(width + 1);
          expect(place.top + place.height).toBeLessThanOrEqual(height + 1);
        }
      }
    }
  });
});
