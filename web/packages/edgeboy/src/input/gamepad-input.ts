import { type Action, actions } from "./actions.js";
import type { Bindings } from "./bindings.js";
import { onFocusLost } from "./focus.js";
import { type GamepadControl, PadReader } from "./gamepad-controls.js";
import { type ButtonTarget, type CommandListener, HeldActions } from "./held-actions.js";

/** How a {@link GamepadInput} works. */
export interface GamepadOptions {
  readonly bindings: Pick<Bindings, "gamepad">;
  readonly onAction?: CommandListener | undefined;
  /** Called when a gamepad came or went. */
  readonly onPadsChange?: ((pads: readonly PadInfo[]) => void) | undefined;
}

/** A gamepad that is connected. */
export interface PadInfo {
  /** For {@link GamepadInput.player}. */
  readonly index: number;
  /** What the browser calls it. */
  readonly name: string;
  /** Whether the browser knows its layout. If not, its buttons may need to be bound anew. */
  readonly isStandard: boolean;
}

/** Browsers end an effect after so many milliseconds by themselves. */
const LONGEST_RUMBLE = 5000;

/**
 * Plays by gamepad, while the page has the focus. It looks at gamepads once for each picture of the
 * screen, and only while there are any.
 */
export class GamepadInput {
  readonly #options: GamepadOptions;
  readonly #held: HeldActions;
  readonly #readers = new Map<number, PadReader>();
  readonly #listening = new AbortController();
  readonly #stopWatchingFocus: () => void;
  readonly #captures = new Set<(held: ReadonlySet<GamepadControl>) => void>();
  #controls: ReadonlySet<GamepadControl> = new Set();
  /** Held when everything was released: they count again when they have been let go. */
  #stale: ReadonlySet<GamepadControl> = new Set();
  #frame: number | undefined;
  #bindings: GamepadOptions["bindings"];
  #enabled = true;
  #player: number | undefined;

  constructor(target: ButtonTarget, options: GamepadOptions) {
    this.#options = options;
    this.#bindings = options.bindings;
    this.#held = new HeldActions(target, "gamepad", options.onAction);
    const { signal } = this.#listening;
    window.addEventListener("gamepadconnected", (event) => this.#connected(event), { signal });
    window.addEventListener("gamepaddisconnected", (event) => this.#disconnected(event), {
      signal,
    });
    this.#stopWatchingFocus = onFocusLost(() => this.#releaseAll(), window);
    this.#run();
  }

  get bindings(): GamepadOptions["bindings"] {
    return this.#bindings;
  }

  /** New bindings count at once; what is held is released. */
  set bindings(bindings: GamepadOptions["bindings"]) {
    this.#releaseAll();
    this.#bindings = bindings;
  }

  get enabled(): boolean {
    return this.#enabled;
  }

  /** While `false`, as in a dialog, gamepads do nothing, except that {@link capture} works. */
  set enabled(enabled: boolean) {
    this.#enabled = enabled;
    this.#releaseAll();
    this.#run();
  }

  /** The {@link PadInfo.index} of the one gamepad that plays; `undefined`, the default: every one does. */
  get player(): number | undefined {
    return this.#player;
  }

  set player(index: number | undefined) {
    this.#releaseAll();
    this.#player = index;
  }

  /** The gamepads that are connected. Browsers tell of one only after a button of it was pressed. */
  pads(): PadInfo[] {
    return connectedPads().map(({ index, id, mapping }) => ({
      index,
      name: id,
      isStandard: mapping === "standard",
    }));
  }

  /**
   * Waits for a control to be pressed, to bind it. What is held already does not count.
   *
   * @param options.signal Gives up; the promise then rejects with the signal's reason.
   */
  capture({ signal }: { signal?: AbortSignal } = {}): Promise<GamepadControl> {
    return new Promise((resolve, reject) => {
      signal?.throwIfAborted();
      let held: ReadonlySet<GamepadControl> | undefined;
      const look = (now: ReadonlySet<GamepadControl>): void => {
        const pressed = held && [...now].find((control) => !held?.has(control));
        held = now;
        if (pressed) {
          this.#captures.delete(look);
          resolve(pressed);
        }
      };
      this.#captures.add(look);
      this.#run();
      signal?.addEventListener("abort", () => {
        this.#captures.delete(look);
        reject(signal.reason);
      });
    });
  }

  /** Lets the gamepads that play rumble, as far as they and the browser can. */
  rumble(on: boolean): void {
    for (const { vibrationActuator } of this.#playing()) {
      // An effect that is cut off or not supported rejects; there is nothing to do about it.
      const effect = on
        ? vibrationActuator?.playEffect("dual-rumble", {
            duration: LONGEST_RUMBLE,
            strongMagnitude: 1,
            weakMagnitude: 1,
          })
        : vibrationActuator?.reset();
      effect?.catch(() => {});
    }
  }

  /** Releases everything and stops looking. */
  detach(): void {
    this.#listening.abort();
    this.#stopWatchingFocus();
    this.#captures.clear();
    this.rumble(false);
    this.#releaseAll();
    if (this.#frame !== undefined) {
      cancelAnimationFrame(this.#frame);
    }
  }

  #connected({ gamepad }: GamepadEvent): void {
    this.#readers.delete(gamepad.index);
    this.#options.onPadsChange?.(this.pads());
    this.#run();
  }

  #disconnected({ gamepad }: GamepadEvent): void {
    this.#readers.delete(gamepad.index);
    this.#options.onPadsChange?.(this.pads());
    this.#look();
  }

  #run(): void {
    const isWanted = this.#enabled || this.#captures.size > 0;
    if (isWanted && this.#frame === undefined && connectedPads().length > 0) {
      this.#frame = requestAnimationFrame(() => {
        this.#frame = undefined;
        this.#look();
        this.#run();
      });
    }
  }

  #look(): void {
    const controls = new Set<GamepadControl>();
    for (const pad of this.#playing()) {
      for (const control of this.#readerOf(pad.index).read(pad)) {
        controls.add(control);
      }
    }
    this.#controls = controls;
    this.#stale = new Set([...this.#stale].filter((control) => controls.has(control)));
    // Another window's player must not move this game as well.
    if (!this.#enabled || this.#captures.size > 0 || !document.hasFocus()) {
      this.#releaseAll();
    } else {
      this.#held.set(this.#boundTo(controls));
    }
    for (const capture of [...this.#captures]) {
      capture(controls);
    }
  }

  #playing(): Gamepad[] {
    return connectedPads().filter(({ index }) => index === (this.#player ?? index));
  }

  #readerOf(index: number): PadReader {
    const reader = this.#readers.get(index) ?? new PadReader();
    this.#readers.set(index, reader);
    return reader;
  }

  #boundTo(controls: ReadonlySet<GamepadControl>): Action[] {
    const { gamepad } = this.#bindings;
    const counts = (control: GamepadControl) => controls.has(control) && !this.#stale.has(control);
    return actions.filter((action) => gamepad[action].some(counts));
  }

  #releaseAll(): void {
    this.#stale = this.#controls;
    this.#held.set([]);
  }
}

function connectedPads(): Gamepad[] {
  // A frame may be forbidden to use gamepads; then it throws.
  try {
    const pads = navigator.getGamepads?.() ?? [];
    return [...pads].filter((pad): pad is Gamepad => pad?.connected ?? false);
  } catch {
    return [];
  }
}
