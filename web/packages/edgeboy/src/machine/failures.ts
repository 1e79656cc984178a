import { EdgeBoyError, type ErrorCode } from "../errors.js";

/** What the module throws, by the `name` of the error, as an error for players. */
const TELL: Record<string, (why: string) => [ErrorCode, string]> = {
  CartridgeError: (why) =>
    why.includes("is not supported")
      ? ["unsupported-cartridge", `This game cannot be played: ${why}.`]
      : ["not-a-rom", `This is no Game Boy game that can be played: ${why}.`],
  ModelError: (why) => ["unsupported-option", `The game cannot be started: ${why}.`],
  BootRomError: (why) => ["unsupported-option", `This boot ROM cannot be used: ${why}.`],
  StateError: (why) => [stateCode(why), `This save state cannot be loaded: ${why}.`],
  BatteryError: (why) => ["bad-save", `This save cannot be used: ${why}.`],
  PaletteError: (why) => ["bad-palette", `This palette cannot be used: ${why}.`],
};

/** Which of the core's reasons a message tells; the messages are held by a test. */
function stateCode(why: string): ErrorCode {
  if (/another game|is of (a )?model|boot ROM/.test(why)) {
    return "wrong-game";
  }
  return why.includes("has version") ? "state-version" : "not-a-state";
}

/** Any failure of the module as an error of this package. */
export function toEdgeBoyError(error: unknown): EdgeBoyError {
  if (error instanceof EdgeBoyError) {
    return error;
  }
  const why = error instanceof Error ? error.message : String(error);
  const tell = error instanceof Error ? TELL[error.name] : undefined;
  const [code, message] = tell?.(why) ?? [
    "crashed",
    `The emulator failed and the game stopped (${why}). Load the game again to go on from its last save.`,
  ];
  return new EdgeBoyError(code, message, { cause: error });
}

/** Runs `action` and tells its failure as an {@link EdgeBoyError}. */
export function attempt<T>(action: () => T): T {
  try {
    return action();
  } catch (error) {
    throw toEdgeBoyError(error);
  }
}
