import { untilRunning } from "./support/app.ts";
import { expect, test } from "./support/test.ts";

/** Recording what happens for a trace would be part of what is measured. */
test.use({ trace: "off" });

/** Milliseconds from the click to the first picture, of so many starts the median. */
const starts = 5;
const atMost = 300;

test("from the click to the first frame", async ({ page }) => {
  const measured: number[] = [];
  for (let i = 0; i < starts; i++) {
    await page.goto("/");
    // The time that it takes somebody to find the button.
    await page.waitForTimeout(1500);
    const measuring = page.evaluate(
      () =>
        new Promise<number>((resolve) => {
          addEventListener(
            "click",
            () => {
              const clicked = performance.now();
              const remove = edgeboy.on("frame", () => {
                remove();
                requestAnimationFrame(() => resolve(performance.now() - clicked));
              });
            },
            { capture: true, once: true },
          );
        }),
    );
    await page.getByRole("button", { name: /^(Play|Continue) the demo$|^Continue$/ }).click();
    measured.push(await measuring);
    await untilRunning(page);
    await page.evaluate(() => {
      location.hash = "";
    });
  }
  const median = measured.sort((x, y) => x - y)[Math.floor(starts / 2)] ?? Number.NaN;
  console.log(`click to first frame: ${measured.map((ms) => ms.toFixed(0)).join(", ")} ms`);
  expect(median).toBeLessThan(atMost);
});
