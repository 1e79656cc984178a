import { signal } from "@preact/signals";

/** A sheet over the screen: its name, and the game or the page that it is about. */
export interface SheetRoute {
  name: "saves" | "settings" | "help" | "game" | "menu";
  /** Of `saves` and `game`: the game's id. Of `settings`: the page. */
  about: string | undefined;
}

/** Where on the web a game comes from: `?rom=URL`, and perhaps `&state=URL` to begin with. */
export interface Link {
  rom: string;
  state: string | undefined;
}

/** Where the player is. The address holds it, so that "back" and reloading work. */
export interface Route {
  link: Link | undefined;
  /** The id of the game being played: the ROM's SHA-256, or `demo`. */
  game: string | undefined;
  sheet: SheetRoute | undefined;
}

const SHEETS: readonly SheetRoute["name"][] = ["saves", "settings", "help", "game", "menu"];

/** Reads `?rom=URL&state=URL#/[play/GAME][/SHEET[/ABOUT]]`; what it does not know is left out. */
export function parseRoute(search: string, hash: string): Route {
  const query = new URLSearchParams(search);
  const rom = query.get("rom");
  const parts = hash
    .replace(/^#?\/?/, "")
    .split("/")
    .filter(Boolean);
  let game: string | undefined;
  if (parts[0] === "play" && parts[1] !== undefined) {
    game = parts[1];
    parts.splice(0, 2);
  }
  const name = SHEETS.find((sheet) => sheet === parts[0]);
  return {
    link: rom ? { rom, state: query.get("state") ?? undefined } : undefined,
    game,
    sheet: name && { name, about: parts[1] },
  };
}

/** Writes a route as {@link parseRoute} reads it. */
export function formatRoute({ link, game, sheet }: Route): string {
  const query = new URLSearchParams();
  if (link !== undefined) {
    query.set("rom", link.rom);
    if (link.state !== undefined) {
      query.set("state", link.state);
    }
  }
  const parts = [
    ...(game === undefined ? [] : ["play", game]),
    ...(sheet === undefined ? [] : [sheet.name]),
    ...(sheet?.about === undefined ? [] : [sheet.about]),
  ];
  return `${link ? `?${query}` : ""}#/${parts.join("/")}`;
}

/** Where the player is now. */
export const route = signal<Route>(parseRoute(location.search, location.hash));

/** Follows the address; call it once. */
export function followAddress(): void {
  addEventListener("popstate", () => {
    route.value = parseRoute(location.search, location.hash);
  });
}

/** Goes to a game, or home: a step that "back" undoes. */
export function goTo(game: string | undefined, link?: Link): void {
  // A game that is chosen in a sheet takes the sheet's place.
  move({ link, game, sheet: undefined }, history.state === "sheet");
}

/** Forgets the game that the address names, before it is opened. */
export function forgetGame(): void {
  move({ ...route.value, game: undefined, sheet: undefined }, true);
}

/** Opens a sheet, or another page of the open one. "Back" closes it. */
export function openSheet(name: SheetRoute["name"], about?: string): void {
  move({ ...route.value, sheet: { name, about } }, route.value.sheet !== undefined);
}

/** Closes the sheet that is open, if there is one. */
export function closeSheet(): void {
  if (route.value.sheet === undefined) {
    return;
  }
  if (history.state === "sheet") {
    history.back();
  } else {
    move({ ...route.value, sheet: undefined }, true);
  }
}

function move(next: Route, inPlace: boolean): void {
  const address = `${location.pathname}${formatRoute(next)}`;
  if (inPlace) {
    history.replaceState(next.sheet && history.state, "", address);
  } else {
    history.pushState(next.sheet && "sheet", "", address);
  }
  route.value = next;
}
