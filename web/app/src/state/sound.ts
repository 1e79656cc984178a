import { effect, signal } from "@preact/signals";
import { machine } from "./machine.js";

/** Whether the browser waits for a click before it lets the game be heard. */
export const soundLocked = signal(false);

effect(() => {
  soundLocked.value = false;
  return machine.value?.gameBoy.on("sound", (state) => {
    soundLocked.value = state === "locked";
  });
});
