import { expect, test } from "vitest";
import { placePicture } from "./picture-scale.js";

test.each([
  [480, 432, { left: 0, top: 0, width: 480, height: 432 }],
  [1170, 1053, { left: 25, top: 22, width: 1120, height: 1008 }],
  [1920, 1080, { left: 400, top: 36, width: 1120, height: 1008 }],
  [479, 432, { left: 79, top: 72, width: 320, height: 288 }],
  [80, 200, { left: 0, top: 64, width: 80, height: 72 }],
])("in %i × %i device pixels", (width, height, place) => {
  expect(placePicture(width, height)).toEqual(place);
});
