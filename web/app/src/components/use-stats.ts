import type { Stats } from "edgeboy";
import { useEffect, useState } from "preact/hooks";
import { machine } from "../state/machine.js";

/** How the machine does, read twice a second while it is looked at. */
export function useStats(): Stats | undefined {
  const [stats, setStats] = useState<Stats>();
  const gameBoy = machine.value?.gameBoy;
  useEffect(() => {
    if (!gameBoy?.cartridge) {
      return;
    }
    const read = () => void gameBoy.stats().then(setStats, () => undefined);
    read();
    const timer = setInterval(read, 500);
    return () => clearInterval(timer);
  }, [gameBoy]);
  return stats;
}
