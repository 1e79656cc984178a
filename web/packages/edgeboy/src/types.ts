import type { EdgeBoyError } from "./errors.js";
import type { Model } from "./models.js";

export type { Model } from "./models.js";

/** A button of the Game Boy. */
export type Button = "right" | "left" | "up" | "down" | "a" | "b" | "select" | "start";

/** A channel of the sound hardware. */
export type Channel = "pulse1" | "pulse2" | "wave" | "noise";

/** How a Game Boy Color's colors are shown: as their numbers say, or as its screen showed them. */
export type Colors = "raw" | "corrected";

/**
 * Where a ROM comes from: its bytes, a file, or a URL (also as a string, relative to the page). A
 * `.zip` archive is opened, and the first ROM in it taken.
 */
export type RomSource = Uint8Array | ArrayBuffer | Blob | URL | string;

/** What a cartridge says about itself, and the model that it runs on. */
export interface CartridgeInfo {
  /** The title in the header; games may have none. */
  readonly title: string;
  /** SHA-256 of the ROM, 64 hexadecimal digits: the name under which saves are kept. */
  readonly hash: string;
  /** The cartridge's chip, such as `MBC5`. */
  readonly mapper: string;
  /** The model that runs it. */
  readonly model: Model;
  /** Whether the header says that the game knows the Game Boy Color. */
  readonly isColor: boolean;
  /** Whether the cartridge keeps a save when switched off. */
  readonly hasBattery: boolean;
  /** Whether the cartridge has a clock. */
  readonly hasClock: boolean;
  /** Whether the cartridge can rumble. */
  readonly hasRumble: boolean;
  readonly romBytes: number;
  /** Bytes of RAM on the cartridge. */
  readonly ramBytes: number;
  /** A Game Boy refuses a cartridge whose header's checksum is wrong; this package runs it. */
  readonly headerChecksumValid: boolean;
}

/** The CPU's registers. */
export interface Registers {
  readonly a: number;
  readonly f: number;
  readonly b: number;
  readonly c: number;
  readonly d: number;
  readonly e: number;
  readonly h: number;
  readonly l: number;
  readonly sp: number;
  readonly pc: number;
}

/**
 * Where battery saves are kept, by the ROM's SHA-256. `GameLibrary.batteries` is one, in the
 * browser; one's own can keep them on a server.
 */
export interface BatteryStore {
  /** The save of this game, or `undefined` if there is none. */
  load(hash: string): Promise<Uint8Array | undefined>;
  /** Keeps `bytes`; resolves when they are safe. If it rejects, it is called again with the newest bytes. */
  save(hash: string, bytes: Uint8Array): Promise<void>;
}

/** Where the files are that the package loads beside its own code. */
export interface AssetUrls {
  /** `dist/worker.js` */
  worker: string | URL;
  /** `dist/worklet.js` */
  worklet: string | URL;
  /** `dist/edgeboy.wasm` */
  wasm: string | URL;
}

/** How a {@link GameBoy} is made. */
export interface GameBoyOptions {
  /** Shows the picture here; without one the machine runs unseen. */
  canvas?: HTMLCanvasElement | undefined;
  /** Whether there is sound at all. Default `true`. */
  audio?: boolean | undefined;
  /** 0 (silent) to 1 (default). */
  volume?: number | undefined;
  /** Default `false`. */
  muted?: boolean | undefined;
  /**
   * Colors of the `dmg0`, `dmg` and `mgb`: a name out of {@link paletteNames}, or four colors from the lightest to
   * the darkest, as `#ffffff,#aaaaaa,#555555,#000000`. Default `grey`.
   */
  palette?: string | undefined;
  /** Colors of a Game Boy Color. Default `corrected`. */
  colors?: Colors | undefined;
  /** 1 (default) is a Game Boy's own; 0.25 to 16, or `Infinity` for as fast as it goes. */
  speed?: number | undefined;
  /** Milliseconds of sound kept ready, 20 to 500. By default it begins at 50 and adapts itself. */
  latency?: number | undefined;
  /** How far one can rewind, 0 (off) to 300 seconds. Default 60. */
  rewindSeconds?: number | undefined;
  /** Whether the game pauses while the page is hidden and goes on after. Default `true`. */
  pauseWhenHidden?: boolean | undefined;
  /** Where battery saves are loaded from and kept. Without one, listen to the event `battery`. */
  batteryStore?: BatteryStore | undefined;
  /** Where the package's files are, if not beside its code. */
  assets?: Partial<AssetUrls> | undefined;
}

/** How a game is loaded. */
export interface LoadOptions {
  /** Default: `cgb` if the game knows of color, `dmg` otherwise. */
  model?: Model | undefined;
  /** Starts with this boot ROM (256 bytes, or 2304 for a Game Boy Color) instead of the state it leaves. */
  bootRom?: Uint8Array | undefined;
  /** The battery save; the battery store is not asked then. */
  battery?: Uint8Array | undefined;
  /** Goes on from this save state. */
  state?: Uint8Array | undefined;
  /** How a URL is fetched: headers, credentials. */
  request?: RequestInit | undefined;
  /** Gives the load up; it then rejects with an `AbortError`. */
  signal?: AbortSignal | undefined;
}

/** What a {@link GameBoy} is doing. */
export type Status = "empty" | "paused" | "running" | "destroyed";

/** How well it runs. Times are in milliseconds. */
export interface Stats {
  /** Frames run per second, over the last second or so; 59.73 at speed 1, on an `sgb` 61.17. */
  readonly fps: number;
  /** The speed that was asked for. */
  readonly speed: number;
  /** Frames since power-on; a loaded state brings its own count. */
  readonly frame: number;
  /** What the worker spends on a frame (emulation, sound, picture), over the last 600 frames. */
  readonly frameTime: { readonly p50: number; readonly p99: number; readonly max: number };
  readonly sound: SoundStats;
}

/** How the sound goes. Times are in milliseconds. */
export interface SoundStats {
  /** `off`: no sound was asked for, or there is none. `locked`: the browser waits for a click. */
  readonly state: "off" | "locked" | "running";
  /** How samples reach the sound thread: shared memory, or messages where a page is not isolated. */
  readonly transport: "shared" | "messages" | "none";
  /** Sound made and not yet played. */
  readonly bufferedMs: number;
  /** How much is kept ready at present: `latency`, or what adaption made of it. */
  readonly targetMs: number;
  /** From the machine to the loudspeaker: `bufferedMs` and what the browser reports for its part. */
  readonly latencyMs: number;
  /** How often sound ran out while playing, since the last load. */
  readonly underruns: number;
  /** Samples per second. */
  readonly sampleRate: number;
}

/** What a {@link GameBoy} tells; each name with what its listeners get. */
export interface Events {
  /** A game was loaded. */
  load: CartridgeInfo;
  /** It began to run. */
  play: undefined;
  /**
   * It stopped running: because `pause()` was called or a game loaded, because the page was hidden,
   * or because the emulator failed.
   */
  pause: { readonly reason: "asked" | "hidden" | "crashed" };
  /** A picture was shown: the number of the frame that it is of. */
  frame: { readonly frame: number };
  /** Each picture that is shown; made only while listened to. */
  picture: ImageData;
  /** The battery save, soon after the game wrote it: 0.3 s after its last write, or 2 s after the first. */
  battery: Uint8Array;
  /** The battery store has it. `at` is in milliseconds since 1970. */
  batterysaved: { readonly at: number };
  /** The cartridge's motor went on or off. */
  rumble: boolean;
  /** The speed was changed. */
  speed: number;
  /** While rewinding: how many frames it can still go back. */
  rewind: { readonly remaining: number };
  /** Sound waits for a click (`locked`), or is heard (`running`). */
  sound: "locked" | "running";
  /** The machine stopped (`crashed`), a save could not be stored (`storage`), or there is no sound (`no-support`). */
  error: EdgeBoyError;
  /** It is gone. */
  destroy: undefined;
}

/** What {@link GameBoy.runFrames} gives back. */
export interface FramesRun {
  /** Frames since power-on. */
  readonly frame: number;
  /** If asked for: the frames' sound, 16 bits, left and right in turn. */
  readonly sound?: Int16Array;
}
