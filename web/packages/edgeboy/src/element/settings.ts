import { MODELS, type Model } from "../models.js";
import type { Colors } from "../types.js";

/** What the attributes of `<edgeboy-player>` say. */
export interface Settings {
  readonly rom: string | undefined;
  readonly model: Model | undefined;
  readonly palette: string | undefined;
  readonly colors: Colors | undefined;
  readonly autoplay: boolean;
  readonly muted: boolean;
  readonly volume: number;
  readonly controls: "auto" | "none" | "touch";
  readonly poster: string | undefined;
  readonly label: string | undefined;
  /** Whether saves are kept in the browser. */
  readonly isStored: boolean;
}

/** The attributes, as HTML writes them. */
export const ATTRIBUTES = [
  "rom",
  "model",
  "palette",
  "colors",
  "autoplay",
  "muted",
  "volume",
  "controls",
  "poster",
  "label",
  "storage",
] as const;

export type Attribute = (typeof ATTRIBUTES)[number];

/** Reads the attributes. As everywhere in HTML, a value that makes no sense counts as none. */
export function readSettings(element: Pick<Element, "getAttribute" | "hasAttribute">): Settings {
  const get = (name: Attribute): string | undefined => element.getAttribute(name) ?? undefined;
  const volume = Number(get("volume") || 1);
  return {
    rom: get("rom") || undefined,
    model: oneOf(get("model"), MODELS),
    palette: get("palette") || undefined,
    colors: oneOf(get("colors"), ["raw", "corrected"]),
    autoplay: element.hasAttribute("autoplay"),
    muted: element.hasAttribute("muted"),
    volume: volume >= 0 && volume <= 1 ? volume : 1,
    controls: oneOf(get("controls"), ["auto", "none", "touch"]) ?? "auto",
    poster: get("poster") || undefined,
    label: get("label") || undefined,
    isStored: get("storage")?.toLowerCase() !== "none",
  };
}

function oneOf<T extends string>(value: string | undefined, known: readonly T[]): T | undefined {
  return known.find((one) => one === value?.toLowerCase());
}
