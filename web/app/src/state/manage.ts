import type { Game } from "edgeboy";
import { ask } from "./ask.js";
import { attempt } from "./attempt.js";
import { library, refreshStorage } from "./library.js";
import { closeSheet } from "./route.js";
import { say } from "./toasts.js";

/** Gives a game another title. */
export async function rename({ hash, title }: Game): Promise<void> {
  const { value, text } = await ask({
    title: "Rename",
    text: "The title is shown in your library and in file names.",
    field: { label: "Title", value: title },
    choices: [
      { label: "Rename", value: true, look: "main" },
      { label: "Cancel", value: false },
    ],
  });
  const renamed = text.trim();
  if (value && renamed && renamed !== title) {
    await attempt(title, async () => (await library())?.update(hash, { title: renamed }));
  }
}

/** Takes a game out of the library; the player says what becomes of its saves. */
export async function remove({ hash, title }: Game): Promise<void> {
  const { value } = await ask({
    title: `Remove ${title}?`,
    text: "You can keep its saves: they are there again when you open the game's file another time.",
    choices: [
      { label: "Remove, keep the saves", value: "keep" as const, look: "main" },
      { label: "Remove with all its saves", value: "all" as const, look: "danger" },
      { label: "Cancel", value: "cancel" as const },
    ],
  });
  if (value === "cancel") {
    return;
  }
  await attempt(title, async () => {
    await (await library())?.remove(hash, { keepSaves: value === "keep" });
    closeSheet();
    await refreshStorage();
    say(`${title} is removed`, { icon: "trash" });
  });
}
