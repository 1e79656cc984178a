/** Keys that stay the browser's: they lead out of things, or change what other keys mean. */
const browsers =
  /^(?:Escape|Tab|ContextMenu|CapsLock|NumLock|ScrollLock|Unidentified|(?:Control|Alt|Meta|OS)(?:Left|Right)|F(?:1|3|5|6|7|11|12))$/;

/** Whether a key may be bound, by its `KeyboardEvent.code`. */
export function canBindKey(code: unknown): code is string {
  return typeof code === "string" && /^[A-Z][A-Za-z0-9]{1,31}$/.test(code) && !browsers.test(code);
}

/** What the keys of the keyboard in use have on them, by their codes. */
export type KeyboardLayout = Pick<ReadonlyMap<string, string>, "get">;

/** The layout of the keyboard in use, where the browser tells. */
export async function keyboardLayout(): Promise<KeyboardLayout | undefined> {
  const { keyboard } = navigator as Navigator & {
    keyboard?: { getLayoutMap?(): Promise<KeyboardLayout> };
  };
  try {
    return await keyboard?.getLayoutMap?.();
  } catch {
    // A frame of another origin is not told.
    return undefined;
  }
}

const names: Readonly<Record<string, string>> = {
  ArrowUp: "↑",
  ArrowDown: "↓",
  ArrowLeft: "←",
  ArrowRight: "→",
  Space: "Space",
  Enter: "Enter",
  NumpadEnter: "Numpad Enter",
  Backspace: "Backspace",
  Backquote: "`",
  Minus: "-",
  Equal: "=",
  BracketLeft: "[",
  BracketRight: "]",
  Backslash: "\\",
  Semicolon: ";",
  Quote: "'",
  Comma: ",",
  Period: ".",
  Slash: "/",
  IntlBackslash: "<",
  ShiftLeft: "Left Shift",
  ShiftRight: "Right Shift",
  PageUp: "Page up",
  PageDown: "Page down",
  NumpadAdd: "Numpad +",
  NumpadSubtract: "Numpad -",
  NumpadMultiply: "Numpad *",
  NumpadDivide: "Numpad /",
  NumpadDecimal: "Numpad .",
};

/**
 * What a key is called, such as `X` for `KeyX`.
 *
 * @param layout From {@link keyboardLayout}; without it the names are those of a US keyboard.
 */
export function keyLabel(code: string, layout?: KeyboardLayout | undefined): string {
  const printed = layout?.get(code)?.trim();
  if (printed) {
    return printed.toLocaleUpperCase();
  }
  const [, kind, rest = ""] = /^(Key|Digit|Numpad)(.+)$/.exec(code) ?? [];
  if (names[code]) {
    return names[code];
  }
  return kind === "Numpad" ? `Numpad ${rest}` : rest || code;
}
