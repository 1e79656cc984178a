import { test as base, expect, type Page } from "@playwright/test";

interface Fixtures {
  /** Messages that a test provokes and expects on the console; all others fail it. */
  expectedMessages: RegExp[];
  noConsoleErrors: undefined;
}

/** Playwright's `test`, in which an error or a warning on the console of any page fails the test. */
export const test = base.extend<Fixtures>({
  expectedMessages: [[], { option: true }],
  noConsoleErrors: [
    async ({ context, expectedMessages }, use) => {
      const messages: string[] = [];
      const watch = (page: Page) => {
        page.on("pageerror", (error) => messages.push(String(error.stack ?? error)));
        page.on("console", (message) => {
          const grave = message.type() === "error" || message.type() === "warning";
          if (grave) messages.push(`${message.type()}: ${message.text()}`);
        });
      };
      context.pages().forEach(watch);
      context.on("page", watch);
      await use(undefined);
      const surprising = messages.filter((text) => !expectedMessages.some((e) => e.test(text)));
      expect(surprising, "on the console").toEqual([]);
    },
    { auto: true },
  ],
});

export { expect };
