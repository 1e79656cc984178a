import { type Bindings, defaultBindings, type Model, parseBindings } from "edgeboy";
import { MODELS } from "./models.js";

/** How the picture fills the stage; it is never stretched. */
export type Scaling = "integer" | "fit";

/** When the touch pad is shown: on touch screens, or whatever the device is. */
export type PadShown = "auto" | "always" | "never";

/** What the player chose. Kept as JSON, so every field is plain data. */
export interface Settings {
  picture: {
    scaling: Scaling;
    /** A name of the package's, or `custom`. */
    palette: string;
    /** One's own palette: four colors `#rrggbb`, lightest first. */
    custom: string[];
    colors: "raw" | "corrected";
    /** Whether frames per second and the like are shown over the picture. */
    stats: boolean;
  };
  sound: {
    /** 0 to 1. */
    volume: number;
    muted: boolean;
    pulse1: boolean;
    pulse2: boolean;
    wave: boolean;
    noise: boolean;
  };
  controls: {
    bindings: Bindings;
    pad: PadShown;
    handed: "right" | "left";
    /** 0.8 to 1.4 */
    size: number;
    /** 0.3 to 1 */
    opacity: number;
    haptics: boolean;
  };
  speed: {
    /** 2 to 16; 0 is as fast as it goes. */
    fast: number;
    /** 0.25 to 0.75 */
    slow: number;
    /** Whether the key for fast-forward switches it, or works while held. */
    fastKey: "hold" | "switch";
    rewind: boolean;
    /** 10 to 300 */
    rewindSeconds: number;
  };
  /** The model that a game runs on where it is not the cartridge's own choice, by the game's id. */
  models: Record<string, Model>;
}

/** What a new player has. */
export const defaultSettings: Settings = {
  picture: {
    scaling: "integer",
    palette: "pocket",
    custom: ["#fff0b8", "#ff9e6a", "#b0487a", "#2a1e50"],
    colors: "raw",
    stats: false,
  },
  sound: { volume: 0.8, muted: false, pulse1: true, pulse2: true, wave: true, noise: true },
  controls: {
    bindings: defaultBindings,
    pad: "auto",
    handed: "right",
    size: 1,
    opacity: 0.8,
    haptics: true,
  },
  speed: { fast: 4, slow: 0.5, fastKey: "hold", rewind: true, rewindSeconds: 60 },
  models: {},
};

const VERSION = 1;

/** Settings as text for {@link parseSettings}. */
export function formatSettings(settings: Settings): string {
  return JSON.stringify({ version: VERSION, ...settings });
}

/** Reads any text at all: what it does not say, or says wrongly, is as for a new player. */
export function parseSettings(text: string | null): Settings {
  const root = record(parseJson(text));
  if (root.version !== VERSION) {
    return defaultSettings;
  }
  const picture = record(root.picture);
  const sound = record(root.sound);
  const controls = record(root.controls);
  const speed = record(root.speed);
  const initial = defaultSettings;
  return {
    picture: {
      scaling: oneOf(picture.scaling, ["integer", "fit"], initial.picture.scaling),
      palette: name(picture.palette) ?? initial.picture.palette,
      custom: colors(picture.custom) ?? initial.picture.custom,
      colors: oneOf(picture.colors, ["raw", "corrected"], initial.picture.colors),
      stats: flag(picture.stats, initial.picture.stats),
    },
    sound: {
      volume: within(sound.volume, 0, 1, initial.sound.volume),
      muted: flag(sound.muted, initial.sound.muted),
      pulse1: flag(sound.pulse1, initial.sound.pulse1),
      pulse2: flag(sound.pulse2, initial.sound.pulse2),
      wave: flag(sound.wave, initial.sound.wave),
      noise: flag(sound.noise, initial.sound.noise),
    },
    controls: {
      bindings: parseBindings(controls.bindings),
      pad: oneOf(controls.pad, ["auto", "always", "never"], initial.controls.pad),
      handed: oneOf(controls.handed, ["right", "left"], initial.controls.handed),
      size: within(controls.size, 0.8, 1.4, initial.controls.size),
      opacity: within(controls.opacity, 0.3, 1, initial.controls.opacity),
      haptics: flag(controls.haptics, initial.controls.haptics),
    },
    speed: {
      fast: speed.fast === 0 ? 0 : within(speed.fast, 2, 16, initial.speed.fast),
      slow: within(speed.slow, 0.25, 0.75, initial.speed.slow),
      fastKey: oneOf(speed.fastKey, ["hold", "switch"], initial.speed.fastKey),
      rewind: flag(speed.rewind, initial.speed.rewind),
      rewindSeconds: within(speed.rewindSeconds, 10, 300, initial.speed.rewindSeconds),
    },
    models: models(root.models),
  };
}

function parseJson(text: string | null): unknown {
  try {
    return JSON.parse(text ?? "null");
  } catch {
    return null;
  }
}

function record(value: unknown): Record<string, unknown> {
  return typeof value === "object" && value !== null ? { ...value } : {};
}

function oneOf<const T>(value: unknown, allowed: readonly T[], fallback: T): T {
  return allowed.find((candidate) => candidate === value) ?? fallback;
}

function flag(value: unknown, fallback: boolean): boolean {
  return typeof value === "boolean" ? value : fallback;
}

function within(value: unknown, least: number, most: number, fallback: number): number {
  return typeof value === "number" && value >= least && value <= most ? value : fallback;
}

function name(value: unknown): string | undefined {
  return typeof value === "string" && /^[a-z0-9-]{1,32}$/.test(value) ? value : undefined;
}

function colors(value: unknown): string[] | undefined {
  const good =
    Array.isArray(value) &&
    value.length === 4 &&
    value.every((color) => typeof color === "string" && /^#[0-9a-f]{6}$/i.test(color));
  return good ? value : undefined;
}

function models(value: unknown): Record<string, Model> {
  const known: readonly unknown[] = MODELS.map(([model]) => model);
  return Object.fromEntries(
    Object.entries(record(value)).filter((entry): entry is [string, Model] =>
      known.includes(entry[1]),
    ),
  );
}
