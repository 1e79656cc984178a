import type { ComponentChildren } from "preact";
import { Button } from "../components/button.js";
import type { IconName } from "../components/icons.js";
import { Sheet } from "../components/sheet.js";
import { keysOf } from "../state/bindings-words.js";
import { canFullscreen, isFullscreen, toggleFullscreen } from "../state/device.js";
import { titleOf } from "../state/library.js";
import { change, settings } from "../state/preferences.js";
import { closeSheet, openSheet } from "../state/route.js";
import { takeScreenshot } from "../state/screenshot.js";
import { session } from "../state/session.js";
import { startOver } from "../state/states.js";
import { slow } from "../state/tempo.js";

/** What is needed now and then while playing. */
export function MenuSheet() {
  const { muted } = settings.value.sound;
  return (
    <Sheet title={titleOf(session.value?.id)} look="small" onClose={closeSheet}>
      <ul class="menu">
        <Item icon="camera" keys={keysOf("screenshot")} onClick={() => void takeScreenshot()}>
          Screenshot
        </Item>
        <Item
          icon={muted ? "sound" : "muted"}
          keys={keysOf("mute")}
          onClick={() => change("sound", { muted: !muted })}
        >
          {muted ? "Sound on" : "Mute"}
        </Item>
        <Item
          icon="speed"
          keys={keysOf("slow-motion")}
          onClick={() => {
            slow.value = !slow.value;
            closeSheet();
          }}
        >
          {slow.value ? "Normal speed" : "Slow motion"}
        </Item>
        {canFullscreen && (
          <Item
            icon={isFullscreen.value ? "window" : "fullscreen"}
            keys={keysOf("fullscreen")}
            onClick={() => {
              closeSheet();
              void toggleFullscreen();
            }}
          >
            {isFullscreen.value ? "Leave full screen" : "Full screen"}
          </Item>
        )}
        <Item icon="restart" onClick={() => void startOver()}>
          Start over
        </Item>
        <Item icon="settings" onClick={() => openSheet("settings")}>
          Settings
        </Item>
        <Item icon="help" keys="?" onClick={() => openSheet("help")}>
          Keys and help
        </Item>
      </ul>
    </Sheet>
  );
}

function Item({
  icon,
  keys,
  onClick,
  children,
}: {
  icon: IconName;
  keys?: string | undefined;
  onClick: () => void;
  children: ComponentChildren;
}) {
  return (
    <li>
      <Button icon={icon} onClick={onClick}>
        {children}
        {keys && <kbd>{keys}</kbd>}
      </Button>
    </li>
  );
}
