import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["src/**/*.test.ts"],
    // Some tests emulate thousands of frames, on machines that do other things meanwhile.
    testTimeout: 60_000,
  },
});
