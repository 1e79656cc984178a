import { signal } from "@preact/signals";
import { paletteColors, paletteNames } from "edgeboy";

/** A palette of the package: its name and four colors, lightest first. */
export interface NamedPalette {
  name: string;
  colors: string[];
}

/** All of them; empty until they are read. */
export const palettes = signal<NamedPalette[]>([]);

/** Reads them, if that has not been done. */
export async function readPalettes(): Promise<void> {
  if (palettes.peek().length === 0) {
    const names = await paletteNames();
    palettes.value = await Promise.all(
      names.map(async (name) => ({ name, colors: await paletteColors(name) })),
    );
  }
}
