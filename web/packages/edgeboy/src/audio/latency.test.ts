import { expect, it } from "vitest";

import { Latency } from "./latency.js";

it("keeps more ready after each underrun, up to 200 ms", () => {
  const latency = new Latency();
  expect(latency.target).toBe(50);
  latency.underrun(0);
  expect(latency.target).toBe(65);
  for (let i = 0; i < 20; i++) {
    latency.underrun(i);
  }
  expect(latency.target).toBe(200);
});

it("keeps slowly less while all goes well, down to 50 ms", () => {
  const latency = new Latency();
  latency.underrun(0);
  for (let now = 0; now <= 60_000; now += 16) {
    latency.pass(now);
  }
  expect(latency.target).toBe(60);
  for (let now = 60_000; now <= 300_000; now += 16) {
    latency.pass(now);
  }
  expect(latency.target).toBe(50);
});

it("keeps what was asked for", () => {
  const latency = new Latency(120);
  latency.underrun(0);
  latency.pass(100_000);
  expect(latency.target).toBe(120);
});
