import { TouchPad } from "edgeboy";
import { useEffect, useRef } from "preact/hooks";
import { buttons } from "../state/controls.js";
import { settings } from "../state/preferences.js";

/** The touch pad, below the picture or to both sides of it. */
export function Pad() {
  const place = useRef<HTMLDivElement>(null);
  const pad = useRef<TouchPad>(undefined);
  const { handed, size, opacity, haptics } = settings.value.controls;
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
