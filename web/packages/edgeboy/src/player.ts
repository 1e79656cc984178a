/**
 * Defines `<edgeboy-player>`.
 *
 * ```html
 * <script type="module" src="edgeboy/dist/player.js"></script>
 * <edgeboy-player rom="game.gb"></edgeboy-player>
 * ```
 *
 * @packageDocumentation
 */

import { EdgeBoyPlayer } from "./element/player-element.js";

export { EdgeBoyPlayer, type EdgeBoyPlayerEvents } from "./element/player-element.js";

declare global {
  interface HTMLElementTagNameMap {
    "edgeboy-player": EdgeBoyPlayer;
  }
}

// A page may load the package twice, and a server has no elements.
if (globalThis.customElements && !customElements.get("edgeboy-player")) {
  customElements.define("edgeboy-player", EdgeBoyPlayer);
}
