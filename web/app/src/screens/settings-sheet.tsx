import type { ComponentType } from "preact";
import { useRef } from "preact/hooks";
import { Sheet } from "../components/sheet.js";
import { closeSheet, openSheet, route } from "../state/route.js";
import { About } from "./settings/about.js";
import { Controls } from "./settings/controls.js";
import { Data } from "./settings/data.js";
import { Picture } from "./settings/picture.js";
import { Sound } from "./settings/sound.js";
import { Speed } from "./settings/speed.js";

const PAGES: readonly [id: string, title: string, page: ComponentType][] = [
  ["picture", "Picture", Picture],
  ["sound", "Sound", Sound],
  ["controls", "Controls", Controls],
  ["speed", "Speed", Speed],
  ["data", "Data", Data],
  ["about", "About", About],
];

/** The settings, on pages. */
export function SettingsSheet() {
  const about = route.value.sheet?.about;
  const found = PAGES.findIndex(([id]) => id === about);
  const index = Math.max(0, found);
  const tabs = useRef<HTMLDivElement>(null);
  const show = (to: number) => {
    const wrapped = (to + PAGES.length) % PAGES.length;
    const [id] = PAGES[wrapped] ?? [];
    openSheet("settings", id);
    tabs.current?.querySelectorAll("button")[wrapped]?.focus();
  };
  const steps: Record<string, number> = {
    ArrowRight: index + 1,
    ArrowLeft: index - 1,
    Home: 0,
    End: PAGES.length - 1,
  };
  const [id, , Page] = PAGES[index] ?? ["picture", "", Picture];
  return (
    <Sheet
      title="Settings"
      onClose={closeSheet}
      under={
        <div
          ref={tabs}
          class="tabs"
          role="tablist"
          aria-label="Settings"
          onKeyDown={(event) => {
            const to = steps[event.key];
            if (to !== undefined) {
              event.preventDefault();
              show(to);
            }
          }}
        >
          {PAGES.map(([tab, words], at) => (
            <button
              key={tab}
              type="button"
              role="tab"
              id={`tab-${tab}`}
              aria-selected={at === index}
              aria-controls="settings-page"
              tabIndex={at === index ? 0 : -1}
              onClick={() => show(at)}
            >
              {words}
            </button>
          ))}
        </div>
      }
    >
      <div id="settings-page" role="tabpanel" aria-labelledby={`tab-${id}`} class="settings-page">
        <Page />
      </div>
    </Sheet>
  );
}
