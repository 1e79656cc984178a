import { followRoute } from "./games-in-turn.js";
import { library } from "./library.js";
import { openFiles, openLink } from "./open-files.js";
import { forgetGame, route } from "./route.js";

/** What the operating system hands to an installed page. */
interface LaunchParams {
  readonly files: readonly FileSystemFileHandle[];
}

/** Opens what the page was started with: a link in its address, or files of the operating system. */
export async function openAtStart(): Promise<void> {
  const { link, game } = route.peek();
  // Somebody else's address names a game that only its link can bring here.
  if (link && !(await isPlayed(game))) {
    forgetGame();
    void openLink(link);
  }
  followRoute();
  const { launchQueue } = window as {
    launchQueue?: { setConsumer(take: (launch: LaunchParams) => void): void };
  };
  launchQueue?.setConsumer(({ files }) => {
    void Promise.all(files.map((file) => file.getFile())).then(openFiles);
  });
}

async function isPlayed(id: string | undefined): Promise<boolean> {
  const games = await (await library())?.games();
  return games?.some(({ hash, lastPlayed }) => hash === id && lastPlayed !== undefined) ?? false;
}
