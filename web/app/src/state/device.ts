import { computed, signal } from "@preact/signals";
import { settings } from "./preferences.js";

/** A media query that is looked at again when its answer changes. */
function media(query: string) {
  const list = matchMedia(query);
  const matches = signal(list.matches);
  list.addEventListener("change", () => {
    matches.value = list.matches;
  });
  return matches;
}

/** Fingers are what this device is used with. */
export const isTouch = media("(pointer: coarse)");

/** Wide and low, as a phone on its side. */
export const isLow = media("(orientation: landscape) and (max-height: 540px)");

/** A tablet rather than a phone. */
export const isLarge = media("(min-width: 700px) and (min-height: 700px)");

/** Whether the page fills the screen. */
export const isFullscreen = signal(false);
document.addEventListener("fullscreenchange", () => {
  isFullscreen.value = document.fullscreenElement !== null;
});

/** Fills the screen with the page, or gives it back. */
export async function toggleFullscreen(): Promise<void> {
  try {
    if (document.fullscreenElement) {
      await document.exitFullscreen();
    } else {
      await document.documentElement.requestFullscreen({ navigationUI: "hide" });
    }
  } catch {
    // The browser refuses, as in a frame that may not: the page stays as it is.
  }
}

/** Whether this browser can fill the screen at all; iPhones cannot. */
export const canFullscreen = document.fullscreenEnabled ?? false;

/** Whether the touch pad is on the screen. */
export const padShown = computed(() => {
  const { pad } = settings.value.controls;
  return pad === "always" || (pad === "auto" && isTouch.value);
});
