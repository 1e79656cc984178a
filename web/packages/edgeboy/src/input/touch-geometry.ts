import type { Button } from "../types.js";

/** A point of a touch control's square, from 0 (left, top) to 1 (right, bottom), and beyond. */
export interface Point {
  readonly x: number;
  readonly y: number;
}

/** Closer to the middle of the d-pad than this part of its radius, no direction is pressed. */
const DEAD_CENTER = 0.2;

/**
 * A direction is pressed up to 63 degrees to either side of it. So of the 90 degrees between two of
 * them, 36 are diagonal, and it is easy to walk straight on.
 */
const DIRECTION_REACH = Math.cos((63 * Math.PI) / 180);

/** The directions that a thumb at this point of the d-pad presses: none, one, or two. */
export function directionsAt({ x, y }: Point): Button[] {
  const right = x * 2 - 1;
  const down = y * 2 - 1;
  const radius = Math.hypot(right, down);
  if (radius < DEAD_CENTER) {
    return [];
  }
  const isPressed = (toward: number): boolean => toward / radius > DIRECTION_REACH;
  const directions: readonly (readonly [Button, number])[] = [
    ["right", right],
    ["left", -right],
    ["up", -down],
    ["down", down],
  ];
  return directions.filter(([, toward]) => isPressed(toward)).map(([direction]) => direction);
}

/** Where the middles of A and B are; the look of the pad places them here too. */
export const FACE_BUTTONS = { a: { x: 0.72, y: 0.3 }, b: { x: 0.28, y: 0.7 } } as const;

/** Both are pressed between these parts of the way from B to A. */
const BOTH_FROM = 0.38;
const BOTH_TO = 0.62;

/** How far beside the way from B to A one still presses both, in parts of its length. */
const BOTH_REACH = 0.5;

/** Which of A and B a thumb at this point presses: the nearer one, or between them both. */
export function faceButtonsAt({ x, y }: Point): Button[] {
  const { a, b } = FACE_BUTTONS;
  const way = { x: a.x - b.x, y: a.y - b.y };
  const length = Math.hypot(way.x, way.y);
  const along = ((x - b.x) * way.x + (y - b.y) * way.y) / length ** 2;
  const beside = Math.abs((x - b.x) * way.y - (y - b.y) * way.x) / length ** 2;
  if (along > BOTH_FROM && along < BOTH_TO && beside < BOTH_REACH) {
    return ["a", "b"];
  }
  return along > 0.5 ? ["a"] : ["b"];
}

/** How far from the middle of a control a touch may begin, in parts of the control's size. */
const REACH = 0.8;

/** Whether a touch that begins here is meant for the control, and not a hand that holds the device. */
export function isWithinReach({ x, y }: Point): boolean {
  return Math.hypot(x - 0.5, y - 0.5) < REACH;
}
