import { attempt } from "./attempt.js";
import { download, fileName } from "./files.js";
import { titleOf } from "./library.js";
import { machine } from "./machine.js";
import { session } from "./session.js";
import { say } from "./toasts.js";

/** How many times as large as the Game Boy's picture a screenshot is. */
const SCALE = 4;

/** Gives the player the picture as a file. */
export function takeScreenshot(): Promise<void> {
  return attempt("The screenshot", async () => {
    const picture = await machine.peek()?.gameBoy.screenshot({ scale: SCALE });
    if (picture) {
      const title = fileName(titleOf(session.peek()?.id));
      const time = new Date().toISOString().slice(0, 19).replaceAll(":", "-");
      download(picture, `${title} ${time}.png`);
      say("Screenshot saved", { icon: "camera" });
    }
  });
}
