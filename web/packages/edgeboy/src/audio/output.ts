import { EdgeBoyError } from "../errors.js";
import type { SoundStats } from "../types.js";
import type { SoundLink } from "../worker/session.js";
import { Ring } from "./ring.js";

/** Higher rates than this are not heard, but cost time. */
const HIGHEST_RATE = 48_000;
/** A context that does not run so many milliseconds after it was asked to is waiting for a click… */
const PATIENCE = 300;
/** …or, if there was one, for a slow sound card. */
const PATIENCE_AFTER_CLICK = 2000;
/** The sound card is given free after so many milliseconds of pause. */
const REST_AFTER = 1000;
/** How fast the volume follows, in seconds: fast enough, and without a pop. */
const VOLUME_FADE = 0.01;
/** What browsers take for a wish to hear something. */
const GESTURES = ["pointerdown", "pointerup", "keydown", "touchend"] as const;

/** What the sound is connected to, and who is told of it. */
export interface OutputOptions {
  worklet: URL;
  volume: number;
  muted: boolean;
  /** Samples at this rate are wanted here from now on. */
  connect(link: SoundLink, sampleRate: number): void;
  changed(state: "locked" | "running"): void;
  failed(error: EdgeBoyError): void;
}

/** The page's end of the sound: context, volume, and the rules by which browsers let it be heard. */
export class AudioOutput {
  readonly #options: OutputOptions;
  #context: AudioContext | undefined;
  #node: AudioWorkletNode | undefined;
  #gain: GainNode | undefined;
  #volume: number;
  #muted: boolean;
  #state: SoundStats["state"] = "off";
  #transport: SoundStats["transport"] = "none";
  #isWanted = false;
  #isClosed = false;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #disarm: (() => void) | undefined;

  constructor(options: OutputOptions) {
    this.#options = options;
    this.#volume = options.volume;
    this.#muted = options.muted;
  }

  get state(): SoundStats["state"] {
    return this.#state;
  }

  get transport(): SoundStats["transport"] {
    return this.#transport;
  }

  get sampleRate(): number {
    return this.#context?.sampleRate ?? 0;
  }

  /** Milliseconds that the browser and the system add. */
  get latency(): number {
    const { baseLatency = 0, outputLatency = 0 } = this.#context ?? {};
    return (baseLatency + outputLatency) * 1000;
  }

  /** What is heard. */
  get node(): AudioNode | undefined {
    return this.#gain;
  }

  get volume(): number {
    return this.#volume;
  }

  set volume(volume: number) {
    this.#volume = volume;
    this.#applyVolume();
  }

  get muted(): boolean {
    return this.#muted;
  }

  set muted(muted: boolean) {
    this.#muted = muted;
    this.#applyVolume();
  }

  /** Sound is wanted. Browsers allow it if this happens while they handle a click or a key. */
  start(): void {
    this.#isWanted = true;
    clearTimeout(this.#timer);
    if (!this.#context) {
      this.#create();
    }
    if (this.#context && this.#context.state !== "running") {
      this.#resume();
      const wasClicked = navigator.userActivation?.hasBeenActive;
      const patience = wasClicked ? PATIENCE_AFTER_CLICK : PATIENCE;
      this.#timer = setTimeout(() => this.#stateChanged(), patience);
    }
  }

  /** Sound is not wanted for now. */
  rest(): void {
    this.#isWanted = false;
    this.#disarm?.();
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#context?.suspend().catch(() => {}), REST_AFTER);
  }

  /** Gives everything back. */
  async close(): Promise<void> {
    this.#isClosed = true;
    this.#isWanted = false;
    this.#disarm?.();
    clearTimeout(this.#timer);
    this.#node?.port.postMessage("stop");
    this.#node?.disconnect();
    this.#gain?.disconnect();
    const context = this.#context;
    this.#context = undefined;
    this.#state = "off";
    if (context) {
      // Browsers keep a context for a while after it was closed; it must not keep all of this.
      context.onstatechange = null;
      await context.close().catch(() => {});
    }
  }

  #create(): void {
    if (this.#isClosed) {
      return;
    }
    try {
      this.#context = new AudioContext({ latencyHint: "interactive" });
      if (this.#context.sampleRate > HIGHEST_RATE) {
        this.#context.close().catch(() => {});
        this.#context = new AudioContext({ latencyHint: "interactive", sampleRate: HIGHEST_RATE });
      }
    } catch (cause) {
      this.#fail(`There is no sound: ${cause}.`, cause);
      return;
    }
    this.#context.onstatechange = () => this.#stateChanged();
    this.#setUp(this.#context).catch((cause) => {
      if (!this.#isClosed) {
        this.#fail(`There is no sound: ${cause instanceof Error ? cause.message : cause}`, cause);
      }
    });
  }

  async #setUp(context: AudioContext): Promise<void> {
    if (!context.audioWorklet) {
      throw new Error("browsers allow it on pages loaded over https or from localhost only.");
    }
    await context.audioWorklet.addModule(this.#options.worklet);
    if (this.#isClosed) {
      return;
    }
    const ring = globalThis.crossOriginIsolated
      ? new SharedArrayBuffer(Ring.byteLength)
      : undefined;
    const node = new AudioWorkletNode(context, "edgeboy", {
      numberOfInputs: 0,
      outputChannelCount: [2],
      processorOptions: { ring },
    });
    this.#node = node;
    this.#gain = new GainNode(context, { gain: this.#muted ? 0 : this.#volume });
    node.connect(this.#gain).connect(context.destination);
    this.#transport = ring ? "shared" : "messages";
    this.#options.connect(
      ring ? { transport: "shared", ring } : messages(node),
      context.sampleRate,
    );
  }

  #stateChanged(): void {
    const state = this.#context?.state === "running" ? "running" : "locked";
    if (!this.#isWanted || this.#isClosed) {
      return;
    }
    if (state === "running") {
      this.#disarm?.();
    } else {
      this.#arm();
    }
    if (state !== this.#state) {
      this.#state = state;
      this.#options.changed(state);
    }
  }

  /** The next click or key lets sound be heard. */
  #arm(): void {
    if (this.#disarm) {
      return;
    }
    const listening = new AbortController();
    for (const gesture of GESTURES) {
      const options = { capture: true, passive: true, signal: listening.signal };
      window.addEventListener(gesture, () => this.#resume(), options);
    }
    this.#disarm = () => {
      listening.abort();
      this.#disarm = undefined;
    };
  }

  #resume(): void {
    // It stays unanswered until a click comes; the context's state says when.
    this.#context?.resume().catch(() => {});
  }

  #applyVolume(): void {
    const { currentTime = 0 } = this.#context ?? {};
    const volume = this.#muted ? 0 : this.#volume;
    this.#gain?.gain.setTargetAtTime(volume, currentTime, VOLUME_FADE);
  }

  #fail(message: string, cause: unknown): void {
    this.#state = "off";
    this.#options.failed(new EdgeBoyError("no-support", message, { cause }));
  }
}

/** A way from the worker to the sound thread that leaves the page's thread out. */
function messages(node: AudioWorkletNode): SoundLink {
  const { port1, port2 } = new MessageChannel();
  node.port.postMessage({ worker: port1 }, [port1]);
  return { transport: "messages", port: port2 };
}
