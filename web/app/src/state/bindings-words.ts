import { signal } from "@preact/signals";
import { type Action, type KeyboardLayout, keyboardLayout, keyLabel } from "edgeboy";
import { settings } from "./preferences.js";

const layout = signal<KeyboardLayout | undefined>(undefined);
void keyboardLayout().then((found) => {
  layout.value = found;
});

/** What a key is called on the player's keyboard. */
export function keyName(code: string): string {
  return keyLabel(code, layout.value);
}

/** The keys of an action, such as `X or K`; nothing if it has none. */
export function keysOf(action: Action): string | undefined {
  const codes = settings.value.controls.bindings.keyboard[action];
  return codes.length > 0 ? codes.map(keyName).join(" or ") : undefined;
}
