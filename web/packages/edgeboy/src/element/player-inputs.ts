import {
  type ButtonTarget,
  type CommandListener,
  defaultBindings,
  GamepadInput,
  KeyboardInput,
  TouchPad,
} from "../input/index.js";
import type { GamepadUser } from "./last-used.js";
import type { Settings } from "./settings.js";
import type { PlayerView } from "./view.js";

const TOUCH_SCREEN = "(hover: none) and (pointer: coarse)";
const LANDSCAPE = "(orientation: landscape)";

/** Keyboard, gamepads and touch pad of one player, while it is on the page. */
export class PlayerInputs implements GamepadUser {
  readonly #view: PlayerView;
  readonly #target: ButtonTarget;
  readonly #keyboard: KeyboardInput;
  readonly #gamepad: GamepadInput;
  readonly #media = [matchMedia(TOUCH_SCREEN), matchMedia(LANDSCAPE)] as const;
  readonly #listening = new AbortController();
  #pad: TouchPad | undefined;
  #controls: Settings["controls"] = "none";
  #isFull = false;

  /** @param host Keys count while it, or something in it, has the focus. */
  constructor(
    host: HTMLElement,
    view: PlayerView,
    target: ButtonTarget,
    onAction: CommandListener,
  ) {
    this.#view = view;
    this.#target = target;
    const bindings = defaultBindings;
    this.#keyboard = new KeyboardInput(target, { element: host, bindings, onAction });
    this.#gamepad = new GamepadInput(target, { bindings, onAction });
    this.#gamepad.enabled = false;
    for (const media of this.#media) {
      const { signal } = this.#listening;
      media.addEventListener("change", () => this.#arrangeTouch(), { signal });
    }
  }

  setGamepadEnabled(enabled: boolean): void {
    this.#gamepad.enabled = enabled;
    if (!enabled) {
      this.#gamepad.rumble(false);
    }
  }

  /** Gamepads of other players stay still. */
  rumble(on: boolean): void {
    if (this.#gamepad.enabled) {
      this.#gamepad.rumble(on);
    }
  }

  /** Shows the touch pad, or not, and where it has room. */
  arrange(controls: Settings["controls"], isFull: boolean): void {
    this.#controls = controls;
    this.#isFull = isFull;
    this.#arrangeTouch();
  }

  detach(): void {
    this.#listening.abort();
    this.#keyboard.detach();
    this.#gamepad.detach();
    this.#removePad();
  }

  #arrangeTouch(): void {
    const [touchScreen, landscape] = this.#media;
    const isWanted = this.#controls === "auto" ? touchScreen.matches : this.#controls === "touch";
    if (!isWanted) {
      this.#removePad();
      return;
    }
    const layout = this.#isFull && landscape.matches ? "landscape" : "portrait";
    // The pad's layout depends on the frame's, and a change of it releases what is held.
    this.#view.frame.dataset.touch = layout;
    this.#pad ??= new TouchPad(this.#view.touch, this.#target, { layout });
    if (this.#pad.options.layout !== layout) {
      this.#pad.configure({ layout });
    }
  }

  #removePad(): void {
    this.#pad?.detach();
    this.#pad = undefined;
    delete this.#view.frame.dataset.touch;
  }
}
