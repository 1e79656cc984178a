import type { GamepadControl } from "./gamepad-controls.js";

/** Buttons of the standard layout by their place, since makers print different letters on them. */
const standardButtons = [
  "Bottom button",
  "Right button",
  "Left button",
  "Top button",
  "L1",
  "R1",
  "L2",
  "R2",
  "Select",
  "Start",
  "Left stick pressed",
  "Right stick pressed",
  "D-pad up",
  "D-pad down",
  "D-pad left",
  "D-pad right",
  "Home",
];

const standardAxes: Readonly<Record<string, string>> = {
  "0-": "Left stick left",
  "0+": "Left stick right",
  "1-": "Left stick up",
  "1+": "Left stick down",
  "2-": "Right stick left",
  "2+": "Right stick right",
  "3-": "Right stick up",
  "3+": "Right stick down",
};

/** What a gamepad's control is called, such as `D-pad up`. */
export function gamepadLabel(control: GamepadControl): string {
  const [, kind, number = "", way = ""] = /^(button|axis|hat)(\d+)(.*)$/.exec(control) ?? [];
  switch (kind) {
    case "button":
      return standardButtons[Number(number)] ?? `Button ${Number(number) + 1}`;
    case "axis":
      return standardAxes[number + way] ?? `Axis ${Number(number) + 1} ${way}`;
    default:
      return `D-pad ${way}`;
  }
}
