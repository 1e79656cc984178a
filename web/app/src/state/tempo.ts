import { computed, effect, signal } from "@preact/signals";
import { machine } from "./machine.js";
import { settings } from "./preferences.js";

/** Fast-forward: switched on, or held for a moment. */
export const fast = signal(false);
export const fastHeld = signal(false);

/** Slow motion: switched on. */
export const slow = signal(false);

/** Rewinding: as long as a key or the button is held. */
export const rewinding = signal(false);

/** How many frames there are left to rewind, while rewinding. */
export const rewindable = signal(0);

/** The speed in force: 1 is a Game Boy's own. */
export const speed = computed(() => {
  if (fast.value || fastHeld.value) {
    return settings.value.speed.fast || Number.POSITIVE_INFINITY;
  }
  return slow.value ? settings.value.speed.slow : 1;
});

/** The speed in words, where it is not the usual one. */
export const speedWords = computed(() => {
  if (rewinding.value) {
    return "Rewinding";
  }
  if (speed.value === 1) {
    return undefined;
  }
  return Number.isFinite(speed.value) ? `${speed.value}×` : "Full speed";
});

/** Back to normal: a game begins as everyone expects. */
export function resetTempo(): void {
  fast.value = false;
  fastHeld.value = false;
  slow.value = false;
  rewinding.value = false;
}

effect(() => {
  machine.value?.gameBoy.setSpeed(speed.value);
});
effect(() => {
  machine.value?.gameBoy.setRewinding(rewinding.value);
});
effect(() =>
  machine.value?.gameBoy.on("rewind", ({ remaining }) => {
    rewindable.value = remaining;
  }),
);
