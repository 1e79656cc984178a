import type { PlayerCommands } from "./commands.js";
import { ControlBar } from "./control-bar.js";
import { icon } from "./icons.js";
import { keepScaled } from "./picture-scale.js";
import { playerStyle } from "./style.js";

/** What the player is doing. */
export type Phase = "idle" | "loading" | "playing" | "paused" | "failed";

/** A message stays for so many milliseconds; longer if it can be acted on. */
const MESSAGE_TIME = 3000;
const ACTION_TIME = 8000;

/** The elements in the player's shadow root. */
export class PlayerView {
  /** All of it; this is what fills the screen. */
  readonly frame = part("div", "frame");
  readonly bar: ControlBar;
  /** The picture, and what lies on it. */
  readonly stage = part("div", "stage");
  /** Where the touch pad goes. */
  readonly touch = part("div", "touch");
  /** Has the picture in it, and the focus while one plays. */
  readonly #screen = part("div", "screen");
  readonly #poster = part("button", "poster");
  readonly #label = part("span", "label");
  readonly #unlock = part("button", "unlock");
  readonly #failure = part("div", "failure");
  readonly #message = part("div", "message");
  #canvas = document.createElement("canvas");
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(root: ShadowRoot, commands: PlayerCommands) {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(playerStyle);
    root.adoptedStyleSheets = [sheet];

    this.#screen.tabIndex = 0;
    // The keys are the game's, and a screen reader must let them through.
    this.#screen.setAttribute("role", "application");
    this.#screen.append(this.#canvas);

    const disc = part("span", "disc");
    disc.append(icon("play"));
    this.#poster.append(disc, this.#label);
    this.#poster.addEventListener("click", () => commands.togglePlay());
    // Who points at the button will press it soon.
    this.#poster.addEventListener("pointerenter", () => commands.prepare());

    // Any click lets sound be heard; this says so.
    this.#unlock.append(icon("muted"), "Click for sound");
    this.#unlock.hidden = true;

    const retry = part("button", "action");
    retry.textContent = "Try again";
    retry.addEventListener("click", () => commands.retry());
    this.#failure.append(document.createElement("p"), retry);
    this.#failure.setAttribute("role", "alert");
    this.#message.setAttribute("role", "status");

    this.bar = new ControlBar(commands);
    this.stage.append(this.#screen, this.#poster, this.#unlock, this.#failure, this.#message);
    this.frame.append(this.stage, this.bar.element, this.touch);
    root.append(this.frame);
  }

  /** A canvas that nobody has drawn on; browsers give each to one Game Boy for good. */
  renewCanvas(): HTMLCanvasElement {
    const fresh = document.createElement("canvas");
    fresh.style.cssText = this.#canvas.style.cssText;
    this.#canvas.replaceWith(fresh);
    this.#canvas = fresh;
    return fresh;
  }

  /** The next keys are for the game. */
  focus(): void {
    this.#screen.focus({ preventScroll: true });
  }

  /** Keeps the picture as large as fits, until the returned function is called. */
  keepScaled(): () => void {
    return keepScaled(this.#screen, () => this.#canvas);
  }

  set phase(phase: Phase) {
    this.frame.dataset.phase = phase;
    this.#poster.hidden = phase === "playing" || phase === "failed";
    this.#poster.disabled = phase === "loading";
    this.#poster.setAttribute("aria-busy", String(phase === "loading"));
    this.#failure.hidden = phase !== "failed";
  }

  /** The game's name, for eyes and screen readers. */
  set label(label: string) {
    this.#screen.setAttribute("aria-label", label ? `Game: ${label}` : "Game");
    this.#poster.setAttribute("aria-label", label ? `Play ${label}` : "Play");
    this.#label.textContent = label;
  }

  set poster(url: string | undefined) {
    this.stage.style.setProperty("--poster", url ? `url(${JSON.stringify(url)})` : "none");
  }

  set controls(controls: string) {
    this.frame.dataset.controls = controls;
  }

  set isSilenced(isSilenced: boolean) {
    this.#unlock.hidden = !isSilenced;
  }

  /** Says what went wrong, in place of the game. */
  fail(words: string): void {
    this.phase = "failed";
    this.#failure.querySelector("p")?.replaceChildren(words);
  }

  /** Says something in passing; with an action, there is a button for it. */
  tell(words: string, action?: { label: string; run: () => void }): void {
    clearTimeout(this.#timer);
    this.#message.replaceChildren(words);
    if (action) {
      const button = part("button", "action");
      button.textContent = action.label;
      button.addEventListener("click", () => {
        this.#message.replaceChildren();
        action.run();
      });
      this.#message.append(button);
    }
    const time = action ? ACTION_TIME : MESSAGE_TIME;
    this.#timer = setTimeout(() => this.#message.replaceChildren(), time);
  }
}

function part<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  name: string,
): HTMLElementTagNameMap[K] {
  const element = document.createElement(tag);
  element.className = name;
  if (element instanceof HTMLButtonElement) {
    element.type = "button";
  }
  return element;
}
