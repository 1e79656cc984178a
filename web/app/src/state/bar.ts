import { computed, effect, signal } from "@preact/signals";
import { isFullscreen, isLow } from "./device.js";
import { session } from "./session.js";

/** How long the bar stays after the last move. */
const STAYS_MS = 2_500;

const awake = signal(true);
let timer: ReturnType<typeof setTimeout> | undefined;

/** Brings the bar back for a while. */
export function wakeBar(): void {
  awake.value = true;
  clearTimeout(timer);
  timer = setTimeout(() => {
    awake.value = false;
  }, STAYS_MS);
}

/** Whether the bar gets out of the way: there is no room to spare, and the game runs untouched. */
export const barHidden = computed(
  () => (isFullscreen.value || isLow.value) && session.value?.phase === "running" && !awake.value,
);

// The bar is seen for a moment when there is something new about it.
effect(() => {
  if (isFullscreen.value || isLow.value || session.value?.phase) {
    wakeBar();
  }
});
