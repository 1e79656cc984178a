// @vitest-environment happy-dom
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { defaultBindings } from "./bindings.js";
import { KeyboardInput, type KeyboardOptions } from "./keyboard-input.js";

const right = 1;
const left = 2;
const a = 16;

let bits = 0;
const commands: string[] = [];
let keyboard: KeyboardInput | undefined;

function attach(options: Partial<KeyboardOptions> = {}): KeyboardInput {
  const target = {
    setButtons(held: number, source: string): void {
      expect(source).toBe("keyboard");
      bits = held;
    },
  };
  keyboard = new KeyboardInput(target, {
    bindings: defaultBindings,
    onAction: (command, pressed) => commands.push(`${command} ${pressed ? "down" : "up"}`),
    ...options,
  });
  return keyboard;
}

/** Presses or releases a key, and returns whether the browser still does its own with it. */
function key(
  type: "keydown" | "keyup",
  code: string,
  init: KeyboardEventInit = {},
  on?: Element,
): boolean {
  const event = new KeyboardEvent(type, {
    code,
    bubbles: true,
    cancelable: true,
    composed: true,
    ...init,
  });
  return (on ?? document.body).dispatchEvent(event);
}

beforeEach(() => {
  document.body.innerHTML = "";
  bits = 0;
  commands.length = 0;
});

afterEach(() => {
  keyboard?.detach();
  vi.restoreAllMocks();
});

test("keys press buttons and commands, and the browser does not scroll", () => {
  attach();
  expect(key("keydown", "ArrowRight")).toBe(false);
  key("keydown", "KeyX");
  expect(bits).toBe(right | a);
  key("keydown", "ArrowLeft");
  expect(bits).toBe(right | left | a);
  key("keyup", "ArrowRight");
  key("keyup", "KeyX");
  expect(bits).toBe(left);
  key("keydown", "Space");
  key("keydown", "Space", { repeat: true });
  key("keyup", "Space");
  expect(commands).toEqual(["fast-forward down", "fast-forward up"]);
});

test("a button with two keys is released with the last of them", () => {
  attach();
  key("keydown", "KeyX");
  key("keydown", "KeyK");
  key("keyup", "KeyX");
  expect(bits).toBe(a);
  key("keyup", "KeyK");
  expect(bits).toBe(0);
});

test("keys that are not bound, and keys with modifiers, stay the browser's", () => {
  attach();
  expect(key("keydown", "KeyQ")).toBe(true);
  for (const modifier of ["ctrlKey", "altKey", "metaKey"]) {
    expect(key("keydown", "KeyX", { [modifier]: true })).toBe(true);
  }
  expect(bits).toBe(0);
  expect(key("keydown", "KeyX", { shiftKey: true })).toBe(false);
  expect(bits).toBe(a);
});

test("a key released with a modifier held is released all the same", () => {
  attach();
  key("keydown", "KeyX");
  key("keyup", "KeyX", { ctrlKey: true });
  expect(bits).toBe(0);
});

test.each([
  "<input>",
  "<input type=range>",
  "<textarea></textarea>",
  "<select></select>",
  "<p contenteditable=true></p>",
  "<dialog open><p></p></dialog>",
  "<div role=menu><p></p></div>",
])("keys in %s never reach the game", (html) => {
  attach();
  document.body.innerHTML = html;
  const target = document.body.querySelector("p") ?? document.body.firstElementChild;
  for (const code of ["KeyX", "ArrowLeft", "Enter", "Space"]) {
    expect(key("keydown", code, {}, target as Element)).toBe(true);
  }
  expect(bits).toBe(0);
  expect(commands).toEqual([]);
});

test("Enter and the space bar operate a focused button, other keys play", () => {
  attach();
  document.body.innerHTML = "<button>Pause</button>";
  const button = document.querySelector("button") as Element;
  expect(key("keydown", "Enter", { key: "Enter" }, button)).toBe(true);
  expect(key("keydown", "Space", { key: " " }, button)).toBe(true);
  expect(bits).toBe(0);
  expect(key("keydown", "KeyX", { key: "x" }, button)).toBe(false);
  expect(bits).toBe(a);
});

test("a key the page has used itself does not count", () => {
  attach();
  document.body.addEventListener("keydown", (event) => event.preventDefault(), { once: true });
  key("keydown", "KeyX");
  expect(bits).toBe(0);
});

test.each<[string, () => void]>([
  ["the window loses the focus", () => window.dispatchEvent(new Event("blur"))],
  ["the page is left", () => window.dispatchEvent(new Event("pagehide"))],
  ["the page is hidden", () => document.dispatchEvent(new Event("visibilitychange"))],
  ["a context menu opens", () => document.dispatchEvent(new Event("contextmenu"))],
  ["Meta is pressed", () => key("keydown", "MetaLeft", { key: "Meta", metaKey: true })],
  ["the bindings change", () => Object.assign(keyboard ?? {}, { bindings: defaultBindings })],
  ["it is switched off", () => Object.assign(keyboard ?? {}, { enabled: false })],
  ["it is detached", () => keyboard?.detach()],
  [
    "a dialog takes the focus",
    () => {
      document.body.innerHTML = "<dialog open><button></button></dialog>";
      document.querySelector("button")?.focus();
    },
  ],
  [
    "a field takes the focus",
    () => {
      document.body.innerHTML = "<input>";
      document.querySelector("input")?.focus();
    },
  ],
])("nothing sticks when %s", (_, lose) => {
  attach();
  key("keydown", "KeyX");
  key("keydown", "Space");
  expect(bits).toBe(a);
  lose();
  expect(bits).toBe(0);
  expect(commands).toEqual(["fast-forward down", "fast-forward up"]);
  // The key is still down, and repeats.
  key("keydown", "KeyX", { repeat: true });
  expect(bits).toBe(0);
});

test("with an element, only keys in it count, and leaving it releases them", () => {
  document.body.innerHTML = "<div id=game tabindex=0><i tabindex=0></i></div><b tabindex=0></b>";
  const game = document.getElementById("game") as HTMLElement;
  attach({ element: game });
  expect(key("keydown", "KeyX")).toBe(true);
  game.focus();
  key("keydown", "KeyX", {}, game);
  expect(bits).toBe(a);
  game.querySelector("i")?.focus();
  expect(bits).toBe(a);
  document.querySelector("b")?.focus();
  expect(bits).toBe(0);
});

test("a player inside of a dialog plays", () => {
  document.body.innerHTML = "<dialog open><div id=game></div></dialog>";
  const game = document.getElementById("game") as HTMLElement;
  attach({ element: game });
  key("keydown", "KeyX", {}, game);
  expect(bits).toBe(a);
});

test("switched on again or bound anew, keys count again", () => {
  const input = attach();
  input.enabled = false;
  expect(key("keydown", "KeyX")).toBe(true);
  input.enabled = true;
  input.bindings = { keyboard: { ...defaultBindings.keyboard, a: ["KeyQ"] } };
  key("keydown", "KeyQ");
  expect(bits).toBe(a);
  input.detach();
  key("keydown", "KeyQ");
  expect(bits).toBe(0);
});
