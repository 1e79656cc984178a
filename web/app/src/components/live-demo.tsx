import { GameBoy } from "edgeboy";
import { useEffect, useState } from "preact/hooks";
import { DEMO, demoRom } from "../state/demo.js";
import { theMachine } from "../state/machine.js";
import { Screen } from "./screen.js";

/** Frames until the demo's title has come up, which is shown where nothing may move. */
const TITLE_FRAMES = 150;

/**
 * The demo, playing by itself without sound on a machine of its own. When it runs, the machine for
 * playing is made as well, so that it is ready before anyone clicks.
 */
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
          return theMachine();
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
  const rom = await demoRom();
  const gameBoy = await GameBoy.create({ canvas, audio: false, rewindSeconds: 0 });
  signal.addEventListener("abort", () => void gameBoy.destroy());
  if (signal.aborted) {
    await gameBoy.destroy();
    return;
  }
  const { hash } = await gameBoy.load(rom);
  DEMO.hash.value = hash;
  if (matchMedia("(prefers-reduced-motion: reduce)").matches) {
    await gameBoy.runFrames(TITLE_FRAMES);
  } else {
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
