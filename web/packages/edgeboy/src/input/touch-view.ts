import type { Button } from "../types.js";
import { touchStyle } from "./touch-style.js";

/** An area for thumbs and the square in it that is drawn. */
export interface TouchArea {
  readonly area: HTMLElement;
  readonly body: HTMLElement;
}

/** The elements of a touch pad. */
export interface TouchPadView {
  /** What goes into the page; the rest is in its shadow root, out of reach of the page's styles. */
  readonly element: HTMLElement;
  /** Has the layout in its `data-` attributes. */
  readonly pad: HTMLElement;
  readonly dpad: TouchArea;
  readonly face: TouchArea;
  readonly select: TouchArea;
  readonly start: TouchArea;
  readonly menu: HTMLElement;
  readonly buttons: ReadonlyMap<Button, HTMLElement>;
}

/** The plus with rounded ends, as wide as the arms that lie on it. */
const plus =
  "M40 9q0-9 9-9h22q9 0 9 9v31h31q9 0 9 9v22q0 9-9 9h-31v31q0 9-9 9h-22q-9 0-9-9v-31h-31q-9 0-9-9v-22q0-9 9-9h31z";

/** Draws a touch pad; nothing of it hears touches yet, but for the menu button. */
export function drawTouchPad(onMenu: () => void): TouchPadView {
  const element = document.createElement("div");
  const root = element.attachShadow({ mode: "open" });
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(touchStyle);
  root.adoptedStyleSheets = [sheet];

  const buttons = new Map<Button, HTMLElement>();
  const button = (name: Button, label: string, isDrawn = false): HTMLElement => {
    const key = document.createElement("button");
    key.type = "button";
    // Players by keyboard have keys for these; the focus would stop here eight times for nothing.
    key.tabIndex = -1;
    key.className = `key ${name}`;
    if (isDrawn) {
      key.setAttribute("aria-label", label);
    } else {
      key.textContent = label;
    }
    buttons.set(name, key);
    return key;
  };

  const dpad = area("dpad", "D-pad", [
    plusShape(),
    button("up", "Up", true),
    button("left", "Left", true),
    button("right", "Right", true),
    button("down", "Down", true),
  ]);
  const face = area("face", "A and B", [button("b", "B"), button("a", "A")]);
  const select = area("select", "", [button("select", "Select")]);
  const start = area("start", "", [button("start", "Start")]);

  const menu = document.createElement("button");
  menu.type = "button";
  menu.className = "menu";
  menu.textContent = "Menu";
  menu.addEventListener("click", onMenu);

  const pad = document.createElement("div");
  pad.className = "pad";
  pad.setAttribute("role", "group");
  pad.setAttribute("aria-label", "Game Boy buttons");
  pad.append(dpad.area, face.area, select.area, start.area, menu);
  root.append(pad);
  return { element, pad, dpad, face, select, start, menu, buttons };
}

function area(name: string, label: string, children: readonly Element[]): TouchArea {
  const area = document.createElement("div");
  area.className = `area ${name}-area`;
  const body = document.createElement("div");
  body.className = `body ${name}-body`;
  if (label) {
    body.setAttribute("role", "group");
    body.setAttribute("aria-label", label);
  }
  body.append(...children);
  area.append(body);
  return { area, body };
}

function plusShape(): SVGElement {
  const namespace = "http://www.w3.org/2000/svg";
  const svg = document.createElementNS(namespace, "svg");
  svg.setAttribute("viewBox", "-1 -1 122 122");
  svg.setAttribute("aria-hidden", "true");
  const path = document.createElementNS(namespace, "path");
  path.setAttribute("d", plus);
  svg.append(path);
  return svg;
}
