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

/** A Game Boy on a page. */
export declare class GameBoy {
  private constructor();
  static create(options?: GameBoyOptions): Promise<GameBoy>;
  load(rom: RomSource, options?: LoadOptions): Promise<CartridgeInfo>;
  readonly cartridge: CartridgeInfo | undefined;
  readonly status: Status;
  play(): Promise<void>;
  pause(): Promise<void>;
  reset(): Promise<void>;
  runFrames(count: number, options?: { sound?: boolean; sampleRate?: number }): Promise<FramesRun>;
  readonly speed: number;
  setSpeed(speed: number): void;
  setRewinding(on: boolean): void;
  readonly rewinding: boolean;
  press(button: Button): void;
  release(button: Button): void;
  setButtons(bits: number, source?: string): void;
  saveState(): Promise<Uint8Array>;
  loadState(bytes: Uint8Array): Promise<void>;
  stateHash(): Promise<string>;
  battery(): Promise<Uint8Array | undefined>;
  loadBattery(bytes: Uint8Array): Promise<void>;
  flush(): Promise<void>;
  picture(): Promise<ImageData>;
  screenshot(options?: { scale?: number }): Promise<Blob>;
  setPalette(palette: string): Promise<void>;
  setColors(colors: Colors): Promise<void>;
  setChannel(channel: Channel, on: boolean): Promise<void>;
  volume: number;
  muted: boolean;
  setCanvas(canvas: HTMLCanvasElement | undefined): Promise<void>;
  peek(address: number, length?: number): Promise<Uint8Array>;
  registers(): Promise<Registers>;
  stats(): Promise<Stats>;
  readonly output: AudioNode | undefined;
  on<K extends keyof Events>(event: K, listener: (detail: Events[K]) => void): () => void;
  destroy(): Promise<void>;
}

/** The names of the built-in palettes of the DMG and MGB. */
export declare function paletteNames(): Promise<string[]>;

/** The four colors of a palette, from the lightest to the darkest, each as `#rrggbb`. */
export declare function paletteColors(palette: string): Promise<string[]>;
