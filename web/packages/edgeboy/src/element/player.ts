import { EdgeBoyError } from "../errors.js";
import type { GameBoy } from "../game-boy.js";
import type { RomSource } from "../types.js";
import { Attachment, type AttachmentEvents } from "./attachment.js";
import { CurrentGame } from "./current-game.js";
import { listen, type PlayerHost, type PlayerLoadOptions, passOn } from "./player-events.js";
import { Session, type Source } from "./session.js";
import { type Phase, PlayerView } from "./view.js";

const FAST = 4;
const SLOW = 0.5;

/** What happens in `<edgeboy-player>`: at most one game at a time, and what is shown of it. */
export class Player implements AttachmentEvents {
  readonly #host: PlayerHost;
  readonly #view: PlayerView;
  #attachment: Attachment | undefined;
  readonly #game = new CurrentGame();
  /** What to play in place of the attribute's ROM. */
  #source: Source | undefined;
  #phase: Phase = "idle";
  #isLocked = false;

  constructor(host: PlayerHost, root: ShadowRoot) {
    this.#host = host;
    this.#view = new PlayerView(root, this);
  }

  get gameBoy(): GameBoy | undefined {
    return this.#game.session?.gameBoy;
  }

  /** The element came onto the page. */
  connect(): void {
    const { element, settings } = this.#host;
    this.#attachment = new Attachment(element, this.#view, this);
    this.show();
    if (settings.autoplay && settings.rom) {
      this.#try(this.play());
    }
  }

  /** The element left the page. */
  disconnect(): void {
    this.#attachment?.detach();
    this.#attachment = undefined;
    this.#try(this.#end());
  }

  /** The attributes name another game or model. */
  change(): void {
    this.#source = undefined;
    const isPlaying = this.#phase === "playing" || this.#phase === "loading";
    this.#try(this.#end());
    this.show();
    if (this.#attachment && (isPlaying || this.#host.settings.autoplay)) {
      this.#try(this.play());
    }
  }

  /** Loads a game that no attribute names. */
  async load(rom: RomSource, options: PlayerLoadOptions): Promise<Session> {
    await this.#end();
    this.#source = { rom, options };
    this.#become("loading");
    const session = await this.#open();
    this.#become("idle");
    return session;
  }

  async play(): Promise<void> {
    this.#attachment?.claimGamepads();
    // With a game at hand nothing is awaited, because browsers let sound begin within a click only.
    if (!this.gameBoy) {
      this.#become("loading");
      await this.#open();
    }
    await this.gameBoy?.play();
  }

  async pause(): Promise<void> {
    await this.gameBoy?.pause();
  }

  /** Makes everything that can be seen and heard what the attributes and the game say. */
  show(): void {
    const { settings } = this.#host;
    const { muted, volume, controls, poster, label } = settings;
    const { gameBoy } = this;
    const isFull = this.#attachment?.fullScreen.isFull ?? false;
    this.#attachment?.inputs.arrange(controls, isFull);
    const view = this.#view;
    view.phase = this.#phase;
    view.label = label ?? gameBoy?.cartridge?.title ?? "";
    view.poster = poster;
    view.controls = controls;
    view.isSilenced = this.#isLocked && this.#phase === "playing" && !muted;
    view.bar.show({
      isLoaded: gameBoy !== undefined,
      isPlaying: this.#phase === "playing",
      isFast: gameBoy?.speed === FAST,
      hasState: this.#game.session?.hasState ?? false,
      isMuted: muted,
      volume,
      isFull,
    });
    if (gameBoy) {
      gameBoy.muted = muted;
      gameBoy.volume = volume;
    }
  }

  /** The attribute changed while a game runs. */
  setPalette(palette: string): void {
    this.#try(this.gameBoy?.setPalette(palette));
  }

  setColors(colors: "raw" | "corrected"): void {
    this.#try(this.gameBoy?.setColors(colors));
  }

  setButtons(bits: number, source: string): void {
    this.gameBoy?.setButtons(bits, source);
  }

  unlock(): void {
    if (this.#isLocked && this.#phase === "playing") {
      this.#try(this.gameBoy?.play());
    }
  }

  prepare(): void {
    if (this.#source || this.#host.settings.rom) {
      this.#try(this.#open());
    }
  }

  togglePlay(): void {
    this.#try(this.#phase === "playing" ? this.pause() : this.play());
  }

  setFast(on: boolean): void {
    this.gameBoy?.setSpeed(on ? FAST : 1);
  }

  setSlow(on: boolean): void {
    this.gameBoy?.setSpeed(on ? SLOW : 1);
  }

  setRewinding(on: boolean): void {
    this.gameBoy?.setRewinding(on);
  }

  frameStep(): void {
    this.#try(this.#phase === "paused" && this.gameBoy?.runFrames(1));
  }

  saveState(): void {
    this.#try(this.#saveState());
  }

  loadState(): void {
    this.#try(this.#loadState());
  }

  toggleMute(): void {
    this.#host.setMuted(!this.#host.settings.muted);
  }

  setVolume(volume: number): void {
    this.#host.setMuted(volume === 0);
    // Unmuted again, it is as loud as before.
    if (volume > 0) {
      this.#host.setVolume(volume);
    }
  }

  toggleFullScreen(): void {
    this.#try(this.#attachment?.fullScreen.toggle());
  }

  retry(): void {
    this.#try(this.#end().then(() => this.play()));
  }

  #open(): Promise<Session> {
    return this.#game.open(
      (life) => this.#start(life),
      ({ cartridge }) => {
        this.show();
        this.#host.emit("load", cartridge);
      },
    );
  }

  async #start(life: AbortSignal): Promise<Session> {
    const { settings } = this.#host;
    try {
      const source = this.#source ?? { rom: settings.rom ?? nothing(), options: {} };
      const canvas = this.#view.renewCanvas();
      const session = await Session.start(source, canvas, settings, life, (gameBoy) =>
        this.#listen(gameBoy, life),
      );
      if (session.losesSaves) {
        this.#view.tell("This browser keeps no saves here: they end with the page.");
      }
      return session;
    } catch (error) {
      // What was only prepared for may fail in silence; it is tried again when it is asked for.
      if (!life.aborted && this.#phase !== "idle") {
        const known = error instanceof EdgeBoyError ? error : unexpected(error);
        this.#fail(known);
        this.#host.emit("error", known);
      }
      throw error;
    }
  }

  #listen(gameBoy: GameBoy, life: AbortSignal): void {
    passOn(gameBoy, this.#host, life);
    listen(gameBoy, "play", () => this.#become("playing"), life);
    listen(gameBoy, "pause", () => this.#become("paused"), life);
    listen(gameBoy, "speed", () => this.show(), life);
    listen(gameBoy, "rumble", (on) => this.#attachment?.inputs.rumble(on), life);
    listen(gameBoy, "sound", (state) => this.#heard(state), life);
    // A save that could not be stored is tried again; the game goes on.
    const report = (error: EdgeBoyError): void =>
      error.code === "storage" ? this.#view.tell(error.message) : this.#fail(error);
    listen(gameBoy, "error", report, life);
  }

  async #end(): Promise<void> {
    this.#phase = "idle";
    this.#isLocked = false;
    await this.#game.end();
  }

  #heard(state: "locked" | "running"): void {
    this.#isLocked = state === "locked";
    this.show();
  }

  async #saveState(): Promise<void> {
    const { session } = this.#game;
    if (session) {
      await session.saveState();
      this.show();
      this.#view.tell("State saved");
    }
  }

  async #loadState(): Promise<void> {
    const undo = await this.#game.session?.loadState();
    if (undo) {
      this.#view.tell("State loaded", { label: "Undo", run: () => this.#try(undo()) });
    }
  }

  #become(phase: Phase): void {
    // What has failed stays so until it is begun anew.
    if (this.#phase !== "failed" || phase === "loading") {
      this.#phase = phase;
      this.show();
    }
  }

  #fail({ message }: EdgeBoyError): void {
    this.#become("failed");
    this.#view.fail(message);
  }

  /** For what nobody waits for: if it fails, the player says why. */
  #try(attempt: Promise<unknown> | false | undefined): void {
    if (attempt) {
      attempt.catch((error: unknown) => {
        if (!(error instanceof EdgeBoyError)) {
          // A load that was given up is no failure.
          if (!(error instanceof DOMException && error.name === "AbortError")) {
            reportError(error);
          }
        } else if (this.#phase !== "failed" && this.#phase !== "idle") {
          this.#view.tell(error.message);
        }
      });
    }
  }
}

function nothing(): never {
  throw new EdgeBoyError("empty", "No game was named: the attribute rom has the address of one.");
}

function unexpected(cause: unknown): EdgeBoyError {
  return new EdgeBoyError("crashed", "The game could not be started.", { cause });
}
