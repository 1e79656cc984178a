import { TouchPad } from "edgeboy";
import { useEffect, useRef } from "preact/hooks";
import { buttons } from "../state/controls.js";
import { isLarge } from "../state/device.js";
import { settings } from "../state/preferences.js";

/** The touch pad, below the picture or to both sides of it. */
export function Pad() {
  const place = useRef<HTMLDivElement>(null);
  const pad = useRef<TouchPad>(undefined);
  const { handed, opacity, haptics } = settings.value.controls;
  // Thumbs are further from the edge of a tablet; what the player sets comes on top.
  const size = Math.min(1.4, settings.value.controls.size * (isLarge.value ? 1.3 : 1));
  useEffect(() => {
    if (place.current) {
      pad.current = new TouchPad(place.current, buttons);
    }
    return () => pad.current?.detach();
  }, []);
  useEffect(
    () => pad.current?.configure({ handed, size, opacity, haptics }),
    [handed, size, opacity, haptics],
  );
  return <div class="pad" ref={place} />;
}
