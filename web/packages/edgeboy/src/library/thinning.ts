import type { BatteryGeneration } from "./types.js";

type Generation = Pick<BatteryGeneration, "savedAt" | "origin" | "replacedAt">;

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const YEAR = 365 * DAY;

/** The newest so many are kept, whatever their age. */
const NEWEST_KEPT = 5;

/** Up to what age one generation is kept of each span of time, and how long that span is. */
const TIERS = [
  { upTo: HOUR, span: 10 * MINUTE },
  { upTo: DAY, span: 3 * HOUR },
  { upTo: 7 * DAY, span: DAY },
  { upTo: YEAR, span: 30 * DAY },
];

/** And beyond. */
const OLDEST_SPAN = YEAR;

/** How long an imported save, and the one it took the place of, are kept beside all others. */
const IMPORT_KEPT = 30 * DAY;

/**
 * Which generations of a game's battery save may go, at the time `now`.
 *
 * The newest five stay. Older ones are thinned by age: one of each ten minutes of the last hour, of
 * each three hours of the last day, of each day of the last week, of each month of the last year,
 * of each year. The spans begin at fixed times, not at `now`, so what was kept once is not dropped
 * by the next save in favor of its neighbor. What a person imported, and what was there before
 * the import, stays for a month.
 *
 * @param oldestFirst All generations, in the order in which they were saved.
 */
export function generationsToDrop<T extends Generation>(
  oldestFirst: readonly T[],
  now: number,
): T[] {
  const dropped: T[] = [];
  const spansSeen = new Set<string>();
  let newest = 0;
  for (const generation of [...oldestFirst].reverse()) {
    if (isOfRecentImport(generation, now)) {
      continue;
    }
    const span = spanOf(generation.savedAt, now);
    if (newest >= NEWEST_KEPT && spansSeen.has(span)) {
      dropped.push(generation);
    }
    spansSeen.add(span);
    newest += 1;
  }
  return dropped;
}

function isOfRecentImport({ savedAt, origin, replacedAt }: Generation, now: number): boolean {
  const importedAt = replacedAt ?? (origin === "import" ? savedAt : Number.NEGATIVE_INFINITY);
  return now - importedAt < IMPORT_KEPT;
}

function spanOf(savedAt: number, now: number): string {
  const age = now - savedAt;
  const span = TIERS.find(({ upTo }) => age < upTo)?.span ?? OLDEST_SPAN;
  return `${span}:${Math.floor(savedAt / span)}`;
}
