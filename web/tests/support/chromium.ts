import { accessSync, constants } from "node:fs";
import { delimiter, join } from "node:path";

const names = ["chromium", "chromium-browser", "google-chrome"];

/** The Chromium to drive: `EDGEBOY_CHROMIUM`, or the first one in the path. */
export function chromium(): string {
  const named = process.env.EDGEBOY_CHROMIUM;
  if (named) return named;
  const folders = (process.env.PATH ?? "").split(delimiter);
  for (const name of names) {
    for (const folder of folders) {
      const file = join(folder, name);
      if (isExecutable(file)) return file;
    }
  }
  throw new Error(
    `no ${names.join(", ")} in the path; install one, or name it in EDGEBOY_CHROMIUM`,
  );
}

/** What Chromium is told in tests: no sandbox (they may run as root), and no traffic of its own. */
export const chromiumFlags = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
