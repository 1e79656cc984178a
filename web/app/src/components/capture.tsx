import { canBindKey, type GamepadControl } from "edgeboy";
import { useLayoutEffect } from "preact/hooks";
import { gamepad } from "../state/controls.js";

/** Waits for a key or a gamepad's control to be pressed; Escape gives up. */
export function Capture({
  device,
  onDone,
}: {
  device: "keyboard" | "gamepad";
  onDone: (control: string | GamepadControl | undefined) => void;
}) {
  useLayoutEffect(() => {
    const stop = new AbortController();
    const { signal } = stop;
    if (device === "gamepad") {
      gamepad.capture({ signal }).then(onDone, () => undefined);
    }
    addEventListener(
      "keydown",
      (event) => {
        if (event.code === "Tab") {
          return;
        }
        event.preventDefault();
        event.stopPropagation();
        if (event.key === "Escape") {
          onDone(undefined);
        } else if (device === "keyboard" && canBindKey(event.code)) {
          onDone(event.code);
        }
      },
      { signal, capture: true },
    );
    return () => stop.abort();
  }, [device]);
  return (
    <span class="capture" role="status">
      {device === "keyboard" ? "Press a key" : "Press a button"}
    </span>
  );
}
