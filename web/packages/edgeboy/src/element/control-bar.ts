import type { PlayerCommands } from "./commands.js";
import { type IconName, icon } from "./icons.js";

/** What the bar shows. */
export interface BarState {
  readonly isLoaded: boolean;
  readonly isPlaying: boolean;
  readonly isFast: boolean;
  readonly hasState: boolean;
  readonly isMuted: boolean;
  readonly volume: number;
  readonly isFull: boolean;
}

/** The row of buttons below the picture. */
export class ControlBar {
  readonly element = document.createElement("div");
  readonly #play: HTMLButtonElement;
  readonly #fast: HTMLButtonElement;
  readonly #save: HTMLButtonElement;
  readonly #load: HTMLButtonElement;
  readonly #mute: HTMLButtonElement;
  readonly #volume = document.createElement("input");
  readonly #full: HTMLButtonElement;

  constructor(commands: PlayerCommands) {
    this.#play = button("play", () => commands.togglePlay());
    this.#fast = button("fastForward", () => {});
    holdOrToggle(this.#fast, (on) => commands.setFast(on));
    this.#save = button("saveState", () => commands.saveState());
    this.#load = button("loadState", () => commands.loadState());
    this.#mute = button("sound", () => commands.toggleMute());
    this.#full = button("fullScreen", () => commands.toggleFullScreen());
    this.#volume.type = "range";
    this.#volume.className = "volume";
    this.#volume.max = "1";
    this.#volume.step = "0.05";
    this.#volume.setAttribute("aria-label", "Volume");
    this.#volume.addEventListener("input", () => commands.setVolume(this.#volume.valueAsNumber));

    const space = document.createElement("span");
    space.className = "space";
    this.element.className = "bar";
    this.element.setAttribute("role", "group");
    this.element.setAttribute("aria-label", "Player controls");
    const states = [this.#save, this.#load];
    const sound = [this.#mute, this.#volume];
    this.element.append(this.#play, this.#fast, space, ...states, ...sound, this.#full);
  }

  show(state: BarState): void {
    const { isPlaying, isFast, isMuted, isFull } = state;
    face(this.#play, isPlaying ? "pause" : "play", isPlaying ? "Pause" : "Play");
    face(this.#fast, "fastForward", "Fast-forward while held");
    this.#fast.setAttribute("aria-pressed", String(isFast));
    face(this.#save, "saveState", "Save state");
    face(this.#load, "loadState", "Load state");
    face(this.#mute, isMuted ? "muted" : "sound", isMuted ? "Unmute" : "Mute");
    face(
      this.#full,
      isFull ? "leaveFullScreen" : "fullScreen",
      isFull ? "Leave full screen" : "Full screen",
    );
    this.#volume.valueAsNumber = isMuted ? 0 : state.volume;
    this.#volume.style.setProperty("--level", this.#volume.value);
    this.#fast.disabled = !isPlaying;
    this.#save.disabled = !state.isLoaded;
    this.#load.disabled = !state.hasState;
  }
}

function button(name: IconName, onClick: () => void): HTMLButtonElement {
  const element = document.createElement("button");
  element.type = "button";
  element.append(icon(name));
  element.addEventListener("click", onClick);
  return element;
}

/** Gives a button its drawing and its name. */
function face(element: HTMLButtonElement, name: IconName, label: string): void {
  if (element.title !== label) {
    element.title = label;
    element.setAttribute("aria-label", label);
    element.replaceChildren(icon(name));
  }
}

/** On while a pointer holds the button; by keyboard, each press changes it. */
function holdOrToggle(element: HTMLButtonElement, set: (on: boolean) => void): void {
  element.addEventListener("pointerdown", (event) => {
    element.setPointerCapture(event.pointerId);
    set(true);
  });
  element.addEventListener("lostpointercapture", () => set(false));
  element.addEventListener("contextmenu", (event) => event.preventDefault());
  element.addEventListener("click", ({ detail }) => {
    // A click without a pointer comes from the keyboard or a screen reader.
    if (detail === 0) {
      set(element.getAttribute("aria-pressed") !== "true");
    }
  });
}
