import { effect, signal } from "@preact/signals";
import { formatSettings, parseSettings, type Settings } from "./settings.js";

const KEY = "edgeboy.settings";

/** The settings in force. Replace its value to change them; they are kept at once. */
export const settings = signal<Settings>(parseSettings(read()));

/** Changes one group of the settings. */
export function change<K extends keyof Settings>(group: K, changes: Partial<Settings[K]>): void {
  settings.value = {
    ...settings.value,
    [group]: { ...settings.value[group], ...changes },
  };
}

effect(() => {
  const text = formatSettings(settings.value);
  try {
    localStorage.setItem(KEY, text);
  } catch {
    // Without storage the settings hold until the page is closed; the library's notice says so.
  }
});

function read(): string | null {
  try {
    return localStorage.getItem(KEY);
  } catch {
    return null;
  }
}
