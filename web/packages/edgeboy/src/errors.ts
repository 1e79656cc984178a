/**
 * What kind of thing went wrong. A program decides by it what to do; {@link EdgeBoyError.message}
 * tells a player.
 *
 * | code | meaning |
 * |---|---|
 * | `not-a-rom` | the bytes are no Game Boy ROM, or the ROM is damaged |
 * | `unsupported-cartridge` | a ROM whose cartridge hardware is not emulated |
 * | `unsupported-option` | a model, boot ROM, channel, speed or rate that does not exist or cannot be used |
 * | `not-a-state` | the bytes are no save state, or it is damaged |
 * | `wrong-game` | a save state of another game, model or boot ROM |
 * | `state-version` | a save state that this version cannot read |
 * | `bad-save` | a battery save that does not fit the cartridge |
 * | `bad-palette` | a palette that is neither a name nor four colors |
 * | `network` | a download failed, or what came was too large or no file |
 * | `zip` | an archive that is damaged, encrypted, too large, or has no ROM in it |
 * | `canvas-in-use` | the canvas is drawn on by something else already |
 * | `destroyed` | the Game Boy was used after `destroy()` |
 * | `empty` | no game is loaded |
 * | `running` | it can be done while paused only |
 * | `crashed` | the emulator itself failed; the game stopped, its last battery save is kept |
 * | `storage` | a save could not be read from or written to its store |
 * | `no-support` | the browser lacks something that is needed |
 */
export type ErrorCode =
  | "not-a-rom"
  | "unsupported-cartridge"
  | "unsupported-option"
  | "not-a-state"
  | "wrong-game"
  | "state-version"
  | "bad-save"
  | "bad-palette"
  | "network"
  | "zip"
  | "canvas-in-use"
  | "destroyed"
  | "empty"
  | "running"
  | "crashed"
  | "storage"
  | "no-support";

/** Every error that the package throws or reports, except for an aborted load (an `AbortError`). */
export class EdgeBoyError extends Error {
  override readonly name = "EdgeBoyError";

  /** What kind of thing went wrong. */
  readonly code: ErrorCode;

  constructor(code: ErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}
