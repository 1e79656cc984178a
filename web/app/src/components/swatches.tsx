import { palettes } from "../state/palettes.js";
import { change, settings } from "../state/preferences.js";

const SHADES = ["Lightest", "Light", "Dark", "Darkest"];

/** The palettes of games without color, and one of the player's own. */
export function Swatches() {
  const { palette, custom } = settings.value.picture;
  const all = [...palettes.value, { name: "custom", colors: custom }];
  return (
    <fieldset class="swatches">
      <legend>Palette of games without color</legend>
      <div class="swatch-grid">
        {all.map(({ name, colors }) => (
          <label key={name} class="swatch">
            <input
              type="radio"
              name="palette"
              checked={palette === name}
              onChange={() => change("picture", { palette: name })}
            />
            <span class="swatch-colors" aria-hidden="true">
              {colors.map((color, shade) => (
                <span key={SHADES[shade]} style={{ background: color }} />
              ))}
            </span>
            <span class="swatch-name">{words(name)}</span>
          </label>
        ))}
      </div>
      {palette === "custom" && (
        <div class="own-colors">
          {custom.map((color, shade) => (
            <label key={SHADES[shade]}>
              <input
                type="color"
                value={color}
                onInput={(event) => {
                  const changed = custom.with(shade, event.currentTarget.value);
                  change("picture", { custom: changed });
                }}
              />
              <span>{SHADES[shade]}</span>
            </label>
          ))}
        </div>
      )}
    </fieldset>
  );
}

function words(name: string): string {
  switch (name) {
    case "dmg":
      return "Game Boy";
    case "custom":
      return "Your own";
    default:
      return name.charAt(0).toUpperCase() + name.slice(1);
  }
}
