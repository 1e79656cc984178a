import { BUTTON_BITS } from "../buttons.js";
import { type Action, type Command, isButton } from "./actions.js";

/** What inputs press buttons on: a `GameBoy`. */
export interface ButtonTarget {
  /** Which buttons one source holds; the Game Boy brings its sources together. */
  setButtons(bits: number, source: string): void;
}

/** Hears when a command's key or control goes down and up. */
export type CommandListener = (command: Command, pressed: boolean) => void;

/** What one input holds down at present. It tells changes only, each once. */
export class HeldActions {
  readonly #target: ButtonTarget;
  readonly #source: string;
  readonly #onAction: CommandListener | undefined;
  #bits = 0;
  #commands: ReadonlySet<Command> = new Set();

  constructor(target: ButtonTarget, source: string, onAction: CommandListener | undefined) {
    this.#target = target;
    this.#source = source;
    this.#onAction = onAction;
  }

  /** From now on these actions are held, and no others. */
  set(held: Iterable<Action>): void {
    let bits = 0;
    const commands = new Set<Command>();
    for (const action of held) {
      if (isButton(action)) {
        bits |= BUTTON_BITS[action];
      } else {
        commands.add(action);
      }
    }
    if (bits !== this.#bits) {
      this.#bits = bits;
      this.#target.setButtons(bits, this.#source);
    }
    const before = this.#commands;
    this.#commands = commands;
    this.#tell(before, commands, false);
    this.#tell(commands, before, true);
  }

  #tell(those: ReadonlySet<Command>, without: ReadonlySet<Command>, pressed: boolean): void {
    for (const command of those) {
      if (!without.has(command)) {
        this.#onAction?.(command, pressed);
      }
    }
  }
}
