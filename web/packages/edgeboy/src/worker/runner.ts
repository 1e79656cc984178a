import type { Sound } from "../audio/sound.js";
import type { EdgeBoyError } from "../errors.js";
import { toEdgeBoyError } from "../machine/failures.js";
import type { Machine } from "../machine/machine.js";
import { Alarm } from "./alarm.js";
import { BatteryWatch } from "./battery-watch.js";
import type { BatterySave, Tell } from "./events.js";
import { FrameTimes } from "./frame-times.js";
import { Pacer } from "./pacer.js";
import { Presenter } from "./presenter.js";

/** Above this speed there is no sound. */
const FASTEST_HEARD = 4;
/** Frames are run for so many milliseconds at most before messages are looked at. */
const BURST = 12;
/** Faster than this, in milliseconds between them, pictures are not shown. */
const PICTURE_EVERY = 10;

/** Runs a machine in time: frames when they are due, their sound, pictures and battery writes. */
export class Runner {
  readonly presenter = new Presenter();
  readonly times = new FrameTimes();
  readonly #tell: Tell;
  readonly #pacer = new Pacer();
  readonly #alarm = new Alarm(() => this.#wake());
  readonly #watch = new BatteryWatch();
  #machine: Machine | undefined;
  #sound: Sound | undefined;
  #isRunning = false;
  #isRewinding = false;
  #speed = 1;
  #shownAt = Number.NEGATIVE_INFINITY;
  #rumble = false;
  /** A machine that failed cannot even be freed. */
  #isBroken = false;

  constructor(tell: Tell) {
    this.#tell = tell;
  }

  get machine(): Machine | undefined {
    return this.#machine;
  }

  /** Whether the machine failed: nothing can be had of it any more. */
  get isBroken(): boolean {
    return this.#isBroken;
  }

  get sound(): Sound | undefined {
    return this.#sound;
  }

  get speed(): number {
    return this.#speed;
  }

  /** Puts a machine in the place of the one before, if any. It runs if that did. */
  insert(machine: Machine): void {
    this.#sound?.discard();
    if (!this.#isBroken) {
      this.#machine?.free();
    }
    this.#machine = machine;
    this.#isBroken = false;
    this.jumped();
  }

  /** Begins to run. */
  start(): void {
    this.#isRunning = true;
    const now = performance.now();
    this.times.restart(now);
    this.#restart(now);
  }

  /** Stops running; what sound is ready waits. */
  stop(): void {
    this.#isRunning = false;
    this.#alarm.clear();
    if (this.#sound) {
      this.#sound.wanted = false;
    }
    this.#setRumble(false);
  }

  /** Sound goes here from now on. */
  setSound(sound: Sound): void {
    this.#sound = sound;
    this.#adjust();
  }

  set speed(speed: number) {
    this.#speed = speed;
    const now = performance.now();
    this.times.restart(now);
    this.#pacer.restart(now);
    this.#adjust();
  }

  /** Whether it goes backwards. */
  set rewinding(on: boolean) {
    if (on === this.#isRewinding) {
      return;
    }
    this.keepBattery();
    this.#isRewinding = on;
    this.#sound?.discard();
    if (this.#isRunning) {
      this.#restart(performance.now());
    }
  }

  /** Something else than time changed the machine: what was heard and known of it ends here. */
  jumped(): void {
    this.#watch.rebase(this.#machine?.batteryWrites ?? 0);
    this.#sound?.cut();
    this.show();
    if (this.#isRunning) {
      this.#restart(performance.now());
    }
  }

  /** Runs so many frames at once, and gives their sound if there is a listener for it. */
  runFrames(count: number, listen?: (samples: Int16Array<ArrayBuffer>) => void): void {
    try {
      for (let i = 0; i < count; i++) {
        this.#machine?.runFrame();
        const samples = this.#machine?.drainAudio();
        if (samples) {
          listen?.(samples);
        }
      }
    } catch (error) {
      throw this.#crash(error);
    }
    this.#sound?.cut();
    this.show();
    this.#watchBattery();
  }

  /** Shows the last completed picture. */
  show(): void {
    if (this.#machine) {
      this.presenter.show(this.#machine);
      this.#tell("frame", this.#machine.frame);
    }
  }

  /** The battery save, if the game wrote something that was not yet told. */
  takeBattery(): BatterySave | undefined {
    if (this.#isBroken) {
      return undefined;
    }
    this.#watch.isDue(this.#machine?.batteryWrites ?? 0, performance.now());
    return this.#watch.isDirty ? this.#readBattery() : undefined;
  }

  /** Tells the battery save if there is something new. */
  keepBattery(): void {
    const save = this.takeBattery();
    if (save) {
      this.#tell("battery", save);
    }
  }

  #wake(): void {
    try {
      this.#tick();
    } catch (error) {
      this.#crash(error);
    }
  }

  #tick(): void {
    const begin = performance.now();
    this.#sound?.update(begin);
    let ran = false;
    for (let now = begin; now - begin < BURST; now = performance.now()) {
      if ((this.#sound?.untilLow ?? 1) <= 0) {
        this.#pacer.hurry(now);
      }
      if (this.#pacer.wait(now) > 0) {
        break;
      }
      this.#runFrame(now);
      ran = true;
    }
    if (ran) {
      this.#afterFrames(performance.now());
    }
    const now = performance.now();
    this.#alarm.set(Math.min(this.#pacer.wait(now), this.#sound?.untilLow ?? 1000));
  }

  #runFrame(now: number): void {
    const machine = this.#machine as Machine;
    if (this.#isRewinding) {
      machine.rewindFrame();
    } else {
      machine.runFrame();
    }
    // Even unheard: the machine would keep the last second for later.
    this.#sound?.push(machine.drainAudio());
    this.#pacer.ran(now, this.#sound?.pull ?? 1);
    const end = performance.now();
    this.times.add(end - now, end);
  }

  #afterFrames(now: number): void {
    const machine = this.#machine as Machine;
    if (this.#speed <= 1 || now - this.#shownAt >= PICTURE_EVERY) {
      this.#shownAt = now;
      this.show();
      this.times.extend(performance.now() - now);
    }
    if (this.#isRewinding) {
      this.#watch.rebase(machine.batteryWrites);
      this.#tell("rewind", machine.rewindableFrames);
    } else {
      this.#watchBattery();
    }
    this.#setRumble(machine.rumble && !this.#isRewinding);
  }

  #watchBattery(): void {
    if (this.#watch.isDue(this.#machine?.batteryWrites ?? 0, performance.now())) {
      this.keepBattery();
    }
  }

  #readBattery(): BatterySave | undefined {
    const machine = this.#machine as Machine;
    this.#watch.rebase(machine.batteryWrites);
    const bytes = machine.battery();
    return bytes && { hash: machine.cartridge.hash, bytes };
  }

  #setRumble(on: boolean): void {
    if (on !== this.#rumble) {
      this.#rumble = on;
      this.#tell("rumble", on);
    }
  }

  /** Goes on from this moment: the cartridge's clock catches up with the time outside. */
  #restart(now: number): void {
    this.#machine?.setClock(Math.floor(Date.now() / 1000));
    this.#pacer.restart(now);
    this.#adjust();
  }

  /**
   * Makes pace and sound as machine, speed and direction want them. The rate makes a faster machine's
   * pitch higher.
   */
  #adjust(): void {
    if (!this.#isRunning) {
      return;
    }
    if (this.#machine) {
      this.#pacer.framesPerSecond = this.#machine.framesPerSecond * this.#speed;
    }
    const sound = this.#isRewinding || this.#speed > FASTEST_HEARD ? undefined : this.#sound;
    this.#machine?.setSampleRate(sound ? Math.round(sound.sampleRate / this.#speed) : 0);
    this.#sound?.cut();
    if (this.#sound) {
      this.#sound.speed = this.#speed;
      this.#sound.wanted = sound !== undefined;
    }
    this.#alarm.set(0);
  }

  /** A machine that fails stops for good; the page is told. */
  #crash(error: unknown): EdgeBoyError {
    const crash = toEdgeBoyError(error);
    this.#isBroken = true;
    this.stop();
    this.#tell("crashed", { message: crash.message });
    return crash;
  }
}
