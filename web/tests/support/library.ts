import { readFileSync } from "node:fs";
import type { Page } from "@playwright/test";

/** The server of the package's fixture pages. */
export const fixtures = "http://127.0.0.1:8152";

/** Opens the package's page, cross-origin isolated or as most hosts serve it. */
export async function openLibrary(page: Page, kind: "isolated" | "plain" = "isolated") {
  await page.goto(`${fixtures}${kind === "plain" ? "/plain" : ""}/library.html`);
  await page.waitForFunction(() => globalThis.page !== undefined);
}

/** A file's bytes in a form that goes into a page. */
export function asBase64(file: string | Uint8Array): string {
  return Buffer.from(typeof file === "string" ? readFileSync(file) : file).toString("base64");
}
