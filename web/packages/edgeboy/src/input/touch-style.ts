import { FACE_BUTTONS } from "./touch-geometry.js";

const percent = (part: number): string => `${part * 100}%`;

/**
 * How the touch pad looks. Colors, speeds and sizes come from the `--eb-` properties of whoever holds
 * the pad; what stands after the comma is for pages that set none.
 */
export const touchStyle = `
:host {
  --pad-unit: calc(var(--eb-pad-size, 1) * 1px);
  display: block;
  inline-size: 100%;
  block-size: 100%;
  container-type: inline-size;
  pointer-events: none;
  font: 600 0.9375rem/1 var(--eb-font, system-ui, sans-serif);
  color: var(--eb-muted, #b9accf);
}
[hidden] { display: none !important; }

.pad {
  box-sizing: border-box;
  display: grid;
  block-size: 100%;
  opacity: var(--eb-pad-opacity, 1);
  padding: max(var(--eb-2, 8px), env(safe-area-inset-top))
    max(var(--eb-2, 8px), env(safe-area-inset-right))
    max(var(--eb-3, 12px), env(safe-area-inset-bottom))
    max(var(--eb-2, 8px), env(safe-area-inset-left));
  -webkit-user-select: none;
  user-select: none;
  -webkit-touch-callout: none;
  -webkit-tap-highlight-color: transparent;
}
/* Where it has to cover the picture. */
.over { opacity: calc(var(--eb-pad-opacity, 1) * 0.55); }
[data-layout="portrait"] {
  --pad-square: min(calc(156 * var(--pad-unit)), 45cqi);
  grid-template: "left left left right right right" minmax(var(--pad-square), 1fr)
    ". select select start start ." auto
    ". . menu menu . ." auto / 1fr 1fr 1fr 1fr 1fr 1fr;
}
[data-layout="landscape"] {
  --pad-square: min(calc(148 * var(--pad-unit)), 24cqi);
  grid-template: "menu . ." auto
    "left . right" minmax(var(--pad-square), 1fr)
    "select . start" auto / var(--pad-square) 1fr var(--pad-square);
  padding-inline: max(var(--eb-4, 16px), env(safe-area-inset-left))
    max(var(--eb-4, 16px), env(safe-area-inset-right));
}

.area {
  display: grid;
  place-items: center;
  pointer-events: auto;
  touch-action: none;
}
.dpad-area { grid-area: left; }
.face-area { grid-area: right; }
[data-handed="left"] .dpad-area { grid-area: right; }
[data-handed="left"] .face-area { grid-area: left; }
.select-area { grid-area: select; }
.start-area { grid-area: start; }

.body { position: relative; }
.dpad-body, .face-body { inline-size: var(--pad-square); block-size: var(--pad-square); }
.dpad-body { display: grid; grid-template: repeat(3, 1fr) / repeat(3, 1fr); }
.select-body, .start-body { padding: var(--eb-2, 8px); }

svg { position: absolute; inset: 0; overflow: visible; }
path {
  fill: color-mix(in srgb, var(--eb-raised, #2a1f45) 70%, transparent);
  stroke: color-mix(in srgb, var(--eb-edge, #8474ab) 60%, transparent);
  stroke-width: 1.5px;
  vector-effect: non-scaling-stroke;
}

.key {
  /* Touches go to the area around it, which knows who is next to whom. */
  pointer-events: none;
  position: relative;
  display: grid;
  place-items: center;
  margin: 0;
  padding: 0;
  border: 1.5px solid color-mix(in srgb, var(--eb-edge, #8474ab) 60%, transparent);
  background: color-mix(in srgb, var(--eb-raised, #2a1f45) 70%, transparent);
  color: inherit;
  font: inherit;
  transition: transform var(--eb-fast, 120ms) var(--eb-ease, ease);
}
.key.pressed {
  background: var(--eb-accent, #ffb35c);
  border-color: var(--eb-accent, #ffb35c);
  color: var(--eb-on-accent, #2b1205);
  transform: scale(0.96);
}

:is(.up, .down, .left, .right) { border-color: transparent; background: none; --arm: var(--eb-radius-m, 10px); }
.key:is(.up, .down, .left, .right) { transform: none; }
.up { grid-area: 1 / 2; border-radius: var(--arm) var(--arm) 0 0; }
.left { grid-area: 2 / 1; border-radius: var(--arm) 0 0 var(--arm); }
.right { grid-area: 2 / 3; border-radius: 0 var(--arm) var(--arm) 0; }
.down { grid-area: 3 / 2; border-radius: 0 0 var(--arm) var(--arm); }
:is(.up, .down, .left, .right)::before {
  content: "";
  inline-size: 28%;
  block-size: 20%;
  background: currentColor;
  clip-path: polygon(50% 0, 100% 100%, 0 100%);
}
.right::before { transform: rotate(90deg); }
.down::before { transform: rotate(180deg); }
.left::before { transform: rotate(270deg); }

:is(.a, .b) {
  position: absolute;
  inline-size: 43%;
  block-size: 43%;
  margin: -21.5%;
  border-radius: 50%;
  font-size: 1.25rem;
}
.a { left: ${percent(FACE_BUTTONS.a.x)}; top: ${percent(FACE_BUTTONS.a.y)}; }
.b { left: ${percent(FACE_BUTTONS.b.x)}; top: ${percent(FACE_BUTTONS.b.y)}; }
[data-handed="left"] .a { left: ${percent(1 - FACE_BUTTONS.a.x)}; }
[data-handed="left"] .b { left: ${percent(1 - FACE_BUTTONS.b.x)}; }

:is(.select, .start), .menu {
  min-inline-size: calc(84 * var(--pad-unit));
  min-block-size: 32px;
  border-radius: 999px;
  font-size: var(--eb-text-s, 0.8125rem);
}
.menu {
  grid-area: menu;
  justify-self: center;
  align-self: center;
  pointer-events: auto;
  touch-action: manipulation;
  min-block-size: var(--eb-target, 44px);
  padding-inline: var(--eb-4, 16px);
  border: 0;
  background: none;
  color: inherit;
  font-family: inherit;
  font-weight: 600;
}
.menu:focus-visible { outline: 2px solid var(--eb-accent-text, #ffbe75); outline-offset: 2px; }

@media (prefers-reduced-motion: reduce) {
  .key { transition: none; }
}
@media (forced-colors: active) {
  .key.pressed { background: Highlight; color: HighlightText; forced-color-adjust: none; }
  path { fill: ButtonFace; stroke: ButtonBorder; }
}
`;
