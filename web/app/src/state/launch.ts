import { openFiles, openLink } from "./open-files.js";
import { route } from "./route.js";

/** What the operating system hands to an installed page. */
interface LaunchParams {
  readonly files: readonly FileSystemFileHandle[];
}

/** Opens what the page was started with: a link in its address, or files of the operating system. */
export function openAtStart(): void {
  const { link, game } = route.peek();
  if (link && game === undefined) {
    void openLink(link);
  }
  const { launchQueue } = window as {
    launchQueue?: { setConsumer(take: (launch: LaunchParams) => void): void };
  };
  launchQueue?.setConsumer(({ files }) => {
    void Promise.all(files.map((file) => file.getFile())).then(openFiles);
  });
}
