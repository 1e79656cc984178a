import { computed, effect, untracked } from "@preact/signals";
import { asked } from "./ask.js";
import { machine } from "./machine.js";
import { explain } from "./problems.js";
import { openSheet, route } from "./route.js";
import { endInProblem, session } from "./session.js";
import { say } from "./toasts.js";

/** Whether the machine is to run at this moment: it rests while a sheet or a question is open. */
const wanted = computed(
  () => session.value?.phase === "running" && !route.value.sheet && !asked.value,
);

// Runs and pauses the machine. In the same turn as the click that wants it, since sound needs that.
effect(() => {
  const gameBoy = machine.value?.gameBoy;
  const isWanted = wanted.value;
  untracked(() => {
    if (gameBoy && session.value?.cartridge) {
      (isWanted ? gameBoy.play() : gameBoy.pause()).catch(stop);
    }
  });
});

effect(() =>
  machine.value?.gameBoy.on("error", (error) => {
    if (error.code === "no-support") {
      say("This browser plays no sound.", { icon: "muted" });
    } else if (error.code === "storage") {
      say("Your save could not be stored.", {
        icon: "warning",
        stays: true,
        action: { label: "Export it", run: () => openSheet("saves") },
      });
    } else {
      stop(error);
    }
  }),
);

function stop(error: unknown): void {
  endInProblem("stopped", explain(error, "The game"));
}
