import { expect, test } from "vitest";
import { directionsAt, FACE_BUTTONS, faceButtonsAt, isWithinReach } from "./touch-geometry.js";

function at(degrees: number, radius: number): { x: number; y: number } {
  const angle = (degrees * Math.PI) / 180;
  return { x: 0.5 + (Math.cos(angle) * radius) / 2, y: 0.5 - (Math.sin(angle) * radius) / 2 };
}

test.each([
  [0, "right"],
  [25, "right"],
  [45, "right up"],
  [65, "up"],
  [90, "up"],
  [135, "left up"],
  [180, "left"],
  [225, "left down"],
  [270, "down"],
  [315, "right down"],
  [340, "right"],
])("at %i degrees the d-pad presses %s, wherever along the ray", (degrees, expected) => {
  for (const radius of [0.25, 1, 4]) {
    expect(directionsAt(at(degrees, radius)).join(" ")).toBe(expected);
  }
});

test("all around there is a direction, opposite ones never, and 36 of 90 degrees are diagonal", () => {
  let diagonals = 0;
  for (let degrees = 0; degrees < 360; degrees += 0.5) {
    const directions = directionsAt(at(degrees, 0.8));
    expect([1, 2]).toContain(directions.length);
    const text = directions.join(" ");
    expect(text).not.toMatch(/right left|up down/);
    diagonals += directions.length - 1;
  }
  expect(diagonals / 720).toBeCloseTo(36 / 90, 2);
});

test("the middle of the d-pad is dead", () => {
  expect(directionsAt({ x: 0.5, y: 0.5 })).toEqual([]);
  expect(directionsAt(at(30, 0.19))).toEqual([]);
});

test("on a button it is that button, also when the thumb slides off outward", () => {
  const { a, b } = FACE_BUTTONS;
  expect(faceButtonsAt(a)).toEqual(["a"]);
  expect(faceButtonsAt(b)).toEqual(["b"]);
  expect(faceButtonsAt({ x: a.x + 2, y: a.y - 2 })).toEqual(["a"]);
  expect(faceButtonsAt({ x: b.x - 2, y: b.y + 2 })).toEqual(["b"]);
});

test("sliding from A to B presses A, both, then B", () => {
  const { a, b } = FACE_BUTTONS;
  const seen: string[] = [];
  for (let step = 0; step <= 100; step += 1) {
    const part = step / 100;
    const held = faceButtonsAt({ x: a.x + (b.x - a.x) * part, y: a.y + (b.y - a.y) * part }).join(
      "+",
    );
    if (seen.at(-1) !== held) {
      seen.push(held);
    }
  }
  expect(seen).toEqual(["a", "a+b", "b"]);
});

test("far beside the line between A and B it is the nearer one, not both", () => {
  expect(faceButtonsAt({ x: 1, y: 1 })).toHaveLength(1);
  expect(faceButtonsAt({ x: 0, y: 0 })).toHaveLength(1);
});

test("a touch near a control is meant for it, one far away is not", () => {
  expect(isWithinReach({ x: 0, y: 0.1 })).toBe(true);
  expect(isWithinReach({ x: 1.2, y: 0.5 })).toBe(true);
  expect(isWithinReach({ x: 1.4, y: 0.5 })).toBe(false);
});
