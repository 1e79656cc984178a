import { type Action, actions } from "./actions.js";
import type { Bindings } from "./bindings.js";
import { isForeign, onFocusLost, operatesControl } from "./focus.js";
import { type ButtonTarget, type CommandListener, HeldActions } from "./held-actions.js";

/** How a {@link KeyboardInput} works. */
export interface KeyboardOptions {
  /** Where keys must be pressed to count. Default: the whole page. */
  element?: EventTarget | undefined;
  readonly bindings: Pick<Bindings, "keyboard">;
  readonly onAction?: CommandListener | undefined;
}

/**
 * Plays by keyboard.
 *
 * Keys count by their place on the keyboard (`KeyboardEvent.code`). Keys in forms, dialogs and menus
 * and keys with Ctrl, Alt or Meta stay the page's and the browser's; Enter and the space bar stay
 * a focused button's. When the page or the element loses the focus, every key counts as released.
 */
export class KeyboardInput {
  readonly #element: EventTarget;
  readonly #held: HeldActions;
  readonly #codes = new Set<string>();
  readonly #listening = new AbortController();
  readonly #stopWatchingFocus: () => void;
  #bindings: KeyboardOptions["bindings"];
  #enabled = true;

  constructor(target: ButtonTarget, options: KeyboardOptions) {
    this.#element = options.element ?? window;
    this.#bindings = options.bindings;
    this.#held = new HeldActions(target, "keyboard", options.onAction);
    const { signal } = this.#listening;
    this.#element.addEventListener("keydown", (event) => this.#keyDown(event as KeyboardEvent), {
      signal,
    });
    // Wherever the focus is by then, and whatever others do with the event.
    window.addEventListener("keyup", (event) => this.#keyUp(event), { signal, capture: true });
    this.#element.addEventListener("focusout", (event) => this.#focusOut(event as FocusEvent), {
      signal,
    });
    this.#stopWatchingFocus = onFocusLost(() => this.#releaseAll(), this.#element);
  }

  get bindings(): KeyboardOptions["bindings"] {
    return this.#bindings;
  }

  /** New bindings count at once; what is held is released. */
  set bindings(bindings: KeyboardOptions["bindings"]) {
    this.#releaseAll();
    this.#bindings = bindings;
  }

  get enabled(): boolean {
    return this.#enabled;
  }

  /** While `false`, keys do nothing here and keep what they do in the browser. */
  set enabled(enabled: boolean) {
    this.#enabled = enabled;
    this.#releaseAll();
  }

  /** Releases everything and stops listening. */
  detach(): void {
    this.#listening.abort();
    this.#stopWatchingFocus();
    this.#releaseAll();
  }

  #keyDown(event: KeyboardEvent): void {
    // macOS tells no release of a key that is let go while Meta is down.
    if (event.key === "Meta") {
      this.#releaseAll();
    }
    if (!this.#enabled || !this.#isForGame(event)) {
      return;
    }
    event.preventDefault();
    // A key that repeats without being held went down when it was not for the game.
    if (!event.repeat) {
      this.#codes.add(event.code);
      this.#update();
    }
  }

  #isForGame(event: KeyboardEvent): boolean {
    const isBrowsers = event.ctrlKey || event.altKey || event.metaKey || event.isComposing;
    return (
      !isBrowsers &&
      !event.defaultPrevented &&
      this.#boundTo(event.code).length > 0 &&
      !isForeign(event, this.#element) &&
      !operatesControl(event, this.#element)
    );
  }

  #keyUp(event: KeyboardEvent): void {
    if (this.#codes.delete(event.code)) {
      this.#update();
    }
  }

  #focusOut(event: FocusEvent): void {
    const element = this.#element;
    if (element instanceof Node && !element.contains(event.relatedTarget as Node | null)) {
      this.#releaseAll();
    }
  }

  #boundTo(code: string): Action[] {
    return actions.filter((action) => this.#bindings.keyboard[action].includes(code));
  }

  #update(): void {
    this.#held.set([...this.#codes].flatMap((code) => this.#boundTo(code)));
  }

  #releaseAll(): void {
    this.#codes.clear();
    this.#update();
  }
}
