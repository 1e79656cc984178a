import { Emitter } from "../emitter.js";
import type { EdgeBoyError } from "../errors.js";
import type {
  CartridgeInfo,
  Events,
  GameBoyOptions,
  LoadOptions,
  RomSource,
  Status,
} from "../types.js";

/** For tests of the player: a Game Boy that notes what it is told. */
export class FakeGameBoy {
  static all: FakeGameBoy[] = [];
  /** Loading fails with it. */
  static failure: EdgeBoyError | undefined;
  static readonly cartridge: CartridgeInfo = {
    title: "FAKE",
    hash: "f".repeat(64),
    mapper: "MBC1",
    model: "dmg",
    isColor: false,
    hasBattery: true,
    hasClock: false,
    hasRumble: false,
    romBytes: 32768,
    ramBytes: 8192,
    headerChecksumValid: true,
  };

  static reset(): void {
    FakeGameBoy.all = [];
    FakeGameBoy.failure = undefined;
  }

  /** The one that there is. */
  static get only(): FakeGameBoy {
    const [first, ...others] = FakeGameBoy.all;
    if (!first || others.length > 0) {
      throw new Error(`${FakeGameBoy.all.length} Game Boys`);
    }
    return first;
  }

  static async create(options: GameBoyOptions): Promise<FakeGameBoy> {
    const gameBoy = new FakeGameBoy(options);
    FakeGameBoy.all.push(gameBoy);
    return gameBoy;
  }

  readonly #events = new Emitter<Events>();
  readonly options: GameBoyOptions;
  status: Status = "empty";
  cartridge: CartridgeInfo | undefined;
  loaded: [RomSource, LoadOptions] | undefined;
  plays = 0;
  buttons = 0;
  speed = 1;
  rewinding = false;
  muted = false;
  volume = 1;
  state = 0;
  looks: string[] = [];

  constructor(options: GameBoyOptions) {
    this.options = options;
  }

  get canvas(): HTMLCanvasElement | undefined {
    return this.options.canvas;
  }

  on<K extends keyof Events>(event: K, listener: (detail: Events[K]) => void): () => void {
    return this.#events.on(event, listener);
  }

  emit<K extends keyof Events>(event: K, detail: Events[K]): void {
    this.#events.emit(event, detail);
  }

  async load(rom: RomSource, options: LoadOptions): Promise<CartridgeInfo> {
    await Promise.resolve();
    options.signal?.throwIfAborted();
    if (FakeGameBoy.failure) {
      throw FakeGameBoy.failure;
    }
    this.loaded = [rom, options];
    this.cartridge = FakeGameBoy.cartridge;
    this.status = "paused";
    return this.cartridge;
  }

  async play(): Promise<void> {
    this.plays += 1;
    if (this.status !== "running") {
      this.status = "running";
      this.emit("play", undefined);
    }
  }

  async pause(): Promise<void> {
    this.status = "paused";
    this.emit("pause", { reason: "asked" });
  }

  setButtons(bits: number): void {
    this.buttons = bits;
  }

  setSpeed(speed: number): void {
    this.speed = speed;
    this.emit("speed", speed);
  }

  setRewinding(on: boolean): void {
    this.rewinding = on;
  }

  async setPalette(palette: string): Promise<void> {
    this.looks.push(palette);
  }

  async setColors(colors: string): Promise<void> {
    this.looks.push(colors);
  }

  async screenshot(): Promise<Blob | undefined> {
    return undefined;
  }

  async battery(): Promise<Uint8Array> {
    return new Uint8Array(8192);
  }

  async saveState(): Promise<Uint8Array> {
    return new Uint8Array([this.state]);
  }

  async loadState(bytes: Uint8Array): Promise<void> {
    this.state = bytes[0] ?? 0;
  }

  async destroy(): Promise<void> {
    this.status = "destroyed";
  }
}
