import type { Stats } from "edgeboy";
import { useEffect, useState } from "preact/hooks";
import { machine } from "../state/machine.js";
import { session } from "../state/session.js";

/** How the machine does, read twice a second while it is looked at and a game is loaded. */
export function useStats(isWanted = true): Stats | undefined {
  const [stats, setStats] = useState<Stats>();
  const gameBoy = machine.value?.gameBoy;
  const isLoaded = session.value?.cartridge !== undefined;
  useEffect(() => {
    if (!gameBoy || !isLoaded || !isWanted) {
      return;
    }
    const read = () => void gameBoy.stats().then(setStats, () => undefined);
    read();
    const timer = setInterval(read, 500);
    return () => clearInterval(timer);
  }, [gameBoy, isLoaded, isWanted]);
  return stats;
}
