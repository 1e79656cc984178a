import { Engine } from "./engine.js";
import { EdgeBoyError } from "./errors.js";
import { HEIGHT, WIDTH } from "./machine/size.js";
import { checkRun, checkSpeed, checkVolume } from "./options.js";
import { screenshot } from "./screenshot.js";
import type {
  Button,
  CartridgeInfo,
  Channel,
  Colors,
  Events,
  FramesRun,
  GameBoyOptions,
  LoadOptions,
  Registers,
  RomSource,
  Stats,
  Status,
} from "./types.js";

/**
 * A Game Boy on a page. The machine runs in a worker of its own, so a page can have several.
 *
 * ```ts
 * const gameBoy = await GameBoy.create({ canvas: document.querySelector("canvas") });
 * await gameBoy.load("game.gb");
 * startButton.onclick = () => gameBoy.play();
 * ```
 *
 * Methods that answer by a promise reject with an {@link EdgeBoyError}: `destroyed` after `destroy()`,
 * `empty` if they need a game and none is loaded, and what is told at each of them.
 */
export class GameBoy {
  readonly #engine: Engine;
  #rewinding = false;

  private constructor(engine: Engine) {
    this.#engine = engine;
  }

  /**
   * Makes a Game Boy without a game in it.
   *
   * @throws `unsupported-option`, `bad-palette`, `canvas-in-use`; `network` or `no-support` if the
   * package's files cannot be loaded
   */
  static async create(options: GameBoyOptions = {}): Promise<GameBoy> {
    return new GameBoy(await Engine.start(options));
  }

  /**
   * Loads a game and switches it on; it is paused then. If that fails, or another game is loaded
   * meanwhile, the game before goes on as it was.
   *
   * @throws `not-a-rom`, `unsupported-cartridge`, `unsupported-option`, `network`, `zip`; `bad-save`,
   * `not-a-state`, `state-version`, `wrong-game` for what came along; `storage` if the battery store
   * fails; an `AbortError` if it was given up
   */
  load(rom: RomSource, options: LoadOptions = {}): Promise<CartridgeInfo> {
    return this.#engine.load(rom, options);
  }

  /** The cartridge that is in. */
  get cartridge(): CartridgeInfo | undefined {
    return this.#engine.cartridge;
  }

  /** What it is doing. */
  get status(): Status {
    return this.#engine.playback.status;
  }

  /**
   * Runs the game. Called while the browser handles a click or a key, this also lets sound be heard;
   * otherwise the game runs silently until the next of them, and the event `sound` tells so. On a
   * hidden page it begins when the page is shown, unless `pauseWhenHidden` is `false`.
   */
  play(): Promise<void> {
    return this.#engine.playback.play();
  }

  /** Stops the game where it is. */
  pause(): Promise<void> {
    return this.#engine.playback.pause("asked");
  }

  /** Switches the game off and on; its battery save stays. */
  async reset(): Promise<void> {
    this.#engine.keep(await this.#engine.link.call((session) => session.reset()));
  }

  /**
   * Runs exactly so many frames (0 to 60,000) at once, while the game is paused, and shows the last
   * one. If asked for, gives their sound, `sampleRate` (48,000, or 8,000 to 192,000) samples a second.
   *
   * @throws `running` if it is not paused, `unsupported-option` if the numbers are out of range
   */
  async runFrames(
    count: number,
    options: { sound?: boolean; sampleRate?: number } = {},
  ): Promise<FramesRun> {
    if (this.status === "running") {
      throw new EdgeBoyError("running", "Frames can be run one by one while the game is paused.");
    }
    const { sound = false, sampleRate = 48_000 } = options;
    checkRun(count, sampleRate);
    return this.#engine.link.call((session) => session.runFrames(count, sound, sampleRate));
  }

  /** The speed that was set. */
  get speed(): number {
    return this.#engine.speed;
  }

  /**
   * Sets the speed: 1 is a Game Boy's own, 0.25 to 16, or `Infinity` for as fast as it goes. The
   * sound's pitch follows; above 4 it is silent.
   *
   * @throws `unsupported-option`
   */
  setSpeed(speed: number): void {
    checkSpeed(speed);
    this.#engine.speed = speed;
  }

  /** Whether it goes backwards. */
  get rewinding(): boolean {
    return this.#rewinding;
  }

  /** Lets it go backwards while it runs, as far as `rewindSeconds` of frames are remembered. */
  setRewinding(on: boolean): void {
    if (on !== this.#rewinding) {
      this.#rewinding = on;
      this.#engine.link.send((session) => session.setRewinding(on));
    }
  }

  /** Holds a button. */
  press(button: Button): void {
    this.#engine.controls.press(button);
  }

  /** Lets go of a button that {@link press} holds. */
  release(button: Button): void {
    this.#engine.controls.release(button);
  }

  /**
   * Says which buttons a source, such as a keyboard, holds: a bit each (1 right, 2 left, 4 up, 8
   * down, 16 A, 32 B, 64 Select, 128 Start). A button is held if any source holds it; of opposite
   * directions the one that was pressed last counts.
   */
  setButtons(bits: number, source = "buttons"): void {
    this.#engine.controls.set(source, bits);
  }

  /** Everything about the machine at this moment, except for the ROM. */
  saveState(): Promise<Uint8Array> {
    return this.#engine.link.call((session) => session.saveState());
  }

  /**
   * Goes back to a moment that {@link saveState} gave, here or in the headless program.
   *
   * @throws `not-a-state`, `state-version`, `wrong-game`; the game goes on as it was then
   */
  async loadState(bytes: Uint8Array): Promise<void> {
    this.#engine.keep(await this.#engine.link.call((session) => session.loadState(bytes)));
  }

  /** A hash of all that a state holds: 16 hexadecimal digits, as in the headless program's report. */
  stateHash(): Promise<string> {
    return this.#engine.link.call((session) => session.stateHash());
  }

  /** The battery save as it is now, in the form that other emulators use. */
  battery(): Promise<Uint8Array | undefined> {
    return this.#engine.link.call((session) => session.battery());
  }

  /**
   * Puts in another battery save, keeps it in the battery store, and switches the game off and on.
   *
   * @throws `bad-save`; the game goes on as it was then
   */
  async loadBattery(bytes: Uint8Array): Promise<void> {
    this.#engine.keep(await this.#engine.link.call((session) => session.reset(bytes)));
  }

  /**
   * Resolves when the battery store has everything that the game wrote.
   *
   * @throws `storage` if something could not be stored; it is kept, and tried again
   */
  flush(): Promise<void> {
    return this.#engine.flush();
  }

  /** The last completed picture: 160 × 144. */
  async picture(): Promise<ImageData> {
    const pixels = await this.#engine.link.call((session) => session.picture());
    return new ImageData(pixels, WIDTH, HEIGHT);
  }

  /**
   * The last completed picture as PNG, enlarged by a whole number from 1 (default) to 16.
   *
   * @throws `unsupported-option`
   */
  async screenshot(options: { scale?: number } = {}): Promise<Blob> {
    return screenshot(await this.picture(), options.scale ?? 1);
  }

  /**
   * Sets the colors of the DMG and MGB: a name, or four colors from the lightest to the darkest.
   *
   * @throws `bad-palette`; the colors stay as they were then
   */
  setPalette(palette: string): Promise<void> {
    return this.#engine.link.call((session) => session.setPalette(palette));
  }

  /** Sets how the colors of the CGB are shown. */
  setColors(colors: Colors): Promise<void> {
    return this.#engine.link.call((session) => session.setColors(colors));
  }

  /**
   * Lets a sound channel be heard or not. The game does not notice.
   *
   * @throws `unsupported-option`
   */
  setChannel(channel: Channel, on: boolean): Promise<void> {
    return this.#engine.link.call((session) => session.setChannel(channel, on));
  }

  /** 0 to 1. */
  get volume(): number {
    return this.#engine.output.volume;
  }

  set volume(volume: number) {
    checkVolume(volume);
    this.#engine.output.volume = volume;
  }

  get muted(): boolean {
    return this.#engine.output.muted;
  }

  set muted(muted: boolean) {
    this.#engine.output.muted = muted;
  }

  /**
   * Shows the picture on another canvas, or on none. The canvas becomes 160 × 144 pixels large; style
   * it to any size. Browsers give a canvas to one Game Boy for good.
   *
   * @throws `canvas-in-use`
   */
  setCanvas(canvas: HTMLCanvasElement | undefined): Promise<void> {
    return this.#engine.pictures.setCanvas(canvas);
  }

  /** What reads of `length` bytes (default 1) from `address` on would give, without side effects. */
  peek(address: number, length = 1): Promise<Uint8Array> {
    return this.#engine.link.call((session) => session.peek(address, length));
  }

  /** The CPU's registers. */
  registers(): Promise<Registers> {
    return this.#engine.link.call((session) => session.registers());
  }

  /** How well it runs. */
  stats(): Promise<Stats> {
    return this.#engine.stats();
  }

  /**
   * What is heard, for analysers and recorders: connect them to it. There is none before the first
   * `play()`; the event `sound` tells when it runs.
   */
  get output(): AudioNode | undefined {
    return this.#engine.output.node;
  }

  /** Calls `listener` at each such event, until the function that this gives back is called. */
  on<K extends keyof Events>(event: K, listener: (detail: Events[K]) => void): () => void {
    return this.#engine.events.on(event, listener);
  }

  /**
   * Ends it: the battery save is stored, and worker, sound and listeners are gone. Later calls do
   * nothing. Its canvas cannot be used again, which is the browsers' rule.
   */
  destroy(): Promise<void> {
    return this.#engine.destroy();
  }
}
