// @vitest-environment happy-dom
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { BUTTON_BITS } from "../buttons.js";
import { type TouchOptions, TouchPad } from "./touch-pad.js";

const size = 200;
let container: HTMLElement;
let bits = 0;
let pad: TouchPad | undefined;
let resized: () => void = () => {};

function names(): string {
  return Object.entries(BUTTON_BITS)
    .filter(([, bit]) => bits & bit)
    .map(([name]) => name)
    .join(" ");
}

function attach(options: TouchOptions = {}): ShadowRoot {
  const target = {
    setButtons(held: number, source: string): void {
      expect(source).toBe("touch");
      bits = held;
    },
  };
  pad = new TouchPad(container, target, { haptics: false, ...options });
  const root = container.firstElementChild?.shadowRoot as ShadowRoot;
  for (const body of root.querySelectorAll(".body")) {
    const bounds = { left: 0, top: 0, width: size, height: size };
    body.getBoundingClientRect = () => bounds as DOMRect;
  }
  return root;
}

/** A pointer event at a point from 0 to 1 of a zone's square. */
function touch(
  type: string,
  zone: string,
  id: number,
  x = 0.5,
  y = 0.5,
  init: PointerEventInit = {},
): Event {
  const area = container.firstElementChild?.shadowRoot?.querySelector(
    `.${zone}-area`,
  ) as HTMLElement;
  area.setPointerCapture = () => {};
  const at = { clientX: x * size, clientY: y * size };
  const event = new PointerEvent(type, {
    pointerId: id,
    bubbles: true,
    cancelable: true,
    ...at,
    ...init,
  });
  area.dispatchEvent(event);
  return event;
}

function nameOf(key: Element): string | null {
  return key.getAttribute("aria-label") ?? key.textContent;
}

beforeEach(() => {
  document.body.innerHTML = "<main></main>";
  container = document.querySelector("main") as HTMLElement;
  bits = 0;
  vi.stubGlobal(
    "ResizeObserver",
    class {
      constructor(callback: () => void) {
        resized = callback;
      }
      observe(): void {}
      disconnect(): void {
        resized = () => {};
      }
    },
  );
});

afterEach(() => {
  pad?.detach();
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

test("a thumb slides around the d-pad", () => {
  attach();
  touch("pointerdown", "dpad", 1, 0.9, 0.5);
  expect(names()).toBe("right");
  touch("pointermove", "dpad", 1, 0.8, 0.2);
  expect(names()).toBe("right up");
  touch("pointermove", "dpad", 1, 0.5, 0.5);
  expect(names()).toBe("");
  touch("pointermove", "dpad", 1, -3, 0.5);
  expect(names()).toBe("left");
  touch("pointerup", "dpad", 1);
  expect(names()).toBe("");
  touch("pointermove", "dpad", 1, 0.9, 0.5);
  expect(names()).toBe("");
});

test("several thumbs press together, each until it is lifted", () => {
  const root = attach();
  touch("pointerdown", "dpad", 1, 0.9, 0.5);
  touch("pointerdown", "face", 2, 0.72, 0.3);
  touch("pointerdown", "start", 3);
  expect(names()).toBe("right a start");
  expect([...root.querySelectorAll(".pressed")].map(nameOf)).toEqual(["Right", "A", "Start"]);
  touch("pointerup", "dpad", 1);
  expect(names()).toBe("a start");
  touch("pointermove", "face", 2, 0.5, 0.5);
  expect(names()).toBe("a b start");
  touch("pointercancel", "face", 2);
  touch("pointerup", "start", 3);
  expect(names()).toBe("");
  expect(root.querySelector(".pressed")).toBeNull();
});

test("for the left hand A and B are mirrored", () => {
  attach({ handed: "left" });
  touch("pointerdown", "face", 1, 0.28, 0.3);
  expect(names()).toBe("a");
});

test("a touch far from every control, and other mouse buttons, press nothing", () => {
  attach();
  touch("pointerdown", "dpad", 1, 0.5, 1.5);
  touch("pointerdown", "dpad", 2, 0.9, 0.5, { button: 2 });
  expect(names()).toBe("");
});

test("a long press opens no menu, keeps the focus, and holds on", () => {
  attach();
  expect(touch("pointerdown", "face", 1, 0.72, 0.3).defaultPrevented).toBe(true);
  expect(touch("contextmenu", "face", 1).defaultPrevented).toBe(true);
  expect(touch("touchstart", "face", 1).defaultPrevented).toBe(true);
  expect(names()).toBe("a");
});

test.each<[string, () => void]>([
  ["the window loses the focus", () => window.dispatchEvent(new Event("blur"))],
  ["the page is hidden", () => document.dispatchEvent(new Event("visibilitychange"))],
  ["the browser takes the pointer", () => touch("lostpointercapture", "face", 1)],
  ["the options change", () => pad?.configure({ handed: "left" })],
  ["it is detached", () => pad?.detach()],
])("nothing sticks when %s", (_, lose) => {
  attach();
  touch("pointerdown", "face", 1, 0.72, 0.3);
  expect(names()).toBe("a");
  lose();
  expect(names()).toBe("");
});

test("a screen reader presses a button by activating it", () => {
  vi.useFakeTimers();
  const root = attach();
  const up = root.querySelector("[aria-label=Up]") as HTMLElement;
  up.click();
  expect(names()).toBe("up");
  vi.advanceTimersByTime(150);
  expect(names()).toBe("");
});

test("every button has a name and none stops the tab key", () => {
  const root = attach();
  const keys = [...root.querySelectorAll<HTMLElement>(".key")];
  expect(keys.map(nameOf).sort()).toEqual([
    "A",
    "B",
    "Down",
    "Left",
    "Right",
    "Select",
    "Start",
    "Up",
  ]);
  expect(keys.every(({ tabIndex }) => tabIndex === -1)).toBe(true);
});

test("each new press is felt once, and only if wanted", () => {
  const vibrate = vi.fn();
  Object.assign(navigator, { vibrate });
  attach({ haptics: true });
  touch("pointerdown", "face", 1, 0.72, 0.3);
  touch("pointermove", "face", 1, 0.73, 0.3);
  touch("pointermove", "face", 1, 0.5, 0.5);
  touch("pointerup", "face", 1);
  expect(vibrate).toHaveBeenCalledTimes(2);
  pad?.configure({ haptics: false });
  touch("pointerdown", "face", 1, 0.72, 0.3);
  expect(vibrate).toHaveBeenCalledTimes(2);
});

test("the layout follows the container's shape unless it is told", () => {
  const root = attach();
  const shape = (width: number, height: number): void => {
    Object.defineProperties(container, {
      clientWidth: { value: width, configurable: true },
      clientHeight: { value: height, configurable: true },
    });
    resized();
  };
  const layout = (): string | undefined => root.querySelector<HTMLElement>(".pad")?.dataset.layout;
  shape(390, 400);
  expect(layout()).toBe("portrait");
  shape(844, 390);
  expect(layout()).toBe("landscape");
  pad?.configure({ layout: "portrait" });
  expect(layout()).toBe("portrait");
});

test("where it covers the picture, it can be seen through", () => {
  const root = attach({ layout: "landscape" });
  const area = root.querySelector(".dpad-area");
  Object.defineProperty(area, "offsetWidth", { value: 160 });
  const isOver = (width: number, height: number): boolean => {
    Object.defineProperties(container, {
      clientWidth: { value: width, configurable: true },
      clientHeight: { value: height, configurable: true },
    });
    resized();
    return root.querySelector(".pad")?.classList.contains("over") ?? false;
  };
  expect(isOver(844, 390)).toBe(false);
  expect(isOver(1024, 768)).toBe(true);
  pad?.configure({ layout: "portrait" });
  expect(isOver(1024, 768)).toBe(false);
});

test("the menu button is there if it does something", () => {
  const onMenu = vi.fn();
  const root = attach({ onMenu });
  const menu = root.querySelector<HTMLElement>(".menu");
  expect(menu?.hidden).toBe(false);
  menu?.click();
  expect(onMenu).toHaveBeenCalledOnce();
  pad?.configure({ onMenu: undefined });
  expect(menu?.hidden).toBe(true);
});

test("detached, it leaves nothing on the page", () => {
  attach();
  pad?.detach();
  expect(container.childElementCount).toBe(0);
});
