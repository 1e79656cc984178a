import type { GameBoy } from "edgeboy";
import type { Page } from "./pages/library.ts";

declare global {
  /** What the package's fixture page offers. */
  var page: Page;
  /** The machine that a test has made in a fixture page. */
  var gb: GameBoy;
  /** The machine of EdgeBoy's page. */
  var edgeboy: GameBoy;
}
