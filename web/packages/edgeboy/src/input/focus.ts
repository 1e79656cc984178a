/** Where typing, choosing and reading happen: no key that goes there is for the game. */
const foreign = [
  "input",
  "textarea",
  "select",
  "dialog",
  "[contenteditable]:not([contenteditable=false])",
  "[popover]",
  ...["dialog", "alertdialog", "menu", "menubar", "listbox", "radiogroup", "tablist"].map(byRole),
  ...["textbox", "searchbox", "combobox", "slider", "spinbutton", "tree", "grid"].map(byRole),
].join();

/** What Enter and the space bar operate. */
const operable = [
  "button",
  "a[href]",
  "summary",
  ...["button", "link", "switch"].map(byRole),
].join();

/**
 * Whether a key event, or the focus, belongs to a form, a dialog or a menu and not to the game.
 *
 * @param scope The element that the game has; what is around it does not count.
 */
export function isForeign(event: Event, scope: EventTarget): boolean {
  return elementsBelow(event, scope).some((element) => element.matches(foreign));
}

/** Whether a key event operates a button or link that has the focus. */
export function operatesControl(event: KeyboardEvent, scope: EventTarget): boolean {
  const [focused] = elementsBelow(event, scope);
  return (event.key === "Enter" || event.key === " ") && (focused?.matches(operable) ?? false);
}

/** Calls `release` whenever what is held down may be let go without anyone telling. */
export function onFocusLost(release: () => void, scope: EventTarget): () => void {
  const listening = new AbortController();
  const { signal } = listening;
  window.addEventListener("blur", release, { signal });
  window.addEventListener("pagehide", release, { signal });
  document.addEventListener("visibilitychange", release, { signal });
  // A menu of the system takes key and pointer events to itself.
  document.addEventListener(
    "contextmenu",
    (event) => {
      if (!event.defaultPrevented) {
        release();
      }
    },
    { signal },
  );
  document.addEventListener(
    "focusin",
    (event) => {
      if (isForeign(event, scope)) {
        release();
      }
    },
    { signal },
  );
  return () => listening.abort();
}

function byRole(role: string): string {
  return `[role=${role}]`;
}

function elementsBelow(event: Event, scope: EventTarget): Element[] {
  const path = event.composedPath();
  const end = path.indexOf(scope);
  return (end === -1 ? path : path.slice(0, end)).filter((node) => node instanceof Element);
}
