/**
 * How the player looks. Colors, speeds and sizes come from `--eb-` properties that the page may set;
 * what stands after the comma is for pages that set none.
 */
export const playerStyle = `
:host {
  --target: var(--eb-target, 44px);
  --accent: var(--eb-accent, #ffb35c);
  --on-accent: var(--eb-on-accent, #2b1205);
  --fast: var(--eb-fast, 120ms) var(--eb-ease, cubic-bezier(0.2, 0.7, 0.2, 1));
  --slow: var(--eb-slow, 220ms) var(--eb-ease, cubic-bezier(0.2, 0.7, 0.2, 1));
  color-scheme: dark;
  display: inline-block;
  inline-size: 480px;
  max-inline-size: 100%;
  vertical-align: top;
  color: var(--eb-text, #f5effc);
  font: 400 var(--eb-text-m, 0.9375rem) / 1.5 var(--eb-font, system-ui, sans-serif);
}
:host([hidden]), [hidden] { display: none !important; }
* { box-sizing: border-box; }

.frame {
  container-type: inline-size;
  display: grid;
  grid-template: minmax(0, 1fr) auto auto / minmax(0, 1fr);
  block-size: 100%;
  overflow: hidden;
  border-radius: 0 0 var(--eb-radius-m, 10px) var(--eb-radius-m, 10px);
  background: var(--eb-stage, #0b0617);
}
.stage {
  position: relative;
  place-self: stretch;
  aspect-ratio: 10 / 9;
  min-block-size: 0;
  background: center / contain no-repeat;
  image-rendering: pixelated;
}
:is([data-phase="idle"], [data-phase="loading"]) .stage { background-image: var(--poster, none); }
.screen { position: absolute; inset: 0; outline: none; }
canvas { position: absolute; image-rendering: pixelated; }
:is([data-phase="idle"], [data-phase="loading"], [data-phase="failed"]) canvas { visibility: hidden; }

button {
  margin: 0;
  padding: 0;
  border: 0;
  background: none;
  color: inherit;
  font: inherit;
  cursor: pointer;
  touch-action: manipulation;
  -webkit-tap-highlight-color: transparent;
}
:focus-visible { outline: 2px solid var(--eb-accent-text, #ffbe75); outline-offset: -2px; }
.screen:focus-visible::after {
  content: "";
  position: absolute;
  inset: 0;
  border: 2px solid var(--eb-accent-text, #ffbe75);
}
svg {
  display: block;
  inline-size: 24px;
  block-size: 24px;
  fill: none;
  stroke: currentColor;
  stroke-width: 1.75;
  stroke-linecap: round;
  stroke-linejoin: round;
}

.poster, .failure {
  position: absolute;
  inset: 0;
  display: grid;
  place-content: center;
  justify-items: center;
  gap: var(--eb-4, 16px);
  inline-size: 100%;
  padding: var(--eb-4, 16px);
  text-align: center;
  background: color-mix(in srgb, var(--eb-stage, #0b0617) 55%, transparent);
}
[data-phase="idle"] .poster { background: radial-gradient(120% 55% at 50% 112%, #4a219499, transparent); }
.disc {
  display: grid;
  place-items: center;
  inline-size: clamp(56px, 18cqi, 80px);
  aspect-ratio: 1;
  border-radius: 50%;
  background: var(--accent);
  color: var(--on-accent);
  transition: transform var(--fast);
}
.disc svg { inline-size: 45%; block-size: 45%; fill: currentColor; translate: 4% 0; }
.poster:hover .disc { transform: scale(1.06); }
.poster:active .disc { transform: scale(0.96); }
.poster:focus-visible { outline-offset: -4px; }
.label:not(:empty) {
  max-inline-size: 30ch;
  padding-inline: var(--eb-3, 12px);
  border-radius: var(--eb-radius-m, 10px);
  background: color-mix(in srgb, var(--eb-stage, #0b0617) 75%, transparent);
  font-weight: 600;
  text-wrap: balance;
}
[data-phase="loading"] .disc { animation: breathe 1.2s ease-in-out infinite alternate; }
@keyframes breathe { from { opacity: 1; } to { opacity: 0.45; } }

.failure { background: var(--eb-stage, #0b0617); }
.failure p { margin: 0; max-inline-size: 42ch; text-wrap: pretty; }
.action {
  min-block-size: var(--target);
  padding-inline: var(--eb-4, 16px);
  border-radius: var(--eb-radius-m, 10px);
  color: var(--eb-accent-text, #ffbe75);
  font-weight: 600;
}
.failure .action { background: var(--eb-raised, #2a1f45); }

.unlock, .message:not(:empty) {
  position: absolute;
  inset-block-start: var(--eb-2, 8px);
  inset-inline: 0;
  display: flex;
  align-items: center;
  gap: var(--eb-2, 8px);
  inline-size: max-content;
  max-inline-size: calc(100% - 16px);
  margin-inline: auto;
  min-block-size: var(--target);
  padding: var(--eb-1, 4px) var(--eb-4, 16px);
  border-radius: var(--eb-radius-l, 16px);
  background: color-mix(in srgb, var(--eb-surface, #1e1533) 94%, transparent);
  text-wrap: balance;
}
.message .action { margin-inline-end: calc(-1 * var(--eb-3, 12px)); }
.unlock svg { inline-size: 20px; block-size: 20px; }

.bar {
  display: flex;
  align-items: center;
  padding-inline: var(--eb-1, 4px);
  background: var(--eb-surface, #1e1533);
  color: var(--eb-muted, #b9accf);
  transition: opacity var(--slow);
}
.bar button {
  display: grid;
  place-items: center;
  inline-size: var(--target);
  block-size: var(--target);
  border-radius: var(--eb-radius-m, 10px);
  touch-action: none;
}
.bar button:is(:hover, [aria-pressed="true"]):enabled { color: var(--eb-text, #f5effc); }
.bar button[aria-pressed="true"] { background: var(--eb-raised, #2a1f45); color: var(--eb-accent-text, #ffbe75); }
.bar button:disabled { opacity: 0.4; cursor: default; }
.space { flex: 1; }
.volume {
  --at: calc(var(--level, 1) * 100%);
  appearance: none;
  inline-size: 72px;
  block-size: 24px;
  margin: 0 var(--eb-2, 8px) 0 0;
  background: linear-gradient(90deg, currentColor var(--at), var(--eb-line, #382b59) var(--at)) center / 100% 4px no-repeat;
  cursor: pointer;
}
.volume::-webkit-slider-thumb {
  appearance: none;
  inline-size: 12px;
  block-size: 12px;
  border-radius: 50%;
  background: var(--eb-text, #f5effc);
}
.volume::-moz-range-thumb {
  inline-size: 12px;
  block-size: 12px;
  border: 0;
  border-radius: 50%;
  background: var(--eb-text, #f5effc);
}
@container (max-width: 340px) { .volume { display: none; } }
[data-controls="none"] { border-radius: 0; }
[data-controls="none"] .bar { display: none; }

.touch { display: none; }
[data-touch] .touch { display: block; padding-block-start: var(--eb-2, 8px); }

.full {
  position: fixed;
  inset: 0;
  z-index: 2147483647;
  block-size: 100dvh;
  border-radius: 0;
}
.full .stage { aspect-ratio: auto; }
.full .bar {
  position: absolute;
  inset: auto 0 max(var(--eb-4, 16px), env(safe-area-inset-bottom));
  inline-size: min(480px, 100% - 32px);
  margin-inline: auto;
  border-radius: var(--eb-radius-m, 10px);
}
.full.rests .bar:not(:focus-within, :hover) { opacity: 0; }
.full.rests { cursor: none; }
.full[data-touch="portrait"] { grid-template-rows: auto auto minmax(0, 1fr); }
.full[data-touch="portrait"] .stage { aspect-ratio: 10 / 9; margin-block-start: env(safe-area-inset-top); }
.full[data-touch="portrait"] .bar { position: static; margin-block: var(--eb-2, 8px); }
.full[data-touch="landscape"] .touch { position: absolute; inset: 0; }
.full[data-touch="landscape"] .bar { inset: env(safe-area-inset-top) 0 auto; inline-size: min(400px, 50%); z-index: 1; }
.full[data-touch="landscape"].rests .bar { opacity: 0; pointer-events: none; }

@media (pointer: coarse) { :host { --target: 48px; } }
@media (prefers-reduced-motion: reduce) {
  * { transition: none !important; animation: none !important; }
}
@media (forced-colors: active) {
  .disc { border: 2px solid ButtonText; }
  .bar button[aria-pressed="true"] { outline: 2px solid Highlight; }
}
`;
