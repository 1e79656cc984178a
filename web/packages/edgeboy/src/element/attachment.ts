import type { ButtonTarget } from "../input/index.js";
import { type PlayerCommands, perform } from "./commands.js";
import { FullScreen } from "./full-screen.js";
import { claimGamepads, releaseGamepads } from "./last-used.js";
import { PlayerInputs } from "./player-inputs.js";
import type { PlayerView } from "./view.js";

/** What an attachment tells its player. */
export interface AttachmentEvents extends ButtonTarget, PlayerCommands {
  /** The whole screen was entered or left. */
  show(): void;
  /** Someone clicked, tapped or pressed a key: browsers let sound begin now. */
  unlock(): void;
}

/** All that a player has on the page beside its own elements, for as long as it is there. */
export class Attachment {
  readonly inputs: PlayerInputs;
  readonly fullScreen: FullScreen;
  readonly #listening = new AbortController();
  readonly #stopScaling: () => void;

  constructor(element: HTMLElement, view: PlayerView, player: AttachmentEvents) {
    this.inputs = new PlayerInputs(element, view, player, (command, pressed) =>
      perform(player, command, pressed),
    );
    this.fullScreen = new FullScreen(view.frame, view.stage, () => player.show());
    this.#stopScaling = view.keepScaled();
    const { signal } = this.#listening;
    element.addEventListener("focusin", () => this.claimGamepads(), { signal });
    for (const type of ["pointerdown", "keydown"]) {
      element.addEventListener(type, () => player.unlock(), { signal, capture: true });
    }
    // Who clicked a button with the mouse goes on playing by keyboard.
    element.addEventListener("click", ({ detail }) => detail > 0 && view.focus(), { signal });
  }

  /** From now on gamepads are for this player. */
  claimGamepads(): void {
    claimGamepads(this.inputs);
  }

  detach(): void {
    this.#listening.abort();
    this.#stopScaling();
    this.fullScreen.detach();
    releaseGamepads(this.inputs);
    this.inputs.detach();
  }
}
