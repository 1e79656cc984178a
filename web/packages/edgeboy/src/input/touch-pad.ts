import { HEIGHT, WIDTH } from "../machine/size.js";
import type { Button } from "../types.js";
import { onFocusLost } from "./focus.js";
import { type ButtonTarget, HeldActions } from "./held-actions.js";
import { directionsAt, faceButtonsAt } from "./touch-geometry.js";
import { drawTouchPad, type TouchPadView } from "./touch-view.js";
import { TouchTracker, type TouchZone } from "./touch-zone.js";

/** How a {@link TouchPad} looks and feels. */
export interface TouchOptions {
  /** A short buzz for each press, where the device can. Default `true`. */
  readonly haptics?: boolean | undefined;
  /**
   * `portrait`: the pad fills its container, below the picture. `landscape`: it leaves the middle of
   * its container to the picture. Default `auto`: by the container's shape.
   */
  readonly layout?: "auto" | "portrait" | "landscape" | undefined;
  /** The hand that presses A and B. Default `right`. */
  readonly handed?: "right" | "left" | undefined;
  /** 0.8 to 1.4; default 1. */
  readonly size?: number | undefined;
  /** 0.3 to 1; default 1. */
  readonly opacity?: number | undefined;
  /** With it, there is a menu button. */
  readonly onMenu?: (() => void) | undefined;
}

/** So long does a button stay pressed that was not touched but activated, by a screen reader. */
const TAP_MS = 100;

/** Short enough to feel like a click. */
const BUZZ_MS = 10;

/** A container wider than this many times its height has room beside the picture. */
const LANDSCAPE_FROM = 1.2;

/**
 * Plays by touch: a d-pad with diagonals, A and B that can be pressed together by one thumb between
 * them, Select and Start. Thumbs slide from button to button. Colors come from the custom properties
 * `--eb-…` of the container.
 */
export class TouchPad {
  readonly #view: TouchPadView;
  readonly #held: HeldActions;
  readonly #trackers: readonly TouchTracker[];
  readonly #taps = new Map<Button, ReturnType<typeof setTimeout>>();
  readonly #resizes: ResizeObserver;
  readonly #stopWatchingFocus: () => void;
  #options: TouchOptions;
  #pressed: ReadonlySet<Button> = new Set();

  /** @param container What the pad fills. */
  constructor(container: HTMLElement, target: ButtonTarget, options: TouchOptions = {}) {
    this.#options = options;
    this.#held = new HeldActions(target, "touch", undefined);
    this.#view = drawTouchPad(() => this.#options.onMenu?.());
    this.#trackers = this.#zones().map((zone) => new TouchTracker(zone, () => this.#update()));
    for (const [button, element] of this.#view.buttons) {
      element.addEventListener("click", () => this.#tap(button));
    }
    this.#resizes = new ResizeObserver(() => this.#layOut());
    this.#resizes.observe(container);
    this.#stopWatchingFocus = onFocusLost(() => this.#releaseAll(), container);
    container.append(this.#view.element);
    this.configure(options);
  }

  get options(): TouchOptions {
    return this.#options;
  }

  /** Changes some options; the others stay. */
  configure(options: TouchOptions): void {
    this.#options = { ...this.#options, ...options };
    const { style } = this.#view.element;
    const { size, opacity } = this.#options;
    setProperty(style, "--eb-pad-size", size);
    setProperty(style, "--eb-pad-opacity", opacity);
    this.#view.menu.hidden = !this.#options.onMenu;
    this.#releaseAll();
    this.#layOut();
  }

  /** Releases everything and takes the pad off the page. */
  detach(): void {
    this.#releaseAll();
    this.#resizes.disconnect();
    this.#stopWatchingFocus();
    this.#view.element.remove();
  }

  #zones(): TouchZone[] {
    const { dpad, face, select, start } = this.#view;
    return [
      { ...dpad, buttonsAt: directionsAt },
      {
        ...face,
        buttonsAt: ({ x, y }) =>
          faceButtonsAt({ x: this.#options.handed === "left" ? 1 - x : x, y }),
      },
      { ...select, buttonsAt: () => ["select"] },
      { ...start, buttonsAt: () => ["start"] },
    ];
  }

  #layOut(): void {
    const { layout = "auto", handed = "right" } = this.#options;
    const { clientWidth, clientHeight } = this.#view.element.parentElement ?? document.body;
    const isWide = clientWidth > clientHeight * LANDSCAPE_FROM;
    const { dataset } = this.#view.pad;
    dataset.layout = layout === "auto" ? (isWide ? "landscape" : "portrait") : layout;
    dataset.handed = handed;
    const beside = (clientWidth - (clientHeight * WIDTH) / HEIGHT) / 2;
    const isOver = dataset.layout === "landscape" && beside < this.#view.dpad.area.offsetWidth;
    this.#view.pad.classList.toggle("over", isOver);
  }

  #tap(button: Button): void {
    clearTimeout(this.#taps.get(button));
    const release = setTimeout(() => {
      this.#taps.delete(button);
      this.#update();
    }, TAP_MS);
    this.#taps.set(button, release);
    this.#update();
  }

  #releaseAll(): void {
    for (const tracker of this.#trackers) {
      tracker.releaseAll();
    }
    for (const timer of this.#taps.values()) {
      clearTimeout(timer);
    }
    this.#taps.clear();
    this.#update();
  }

  #update(): void {
    const pressed = new Set([...this.#trackers.flatMap(({ held }) => held), ...this.#taps.keys()]);
    const isNew = [...pressed].some((button) => !this.#pressed.has(button));
    this.#pressed = pressed;
    this.#held.set(pressed);
    for (const [button, element] of this.#view.buttons) {
      element.classList.toggle("pressed", pressed.has(button));
    }
    if (isNew && (this.#options.haptics ?? true)) {
      navigator.vibrate?.(BUZZ_MS);
    }
  }
}

function setProperty(style: CSSStyleDeclaration, name: string, value: number | undefined): void {
  if (value === undefined) {
    style.removeProperty(name);
  } else {
    style.setProperty(name, String(value));
  }
}
