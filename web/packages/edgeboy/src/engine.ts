import * as Comlink from "comlink";

import { assetUrls } from "./assets.js";
import { AudioOutput } from "./audio/output.js";
import { BatteryKeeper } from "./battery-keeper.js";
import { Controls } from "./controls.js";
import { Emitter } from "./emitter.js";
import { EdgeBoyError } from "./errors.js";
import { type LoadingParts, loadGame } from "./loading.js";
import { checkOptions } from "./options.js";
import { Pictures } from "./pictures.js";
import { Playback } from "./playback.js";
import type {
  CartridgeInfo,
  Events,
  GameBoyOptions,
  LoadOptions,
  RomSource,
  Stats,
} from "./types.js";
import { watchVisibility } from "./visibility.js";
import type { BatterySave } from "./worker/events.js";
import type { SoundLink } from "./worker/session.js";
import { WorkerLink } from "./worker-link.js";

/** How far one can rewind unless told otherwise, in seconds. */
const REWIND_SECONDS = 60;
/** A worker that does not answer for so many milliseconds is ended without its answer. */
const PATIENCE = 1000;

/** The parts behind a `GameBoy`, and what concerns several of them. */
export class Engine {
  readonly events = new Emitter<Events>((event) => this.#listenersChanged(event));
  readonly link: WorkerLink;
  readonly output: AudioOutput;
  readonly pictures: Pictures;
  readonly playback: Playback;
  readonly controls: Controls;
  readonly #keeper: BatteryKeeper | undefined;
  readonly #latency: number | undefined;
  readonly #unwatch: () => void;
  #cartridge: CartridgeInfo | undefined;
  #speed: number;
  /** Gives up the load that is under way. */
  #loading: AbortController | undefined;

  private constructor(options: GameBoyOptions, worklet: URL, link: WorkerLink) {
    this.link = link;
    this.#latency = options.latency;
    this.#speed = options.speed ?? 1;
    this.#keeper =
      options.batteryStore &&
      new BatteryKeeper(options.batteryStore, {
        saved: () => this.events.emit("batterysaved", { at: Date.now() }),
        failed: (error) => this.events.emit("error", error),
      });
    this.output = new AudioOutput({
      worklet,
      volume: options.volume ?? 1,
      muted: options.muted ?? false,
      connect: (sound, sampleRate) => this.#connectSound(sound, sampleRate),
      changed: (state) => this.events.emit("sound", state),
      failed: (error) => this.events.emit("error", error),
    });
    this.pictures = new Pictures(link, (picture) => this.events.emit("picture", picture));
    this.playback = new Playback({
      link,
      output: options.audio === false ? undefined : this.output,
      pauseWhenHidden: options.pauseWhenHidden ?? true,
      keep: (save) => this.keep(save),
      emit: (event, detail) => this.events.emit(event, detail),
    });
    this.controls = new Controls((bits) => this.link.send((session) => session.setButtons(bits)));
    this.#unwatch = watchVisibility({
      hidden: () => this.#hidden(),
      shown: () => this.playback.shown().catch(() => {}),
    });
    link.listen({
      frame: (frame) => this.events.emit("frame", { frame }),
      picture: (pixels) => this.pictures.receive(pixels),
      battery: (save) => this.keep(save),
      rumble: (on) => this.events.emit("rumble", on),
      rewind: (remaining) => this.events.emit("rewind", { remaining }),
      crashed: ({ message }) => this.#crashed(message),
    });
  }

  static async start(options: GameBoyOptions): Promise<Engine> {
    checkOptions(options);
    const assets = assetUrls(options.assets);
    const engine = new Engine(options, assets.worklet, await WorkerLink.start(assets));
    try {
      await engine.#setUp(options);
    } catch (error) {
      await engine.destroy();
      throw error;
    }
    return engine;
  }

  get cartridge(): CartridgeInfo | undefined {
    return this.#cartridge;
  }

  get speed(): number {
    return this.#speed;
  }

  set speed(speed: number) {
    if (speed !== this.#speed) {
      this.#speed = speed;
      this.link.send((session) => session.setSpeed(speed));
      this.events.emit("speed", speed);
    }
  }

  async load(rom: RomSource, options: LoadOptions): Promise<CartridgeInfo> {
    this.#loading?.abort(new DOMException("Another game was loaded instead.", "AbortError"));
    const loading = new AbortController();
    this.#loading = loading;
    const giveUp = () => loading.abort(options.signal?.reason);
    options.signal?.throwIfAborted();
    options.signal?.addEventListener("abort", giveUp);
    try {
      this.#cartridge = await loadGame(this.#partsFor(loading), rom, options, loading.signal);
    } finally {
      options.signal?.removeEventListener("abort", giveUp);
      if (this.#loading === loading) {
        this.#loading = undefined;
      }
    }
    this.playback.inserted();
    this.events.emit("load", this.#cartridge);
    return this.#cartridge;
  }

  /** A battery save came from the worker. */
  keep(save: BatterySave | undefined): void {
    if (save) {
      this.#keeper?.put(save.hash, save.bytes);
      if (save.hash === this.#cartridge?.hash) {
        this.events.emit("battery", save.bytes);
      }
    }
  }

  async flush(): Promise<void> {
    this.keep(await this.link.call((session) => session.takeBattery()));
    await this.#keeper?.flush();
  }

  async stats(): Promise<Stats> {
    const { bufferedMs, targetMs, underruns, ...frames } = await this.link.call((session) =>
      session.stats(),
    );
    const { state, transport, sampleRate, latency } = this.output;
    const latencyMs = state === "running" ? bufferedMs + latency : 0;
    return {
      ...frames,
      speed: this.#speed,
      sound: { state, transport, sampleRate, bufferedMs, targetMs, latencyMs, underruns },
    };
  }

  async destroy(): Promise<void> {
    const { status } = this.playback;
    if (status === "destroyed") {
      return;
    }
    this.playback.destroyed();
    this.#unwatch();
    this.#loading?.abort(new EdgeBoyError("destroyed", "This Game Boy was destroyed."));
    if (status !== "empty") {
      await this.#takeLastSave();
    }
    this.link.end();
    await this.output.close();
    // What goes wrong here was told by the event "error".
    await this.#keeper?.flush().catch(() => {});
    this.#keeper?.stop();
    this.events.emit("destroy", undefined);
    this.events.clear();
  }

  #partsFor(loading: AbortController): LoadingParts {
    return {
      link: this.link,
      keeper: this.#keeper,
      keep: (save) => this.keep(save),
      // A load that gave way to another leaves it to that one.
      goesOn: () => this.#loading === loading && this.playback.status === "running",
    };
  }

  async #setUp(options: GameBoyOptions): Promise<void> {
    const { canvas, palette, colors = "corrected", rewindSeconds = REWIND_SECONDS } = options;
    await Promise.all([
      this.link.call((session) => session.setColors(colors)),
      this.link.call((session) => session.setRewindSeconds(rewindSeconds)),
      this.link.call((session) => session.setSpeed(this.#speed)),
      palette !== undefined && this.link.call((session) => session.setPalette(palette)),
      canvas && this.pictures.setCanvas(canvas),
    ]);
  }

  async #takeLastSave(): Promise<void> {
    const save = this.link.call((session) => session.pause());
    const tooLate = new Promise<undefined>((resolve) => setTimeout(resolve, PATIENCE));
    this.keep(await Promise.race([save, tooLate]).catch(() => undefined));
  }

  #connectSound(sound: SoundLink, sampleRate: number): void {
    const ports = sound.transport === "messages" ? [sound.port] : [];
    this.link.send((session) =>
      session.setSound(Comlink.transfer(sound, ports), sampleRate, this.#latency),
    );
  }

  #hidden(): void {
    this.playback.hidden().catch(() => {});
    this.flush().catch(() => {});
  }

  #crashed(message: string): void {
    this.playback.crashed();
    this.events.emit("error", new EdgeBoyError("crashed", message));
  }

  #listenersChanged(event: keyof Events): void {
    if (event === "picture") {
      this.pictures.setListenedTo(this.events.has("picture"));
    }
  }
}
