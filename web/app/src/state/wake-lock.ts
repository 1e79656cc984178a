import { effect } from "@preact/signals";
import { session } from "./session.js";

/** Keeps the screen lit while a game runs, where the browser can. Call it once. */
export function keepScreenLit(): void {
  let held: WakeLockSentinel | undefined;
  const update = async () => {
    const isWanted = session.peek()?.phase === "running" && document.visibilityState === "visible";
    if (isWanted && (held === undefined || held.released)) {
      held = await navigator.wakeLock?.request("screen").catch(() => undefined);
    } else if (!isWanted) {
      await held?.release();
      held = undefined;
    }
  };
  // The browser takes the lock back when the page is hidden.
  document.addEventListener("visibilitychange", () => void update());
  effect(() => {
    if (session.value) {
      void update();
    }
  });
}
