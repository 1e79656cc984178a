import { createRequire } from "node:module";
import { expect, type Page } from "@playwright/test";
import type axeCore from "axe-core";

const script = createRequire(import.meta.url).resolve("axe-core/axe.min.js");

/** Fails with what axe finds fault with on the page as it is. */
export async function expectAccessible(page: Page): Promise<void> {
  await page.addScriptTag({ path: script });
  const violations = await page.evaluate(async () => {
    const { axe } = globalThis as unknown as { axe: typeof axeCore };
    const found = await axe.run();
    return found.violations.map(({ id, help, nodes }) => ({
      id,
      help,
      where: nodes.map(({ html }) => html),
    }));
  });
  expect(violations).toEqual([]);
}
