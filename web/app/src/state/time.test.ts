import { describe, expect, it } from "vitest";
import { ago, size, span } from "./time.js";

describe("times and sizes in words", () => {
  const now = Date.UTC(2026, 10, 22, 12);

  it.each([
    [0, "just now"],
    [9, "just now"],
    [12, "12 seconds ago"],
    [59, "59 seconds ago"],
    [60, "1 minute ago"],
    [59 * 60, "59 minutes ago"],
    [3 * 3600, "3 hours ago"],
    [25 * 3600, "yesterday"],
    [3 * 86400, "3 days ago"],
    [30 * 86400, "Oct 23, 2026"],
    [-100, "just now"],
  ])("%i seconds before: %s", (seconds, words) => {
    expect(ago(now - seconds * 1000, now)).toBe(words);
  });

  it("spans", () => {
    expect([45, 720, 12_000].map(span)).toEqual(["45 s", "12 min", "3 h 20 min"]);
  });

  it("sizes", () => {
    expect([512, 32768, 1_572_864, 5 * 2 ** 30].map(size)).toEqual([
      "512 bytes",
      "32 kB",
      "1.5 MB",
      "5.0 GB",
    ]);
  });
});
