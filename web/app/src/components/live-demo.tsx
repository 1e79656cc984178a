import { GameBoy } from "edgeboy";
import { useEffect, useState } from "preact/hooks";
import { DEMO, demoRom } from "../state/demo.js";
import { theMachine } from "../state/machine.js";
import { settings } from "../state/preferences.js";
import { Screen } from "./screen.js";

/** Frames until the demo's title has come up, which is shown where nothing may move. */
const TITLE_FRAMES = 150;

/** The demo, playing by itself without sound on a machine of its own. */
export function LiveDemo() {
  const [canvas, setCanvas] = useState<HTMLCanvasElement>();

  useEffect(() => {
    const stop = new AbortController();
    const made = document.createElement("canvas");
    made.width = 160;
    made.height = 144;
    void show(made, stop.signal).then(
      () => {
        if (!stop.signal.aborted) {
          setCanvas(made);
        }
      },
      () => {
        // Without the preview the card shows its sky; whoever starts the demo learns what is wrong.
      },
    );
    return () => stop.abort();
  }, []);

  return (
    <div class={canvas ? "live here" : "live"}>
      <Screen canvas={canvas} scaling={devicePixelRatio < 2 ? "integer" : "fit"} />
    </div>
  );
}

async function show(canvas: HTMLCanvasElement, signal: AbortSignal): Promise<void> {
  // The machine for playing comes first: a click may come at any moment.
  const [rom] = await Promise.all([demoRom(), theMachine()]);
  if (signal.aborted) {
    return;
  }
  const gameBoy = await GameBoy.create({
    canvas,
    audio: false,
    rewindSeconds: 0,
    colors: settings.peek().picture.colors,
  });
  signal.addEventListener("abort", () => void gameBoy.destroy());
  if (signal.aborted) {
    await gameBoy.destroy();
    return;
  }
  const { hash } = await gameBoy.load(rom);
  DEMO.hash.value = hash;
  // The demo begins with a white screen, which nobody should see flash up on a dark page.
  await gameBoy.runFrames(TITLE_FRAMES);
  if (!matchMedia("(prefers-reduced-motion: reduce)").matches) {
    playInView(gameBoy, canvas, signal);
  }
}

/** What nobody sees does not run. */
function playInView(gameBoy: GameBoy, canvas: HTMLCanvasElement, signal: AbortSignal): void {
  const observer = new IntersectionObserver(([entry]) => {
    void (entry?.isIntersecting ? gameBoy.play() : gameBoy.pause());
  });
  observer.observe(canvas);
  signal.addEventListener("abort", () => observer.disconnect());
}
