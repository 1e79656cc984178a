/** What the page cannot do without, and this browser lacks; none in any current browser. */
export function missing(): string[] {
  const needs: [string, boolean][] = [
    ["WebAssembly", typeof WebAssembly === "object"],
    ["workers", typeof Worker === "function"],
    ["drawing off the main thread (OffscreenCanvas)", typeof OffscreenCanvas === "function"],
    ["the dialog element", typeof HTMLDialogElement === "function"],
  ];
  return needs.filter(([, there]) => !there).map(([name]) => name);
}

/** Why there will be no sound, if so. */
export function soundProblem(): string | undefined {
  if (typeof AudioWorkletNode === "function") {
    return undefined;
  }
  return isSecureContext
    ? "This browser has no AudioWorklet, so games are silent."
    : "Browsers allow sound on secure addresses (https) only, so games are silent here.";
}
