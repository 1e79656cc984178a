import { signal } from "@preact/signals";
import type { IconName } from "../components/icons.js";

/** A short message that goes away by itself. */
export interface Toast {
  text: string;
  icon?: IconName;
  /** Something that can be done about it, such as undoing it. */
  action?: { label: string; run: () => void };
  /** Stays until it is answered. */
  stays?: boolean;
}

/** The message that is shown; a new one takes its place. */
export const toast = signal<Toast | undefined>(undefined);

let timer: ReturnType<typeof setTimeout> | undefined;

/** Shows a message: 3 s, or 8 s if something can be done about it. */
export function say(text: string, more: Omit<Toast, "text"> = {}): void {
  clearTimeout(timer);
  toast.value = { text, ...more };
  if (!more.stays) {
    timer = setTimeout(hush, more.action ? 8_000 : 3_000);
  }
}

/** Takes the message away. */
export function hush(): void {
  clearTimeout(timer);
  toast.value = undefined;
}
