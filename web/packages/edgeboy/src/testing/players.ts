import type { EdgeBoyPlayer } from "../player.js";

/** Puts a player on the page. */
export function make(html = '<edgeboy-player rom="game.gb"></edgeboy-player>'): EdgeBoyPlayer {
  const place = document.createElement("div");
  place.innerHTML = html;
  document.body.append(place);
  return place.querySelector("edgeboy-player") as EdgeBoyPlayer;
}

/** What is in a player, by a selector. */
export function inside<T extends HTMLElement = HTMLElement>(
  player: EdgeBoyPlayer,
  selector: string,
): T {
  return player.shadowRoot?.querySelector(selector) as T;
}

export const button = (player: EdgeBoyPlayer, name: string): HTMLButtonElement =>
  inside(player, `[aria-label="${name}"]`);

export const phase = (player: EdgeBoyPlayer): string | undefined =>
  inside(player, ".frame").dataset.phase;

/** Lets everything happen that waits for nothing but its turn. */
export async function settle(): Promise<void> {
  for (let turn = 0; turn < 20; turn += 1) {
    await new Promise((resolve) => setTimeout(resolve));
  }
}

/** Notes the events of a player from now on. */
export function heard(player: EdgeBoyPlayer, ...types: string[]): [string, unknown][] {
  const events: [string, unknown][] = [];
  for (const type of types) {
    player.addEventListener(type, (event) => events.push([type, (event as CustomEvent).detail]));
  }
  return events;
}

/** A player that plays. */
export async function playing(html?: string): Promise<EdgeBoyPlayer> {
  const player = make(html);
  await player.play();
  return player;
}
