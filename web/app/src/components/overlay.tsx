import type { ComponentChildren } from "preact";
import { useEffect, useRef } from "preact/hooks";
import { reopen } from "../state/games-in-turn.js";
import { chooseGames } from "../state/open-files.js";
import type { Problem } from "../state/problems.js";
import { goTo, openSheet } from "../state/route.js";
import { session, togglePause } from "../state/session.js";
import { focusStage } from "../state/stage.js";
import { startOver } from "../state/states.js";
import { Button } from "./button.js";

/** Over the picture while the game does not run. */
export function Overlay() {
  const now = session.value;
  switch (now?.phase) {
    case undefined:
    case "opening":
      return (
        <div class="overlay overlay-opening">
          <p role="status">Opening…</p>
        </div>
      );
    case "waiting":
      return <Paused words={now.isResumed ? "Continue" : "Play"} />;
    case "paused":
      return <Paused words="Resume" title="Paused" />;
    case "failed":
      return (
        <Failed problem={now.problem}>
          <Button look="main" icon="folder" onClick={() => void chooseGames()}>
            Open a game
          </Button>
        </Failed>
      );
    case "stopped":
      return (
        <Failed problem={now.problem}>
          <Button look="main" icon="restart" onClick={() => void reopen()}>
            Go on from the last save
          </Button>
        </Failed>
      );
    case "running":
      return null;
  }
}

/** The way on has the focus; when it is taken, the keys are the game's again. */
function Paused({ words, title }: { words: string; title?: string }) {
  const overlay = useRef<HTMLDivElement>(null);
  useEffect(() => {
    overlay.current?.querySelector("button")?.focus({ preventScroll: true });
    return focusStage;
  }, []);
  return (
    <div class="overlay" ref={overlay}>
      {title && <h2>{title}</h2>}
      <Button look="main" icon="play" onClick={togglePause}>
        {words}
      </Button>
      {title && (
        <div class="overlay-more">
          <Button icon="saves" onClick={() => openSheet("saves")}>
            Saves
          </Button>
          <Button icon="restart" onClick={() => void startOver()}>
            Start over
          </Button>
        </div>
      )}
    </div>
  );
}

function Failed({
  problem,
  children,
}: {
  problem: Problem | undefined;
  children: ComponentChildren;
}) {
  return (
    <div class="overlay overlay-problem" role="alert">
      <h2>{problem?.title}</h2>
      <p>{problem?.text}</p>
      <div class="overlay-more">
        {children}
        <Button onClick={() => goTo(undefined)}>To the library</Button>
      </div>
    </div>
  );
}
