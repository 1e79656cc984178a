import type { CartridgeInfo, Channel, Colors, Model, Registers } from "../types.js";
import { Machine as WasmMachine } from "../wasm/edgeboy.js";
import { channelNumber } from "./channels.js";
import { attempt } from "./failures.js";
import { HEIGHT, WIDTH } from "./size.js";
import { wasmMemory } from "./wasm.js";

/** Bytes of a picture: red, green, blue and alpha of each pixel. */
const PICTURE_BYTES = WIDTH * HEIGHT * 4;

/** How a {@link Machine} is made. */
export interface MachineOptions {
  /** Default: `cgb` if the game knows of color, `dmg` otherwise. */
  model?: Model | undefined;
  /** Starts with this boot ROM instead of the state that one leaves. */
  bootRom?: Uint8Array | undefined;
}

/**
 * A Game Boy with a cartridge, run by hand: it does something only while one of its methods is
 * called, and knows no time of day. The same calls give the same pictures, sound and states
 * everywhere.
 *
 * @throws {@link EdgeBoyError} from methods that take bytes or text, as told there. The machine
 * stays as it was then.
 */
export class Machine {
  /** What the cartridge says about itself. */
  readonly cartridge: CartridgeInfo;
  readonly #wasm: WasmMachine;

  /** @internal Use `Machine.create`; the module must have been instantiated. */
  constructor(rom: Uint8Array, options: MachineOptions = {}) {
    // The module must be there before its functions are called.
    wasmMemory();
    this.#wasm = attempt(() => new WasmMachine(rom, options.model, options.bootRom));
    this.cartridge = describe(this.#wasm);
  }

  /** How many frames the model runs in a second: 59.73, or 61.17 on the first Super Game Boy. */
  get framesPerSecond(): number {
    return this.#wasm.framesPerSecond;
  }

  /** Runs for one frame: 70,224 T-cycles, whatever the screen does. */
  runFrame(): void {
    this.#wasm.runFrame();
  }

  /** The frames since power-on. A loaded state brings its own count along. */
  get frame(): number {
    return this.#wasm.frameCount;
  }

  /**
   * The last completed picture: 160 × 144 pixels row by row, each as red, green, blue and alpha, as
   * `ImageData` takes it. It is a copy.
   */
  picture(): Uint8ClampedArray<ArrayBuffer> {
    return new Uint8ClampedArray(this.pictureView());
  }

  /**
   * The same without a copy: a view of the machine's memory, to be read only, good until the next call of any
   * method.
   */
  pictureView(): Uint8ClampedArray<ArrayBuffer> {
    const pointer = this.#wasm.drawPicture();
    return new Uint8ClampedArray(wasmMemory().buffer as ArrayBuffer, pointer, PICTURE_BYTES);
  }

  /**
   * Colors of the `dmg0`, `dmg` and `mgb`: a palette's name, or four colors from the lightest to the darkest.
   *
   * @throws `bad-palette`
   */
  setPalette(palette: string): void {
    attempt(() => this.#wasm.setPalette(palette));
  }

  /** Colors of a Game Boy Color; `raw` until told otherwise. */
  setColors(colors: Colors): void {
    this.#wasm.setColorCorrection(colors === "corrected");
  }

  /**
   * Makes so many stereo samples per second from now on, 8000 to 192000; 0, the default, makes
   * none. Samples not yet drained are lost if the rate changes.
   */
  setSampleRate(hz: number): void {
    this.#wasm.setSampleRate(hz);
  }

  /** The samples made since the last call, 16 bits, left and right in turn; at most a second's. */
  drainAudio(): Int16Array<ArrayBuffer> {
    return this.#wasm.drainAudio() as Int16Array<ArrayBuffer>;
  }

  /**
   * Whether a channel is heard; the game does not notice.
   *
   * @throws `unsupported-option`
   */
  setChannel(channel: Channel, on: boolean): void {
    this.#wasm.setChannelEnabled(channelNumber(channel), on);
  }

  /**
   * Holds exactly these buttons from now on, a bit each: 1 right, 2 left, 4 up, 8 down, 16 A, 32 B,
   * 64 Select, 128 Start.
   */
  setButtons(bits: number): void {
    this.#wasm.setButtons(bits);
  }

  /** Whether the cartridge's motor runs. */
  get rumble(): boolean {
    return this.#wasm.rumble;
  }

  /** Everything about the machine at this moment, except for the ROM. */
  saveState(): Uint8Array<ArrayBuffer> {
    return this.#wasm.saveState() as Uint8Array<ArrayBuffer>;
  }

  /**
   * Goes back to a moment that `saveState` gave, here or in the headless program.
   *
   * @throws `not-a-state`, `state-version`, `wrong-game`
   */
  loadState(bytes: Uint8Array): void {
    attempt(() => this.#wasm.loadState(bytes));
  }

  /** A hash of all that a state holds: 16 hexadecimal digits. Equal machines have equal hashes. */
  get stateHash(): string {
    return this.#wasm.stateHash;
  }

  /**
   * What the cartridge's battery keeps: its RAM, with the clock behind it in the form that other
   * emulators use; `undefined` without a battery.
   */
  battery(): Uint8Array<ArrayBuffer> | undefined {
    return this.#wasm.battery() as Uint8Array<ArrayBuffer> | undefined;
  }

  /**
   * Puts a battery save into the cartridge. Games read it when they start.
   *
   * @throws `bad-save`
   */
  loadBattery(bytes: Uint8Array): void {
    attempt(() => this.#wasm.loadBattery(bytes));
  }

  /** A number that changes whenever what `battery` gives was written. */
  get batteryWrites(): number {
    return this.#wasm.batteryWrites;
  }

  /**
   * Tells the cartridge's clock the time, in seconds since 1970. What has passed since its save was
   * written is caught up with.
   */
  setClock(unixSeconds: number): void {
    this.#wasm.setClock(unixSeconds);
  }

  /** What reads of `length` bytes from `address` on would give, without side effects. */
  peek(address: number, length = 1): Uint8Array<ArrayBuffer> {
    return this.#wasm.peek(address, length) as Uint8Array<ArrayBuffer>;
  }

  /** The CPU's registers. */
  registers(): Registers {
    const [a = 0, f = 0, b = 0, c = 0, d = 0, e = 0, h = 0, l = 0, sp = 0, pc = 0] =
      this.#wasm.registers();
    return { a, f, b, c, d, e, h, l, sp, pc };
  }

  /** Remembers the last so many seconds of `runFrame`s from now on; 0 forgets them. */
  setRewind(seconds: number): void {
    this.#wasm.setRewind(seconds);
  }

  /** Goes back one frame, picture included; `false` at the oldest one. */
  rewindFrame(): boolean {
    return this.#wasm.rewindFrame();
  }

  /** How many frames `rewindFrame` can go back. */
  get rewindableFrames(): number {
    return this.#wasm.rewindableFrames;
  }

  /** Gives its memory back; it must not be used any more. */
  free(): void {
    this.#wasm.free();
  }
}

function describe(wasm: WasmMachine): CartridgeInfo {
  return {
    title: wasm.title,
    hash: wasm.romSha256,
    mapper: wasm.mapper,
    model: wasm.model as Model,
    isColor: wasm.isColor,
    hasBattery: wasm.hasBattery,
    hasClock: wasm.hasClock,
    hasRumble: wasm.hasRumble,
    romBytes: wasm.romBytes,
    ramBytes: wasm.ramBytes,
    headerChecksumValid: wasm.headerChecksumValid,
  };
}
