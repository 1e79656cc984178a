import type { BatteryGeneration } from "./schema.js";

type Generation = Pick<BatteryGeneration, "savedAt" | "origin" | "replacedAt">;

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;
const year = 365 * day;

/** The newest so many are kept, whatever their age. */
const newestKept = 5;

/** Up to what age one generation is kept of each span of time, and how long that span is. */
const tiers = [
  { upTo: hour, span: 10 * minute },
  { upTo: day, span: 3 * hour },
  { upTo: 7 * day, span: day },
  { upTo: year, span: 30 * day },
  { upTo: Number.POSITIVE_INFINITY, span: year },
] as const;

/** How long an imported save, and the one it took the place of, are kept beside all others. */
const importKept = 30 * day;

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
  for (const generation of oldestFirst.toReversed()) {
    if (isOfRecentImport(generation, now)) {
      continue;
    }
    const span = spanOf(generation.savedAt, now);
    if (newest >= newestKept && spansSeen.has(span)) {
      dropped.push(generation);
    }
    spansSeen.add(span);
    newest += 1;
  }
  return dropped;
}

function isOfRecentImport({ savedAt, origin, replacedAt }: Generation, now: number): boolean {
  const importedAt = replacedAt ?? (origin === "import" ? savedAt : Number.NEGATIVE_INFINITY);
  return now - importedAt < importKept;
}

function spanOf(savedAt: number, now: number): string {
  const age = now - savedAt;
  const tier = tiers.find(({ upTo }) => age < upTo) ?? tiers[tiers.length - 1];
  return `${tier?.span}:${Math.floor(savedAt / (tier?.span ?? year))}`;
}
