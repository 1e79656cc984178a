import { Latency } from "../audio/latency.js";
import { type FromWorklet, MessagePipe } from "../audio/messages.js";
import { Ring } from "../audio/ring.js";
import { Sound } from "../audio/sound.js";
import { EdgeBoyError } from "../errors.js";
import { Machine, type MachineOptions } from "../machine/machine.js";
import { instantiate } from "../machine/wasm.js";
import type { CartridgeInfo, Channel, Colors, FramesRun, Registers, Stats } from "../types.js";
import type { BatterySave, Tell, WorkerEvents } from "./events.js";
import { Runner } from "./runner.js";
import { Settings } from "./settings.js";

/** How samples reach the sound thread. */
export type SoundLink =
  | { transport: "shared"; ring: SharedArrayBuffer }
  | { transport: "messages"; port: MessagePort };

/** What the worker knows of {@link Stats}. */
export interface WorkerStats extends Pick<Stats, "fps" | "frame" | "frameTime"> {
  bufferedMs: number;
  targetMs: number;
  underruns: number;
}

/** The worker as the page sees it: each method can be called from there, and answers by a promise. */
export class Session {
  readonly #runner: Runner;
  readonly #settings = new Settings();
  readonly #events: MessagePort;
  readonly #canvases = new Map<number, OffscreenCanvas>();
  /** How the machine in place was made, for switching it off and on. */
  #made: { rom: Uint8Array; options: MachineOptions } | undefined;
  #prepared: { id: number; machine: Machine; rom: Uint8Array; options: MachineOptions } | undefined;
  #lastId = 0;

  constructor(module: WebAssembly.Module, events: MessagePort) {
    instantiate(module);
    this.#events = events;
    const tell: Tell = (event, detail) => events.postMessage({ event, detail });
    this.#runner = new Runner(tell);
    tell("ready", undefined);
  }

  /** Makes a machine that waits to be put in place; one that waited before is gone. */
  prepare(rom: Uint8Array, options: MachineOptions): { id: number; cartridge: CartridgeInfo } {
    this.dropPrepared(this.#lastId);
    const machine = this.#make(rom, options);
    const id = ++this.#lastId;
    this.#prepared = { id, machine, rom, options };
    return { id, cartridge: machine.cartridge };
  }

  /** The machine that waits is not wanted any more. */
  dropPrepared(id: number): void {
    if (this.#prepared?.id === id) {
      this.#prepared.machine.free();
      this.#prepared = undefined;
    }
  }

  /** Puts the machine that waits in place, with a battery save and a state; it is paused. */
  insertPrepared(id: number, battery?: Uint8Array, state?: Uint8Array): void {
    if (this.#prepared?.id !== id) {
      throw new EdgeBoyError("empty", "Another game was loaded instead.");
    }
    const { machine, rom, options } = this.#prepared;
    if (battery) {
      machine.loadBattery(battery);
    }
    if (state) {
      machine.loadState(state);
    }
    this.#prepared = undefined;
    this.#made = { rom, options };
    this.#runner.stop();
    this.#runner.insert(machine);
  }

  /**
   * Switches the machine off and on, with another battery save if there is one. Gives a save that
   * was not yet told.
   */
  reset(battery?: Uint8Array): BatterySave | undefined {
    const kept = battery ?? this.#machine.battery();
    const { rom, options } = this.#made ?? empty();
    const machine = this.#make(rom, options);
    try {
      if (kept) {
        machine.loadBattery(kept);
      }
    } catch (error) {
      machine.free();
      throw error;
    }
    const { hash } = machine.cartridge;
    const unsaved = battery ? { hash, bytes: battery.slice() } : this.#runner.takeBattery();
    this.#runner.insert(machine);
    return unsaved;
  }

  play(): void {
    this.#check();
    this.#runner.start();
  }

  /** Stops, and gives the battery save if it was not yet told. */
  pause(): BatterySave | undefined {
    this.#runner.stop();
    return this.#runner.takeBattery();
  }

  /** The battery save, if there is one that was not yet told. */
  takeBattery(): BatterySave | undefined {
    return this.#runner.takeBattery();
  }

  runFrames(count: number, sound: boolean, sampleRate: number): FramesRun {
    const machine = this.#machine;
    const pieces: Int16Array[] = [];
    if (sound) {
      machine.setSampleRate(sampleRate);
    }
    this.#runner.runFrames(count, sound ? (samples) => pieces.push(samples) : undefined);
    const frame = machine.frame;
    return sound ? { frame, sound: joined(pieces) } : { frame };
  }

  setSpeed(speed: number): void {
    this.#runner.speed = speed;
  }

  setRewinding(on: boolean): void {
    this.#runner.rewinding = on;
  }

  setRewindSeconds(seconds: number): void {
    this.#settings.rewindSeconds = seconds;
    this.#runner.machine?.setRewind(seconds);
  }

  setButtons(bits: number): void {
    this.#settings.buttons = bits;
    this.#runner.machine?.setButtons(bits);
  }

  saveState(): Uint8Array {
    return this.#machine.saveState();
  }

  loadState(bytes: Uint8Array): BatterySave | undefined {
    const machine = this.#machine;
    const unsaved = this.#runner.takeBattery();
    machine.loadState(bytes);
    this.#runner.jumped();
    return unsaved;
  }

  stateHash(): string {
    return this.#machine.stateHash;
  }

  battery(): Uint8Array | undefined {
    return this.#machine.battery();
  }

  picture(): Uint8ClampedArray<ArrayBuffer> {
    return this.#machine.picture();
  }

  setPalette(palette: string): void {
    this.#settings.palette = palette;
    this.#runner.machine?.setPalette(palette);
    this.#runner.show();
  }

  setColors(colors: Colors): void {
    this.#settings.colors = colors;
    this.#runner.machine?.setColors(colors);
    this.#runner.show();
  }

  setChannel(channel: Channel, on: boolean): void {
    this.#settings.setChannel(channel, on);
    this.#runner.machine?.setChannel(channel, on);
  }

  /** Draws on the canvas with this number, which comes along the first time; on none without one. */
  setCanvas(id: number | undefined, canvas?: OffscreenCanvas): void {
    if (id !== undefined && canvas) {
      this.#canvases.set(id, canvas);
    }
    this.#runner.presenter.setCanvas(id === undefined ? undefined : this.#canvases.get(id));
    this.#runner.show();
  }

  /** Whether copies of the pictures are wanted. */
  setWantsPictures(wanted: boolean): void {
    const tell = (pixels: WorkerEvents["picture"]) =>
      this.#events.postMessage({ event: "picture", detail: pixels }, [pixels.buffer]);
    this.#runner.presenter.listener = wanted ? tell : undefined;
    if (wanted) {
      this.#runner.show();
    }
  }

  /** Sound goes this way from now on; `latency` milliseconds of it are kept ready, or as it goes. */
  setSound(link: SoundLink, sampleRate: number, latency?: number): void {
    this.#runner.setSound(new Sound(pipe(link, sampleRate), sampleRate, new Latency(latency)));
  }

  peek(address: number, length: number): Uint8Array {
    return this.#machine.peek(address, length);
  }

  registers(): Registers {
    return this.#machine.registers();
  }

  stats(): WorkerStats {
    const { machine, sound, times } = this.#runner;
    return {
      fps: times.fps(performance.now()),
      frame: machine?.frame ?? 0,
      frameTime: times.percentiles(),
      bufferedMs: sound?.level ?? 0,
      targetMs: sound?.target ?? 0,
      underruns: sound?.underruns ?? 0,
    };
  }

  get #machine(): Machine {
    this.#check();
    return this.#runner.machine ?? empty();
  }

  /** Refuses what needs a machine that works. */
  #check(): void {
    if (this.#runner.isBroken) {
      throw new EdgeBoyError("crashed", "The emulator failed. Load the game again.");
    }
    if (!this.#runner.machine) {
      empty();
    }
  }

  #make(rom: Uint8Array, options: MachineOptions): Machine {
    const machine = new Machine(rom, options);
    this.#settings.apply(machine);
    return machine;
  }
}

function pipe(link: SoundLink, sampleRate: number) {
  if (link.transport === "shared") {
    return new Ring(link.ring);
  }
  const pipe = new MessagePipe(link.port, sampleRate);
  link.port.onmessage = ({ data }: MessageEvent<FromWorklet>) => pipe.receive(data);
  return pipe;
}

function joined(pieces: Int16Array[]): Int16Array {
  const all = new Int16Array(pieces.reduce((length, piece) => length + piece.length, 0));
  let at = 0;
  for (const piece of pieces) {
    all.set(piece, at);
    at += piece.length;
  }
  return all;
}

function empty(): never {
  throw new EdgeBoyError("empty", "No game is loaded.");
}
