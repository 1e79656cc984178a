import type { TargetedEvent } from "preact";
import { keysOf } from "../state/bindings-words.js";
import { canFullscreen, isFullscreen, toggleFullscreen } from "../state/device.js";
import { titleOf } from "../state/library.js";
import { change, settings } from "../state/preferences.js";
import { goTo, openSheet } from "../state/route.js";
import { session, togglePause } from "../state/session.js";
import { focusStage } from "../state/stage.js";
import { fast, rewinding } from "../state/tempo.js";
import { IconButton } from "./button.js";

/** The slim bar over a game: what a player reaches for while playing. */
export function Bar() {
  const now = session.value;
  const isLoaded = now?.cartridge !== undefined;
  const isRunning = now?.phase === "running";
  const { muted } = settings.value.sound;
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: it only sees where clicks on buttons went.
    <header class="bar" onClick={backToTheGame}>
      <IconButton icon="back" label="Leave the game" onClick={() => goTo(undefined)} />
      <span class="bar-title">{titleOf(now?.id)}</span>
      <div class="bar-tools" role="toolbar" aria-label="Game" onKeyDown={moveFocus}>
        <IconButton
          icon={isRunning ? "pause" : "play"}
          label={isRunning ? "Pause" : "Play"}
          keys={keysOf("pause")}
          disabled={!isLoaded}
          onClick={togglePause}
        />
        {settings.value.speed.rewind && <RewindButton disabled={!isLoaded} />}
        <IconButton
          icon="forward"
          label="Fast-forward"
          keys={keysOf("fast-forward")}
          aria-pressed={fast.value}
          disabled={!isLoaded}
          onClick={() => {
            fast.value = !fast.value;
          }}
        />
        <IconButton
          icon="saves"
          label="Saves"
          disabled={!isLoaded}
          onClick={() => openSheet("saves")}
        />
        <span class="bar-wide">
          <IconButton
            icon={muted ? "muted" : "sound"}
            label={muted ? "Sound on" : "Mute"}
            keys={keysOf("mute")}
            onClick={() => change("sound", { muted: !muted })}
          />
          {canFullscreen && (
            <IconButton
              icon={isFullscreen.value ? "window" : "fullscreen"}
              label={isFullscreen.value ? "Leave full screen" : "Full screen"}
              keys={keysOf("fullscreen")}
              onClick={() => void toggleFullscreen()}
            />
          )}
        </span>
        <IconButton icon="more" label="More" onClick={() => openSheet("menu")} />
      </div>
    </header>
  );
}

/** Rewinds as long as it is held; with the keyboard, Space or Enter holds it. */
function RewindButton({ disabled }: { disabled: boolean }) {
  const hold = (on: boolean) => () => {
    rewinding.value = on;
  };
  const holdKey = (on: boolean) => (event: TargetedEvent<HTMLButtonElement, KeyboardEvent>) => {
    if (event.key === " " || event.key === "Enter") {
      rewinding.value = on;
    }
  };
  return (
    <IconButton
      icon="rewind"
      label="Rewind while held"
      keys={keysOf("rewind")}
      disabled={disabled}
      onPointerDown={(event) => {
        event.currentTarget.setPointerCapture(event.pointerId);
        rewinding.value = true;
      }}
      onLostPointerCapture={hold(false)}
      onKeyDown={holdKey(true)}
      onKeyUp={holdKey(false)}
      onBlur={hold(false)}
      onContextMenu={(event) => event.preventDefault()}
    />
  );
}

/** The arrows go from tool to tool, as toolbars have it. */
function moveFocus(event: TargetedEvent<HTMLElement, KeyboardEvent>): void {
  const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
  const tools = [...event.currentTarget.querySelectorAll<HTMLElement>("button:enabled")];
  const at = tools.findIndex((tool) => tool.matches(":focus"));
  if (step && at !== -1) {
    event.preventDefault();
    tools[(at + step + tools.length) % tools.length]?.focus();
  }
}

/** After a click with the mouse or a finger the keys are the game's again. */
function backToTheGame(event: TargetedEvent<HTMLElement, MouseEvent>): void {
  if (event.detail > 0) {
    focusStage();
  }
}
