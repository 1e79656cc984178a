const STEPS: [seconds: number, unit: Intl.RelativeTimeFormatUnit][] = [
  [60, "second"],
  [60 * 60, "minute"],
  [24 * 60 * 60, "hour"],
  [7 * 24 * 60 * 60, "day"],
];

const relative = new Intl.RelativeTimeFormat("en", { numeric: "auto" });
const date = new Intl.DateTimeFormat("en", { dateStyle: "medium" });
const full = new Intl.DateTimeFormat("en", { dateStyle: "medium", timeStyle: "medium" });

/** A time in milliseconds since 1970 as people say it: `3 minutes ago`, `yesterday`, `Mar 4, 2026`. */
export function ago(at: number, now = Date.now()): string {
  const seconds = Math.max(0, (now - at) / 1000);
  if (seconds < 10) {
    return "just now";
  }
  let size = 1;
  for (const [end, unit] of STEPS) {
    if (seconds < end) {
      return relative.format(-Math.floor(seconds / size), unit);
    }
    size = end;
  }
  return date.format(at);
}

/** The whole date and time. */
export function fullTime(at: number): string {
  return full.format(at);
}

/** A span of time: `45 s`, `12 min`, `3 h 20 min`. */
export function span(seconds: number): string {
  if (seconds < 60) {
    return `${Math.floor(seconds)} s`;
  }
  const minutes = Math.floor(seconds / 60);
  return minutes < 60 ? `${minutes} min` : `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}

/** A number of bytes: `512 bytes`, `32 kB`, `1.5 MB`. */
export function size(bytes: number): string {
  if (bytes < 1024) {
    return `${bytes} bytes`;
  }
  const kilo = bytes / 1024;
  if (kilo < 1000) {
    return `${Math.round(kilo)} kB`;
  }
  const mega = kilo / 1024;
  return mega < 1000 ? `${mega.toFixed(1)} MB` : `${(mega / 1024).toFixed(1)} GB`;
}
