import { existsSync, readdirSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

/** The repository's folder. */
export const root = dirname(dirname(dirname(dirname(fileURLToPath(import.meta.url)))));

/** The built-in game, as `cargo xtask web` writes it. */
export const demo = join(root, "web", "app", "public", "demo.gb");

const games = process.env.EDGEBOY_GAMES ?? join(root, "..", "shared", "games");

/** A game of the folder `EDGEBOY_GAMES`, or `undefined` where there is none of this name. */
export function game(name: string): string | undefined {
  const file = join(games, name);
  return existsSync(file) ? file : undefined;
}

/** All games of that folder, by their paths. */
export function allGames(): string[] {
  if (!existsSync(games)) return [];
  const names = readdirSync(games).filter((name) => /\.gbc?$/.test(name));
  return names.sort().map((name) => join(games, name));
}
