import type { CDPSession, Page } from "@playwright/test";
import { clickInBar, peek, playFile } from "./support/app.ts";
import { buttonsRom } from "./support/roms.ts";
import { expect, test } from "./support/test.ts";

const file = { name: "buttons.gb", bytes: buttonsRom() };
const [right, left, up, down, a, b, select, start] = [1, 2, 4, 8, 16, 32, 64, 128] as const;

/** What the game sees of the buttons. */
const seen = (page: Page) => expect.poll(() => peek(page, 0xc000));

test.describe("keyboard", () => {
  test("keys are buttons, and opposite directions never meet", async ({ page }) => {
    await playFile(page, file);
    await page.keyboard.down("ArrowLeft");
    await page.keyboard.down("x");
    await seen(page).toBe(left | a);
    await page.keyboard.down("ArrowRight");
    await seen(page).toBe(right | a);
    await page.keyboard.up("ArrowRight");
    await seen(page).toBe(left | a);
    await page.keyboard.up("ArrowLeft");
    await page.keyboard.up("x");
    await seen(page).toBe(0);
  });

  test("nothing sticks when the page loses the focus", async ({ page }) => {
    await playFile(page, file);
    await page.keyboard.down("ArrowUp");
    await seen(page).toBe(up);
    await page.evaluate(() => window.dispatchEvent(new Event("blur")));
    await seen(page).toBe(0);
    await page.keyboard.up("ArrowUp");
  });
});

test.describe("gamepad", () => {
  test.beforeEach(async ({ page }) => {
    await page.addInitScript(() => {
      const buttons = Array.from({ length: 17 }, () => ({
        pressed: false,
        touched: false,
        value: 0,
      }));
      const pad = {
        id: "A pad of the tests",
        index: 0,
        connected: true,
        mapping: "standard",
        axes: [0, 0, 0, 0],
        buttons,
        timestamp: 0,
        vibrationActuator: null,
      };
      let isConnected = false;
      navigator.getGamepads = () => (isConnected ? [pad as unknown as Gamepad] : []);
      Object.assign(globalThis, {
        pad: {
          connect(on: boolean) {
            isConnected = on;
            const name = on ? "gamepadconnected" : "gamepaddisconnected";
            dispatchEvent(Object.assign(new Event(name), { gamepad: pad }));
          },
          hold(index: number, pressed: boolean) {
            buttons[index] = { pressed, touched: pressed, value: Number(pressed) };
            pad.timestamp = performance.now();
          },
          tilt(x: number, y: number) {
            pad.axes = [x, y, 0, 0];
            pad.timestamp = performance.now();
          },
        },
      });
    });
  });

  interface Pad {
    connect(on: boolean): void;
    hold(index: number, pressed: boolean): void;
    tilt(x: number, y: number): void;
  }

  const does = (page: Page, ...[name, ...values]: [keyof Pad, ...(number | boolean)[]]) =>
    page.evaluate(
      ({ name, values }) => {
        const { pad } = globalThis as unknown as { pad: Record<string, (...v: unknown[]) => void> };
        pad[name]?.(...values);
      },
      { name, values },
    );

  test("buttons, d-pad and stick reach the game; nothing sticks when it is unplugged", async ({
    page,
  }) => {
    await playFile(page, file);
    await does(page, "connect", true);
    await does(page, "hold", 12, true);
    await does(page, "hold", 1, true);
    await seen(page).toBe(up | a);
    await does(page, "hold", 12, false);
    await does(page, "hold", 1, false);
    await does(page, "hold", 9, true);
    await seen(page).toBe(start);
    await does(page, "hold", 9, false);
    await does(page, "tilt", 0.9, 0.9);
    await seen(page).toBe(right | down);
    await does(page, "connect", false);
    await seen(page).toBe(0);
  });
});

test.describe("touch", () => {
  test.use({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });

  /** Fingers on the screen, by CDP because Playwright's own touches only tap. */
  class Fingers {
    private readonly debugging: CDPSession;

    constructor(debugging: CDPSession) {
      this.debugging = debugging;
    }

    async put(type: "touchStart" | "touchMove" | "touchEnd", ...points: [number, number][]) {
      const touchPoints = points.map(([x, y], id) => ({ x, y, id }));
      await this.debugging.send("Input.dispatchTouchEvent", { type, touchPoints });
    }
  }

  for (const [name, viewport] of [
    ["portrait", { width: 390, height: 844 }],
    ["landscape", { width: 844, height: 390 }],
  ] as const) {
    test(`d-pad with diagonals, sliding, two thumbs (${name})`, async ({ page, context }) => {
      await page.setViewportSize(viewport);
      await playFile(page, file);
      const fingers = new Fingers(await context.newCDPSession(page));
      const middle = async (part: string): Promise<[number, number]> => {
        const box = await page.locator(part).boundingBox();
        if (!box) throw new Error(`no ${part}`);
        return [box.x + box.width / 2, box.y + box.height / 2];
      };
      const [dx, dy] = await middle(".dpad-body");
      const reach = 45;
      await fingers.put("touchStart", [dx, dy - reach]);
      await seen(page).toBe(up);
      await fingers.put("touchMove", [dx + reach * 0.7, dy - reach * 0.7]);
      await seen(page).toBe(up | right);
      await fingers.put("touchMove", [dx + reach, dy]);
      await seen(page).toBe(right);

      const buttonA = await middle("button.key.a");
      const buttonB = await middle("button.key.b");
      await fingers.put("touchStart", [dx + reach, dy], buttonA);
      await seen(page).toBe(right | a);
      await fingers.put("touchMove", [dx + reach, dy], buttonB);
      await seen(page).toBe(right | b);
      await fingers.put("touchEnd");
      await seen(page).toBe(0);

      await fingers.put("touchStart", await middle("button.key.start"));
      await seen(page).toBe(start);
      await fingers.put("touchEnd");
      await fingers.put("touchStart", await middle("button.key.select"));
      await seen(page).toBe(select);
      await fingers.put("touchEnd");
      await seen(page).toBe(0);
    });
  }

  test("on its side, the bar goes away, and comes back for a finger and for the focus", async ({
    page,
  }) => {
    await page.setViewportSize({ width: 844, height: 390 });
    await playFile(page, file);
    const more = page.getByRole("button", { name: "More", exact: true });
    await expect(more).toBeInViewport();
    await expect(more).not.toBeInViewport();
    await page.touchscreen.tap(422, 195);
    await expect(more).toBeInViewport();
    await expect(more).not.toBeInViewport();
    await clickInBar(page, "More");
    await expect(page.getByRole("dialog")).toBeVisible();
  });
});
