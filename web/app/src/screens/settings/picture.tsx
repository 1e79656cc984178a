import type { Model } from "edgeboy";
import { useEffect } from "preact/hooks";
import { Choice, Toggle } from "../../components/fields.js";
import { Swatches } from "../../components/swatches.js";
import { setModel } from "../../state/games-in-turn.js";
import { MODELS } from "../../state/models.js";
import { readPalettes } from "../../state/palettes.js";
import { change, settings } from "../../state/preferences.js";
import { session } from "../../state/session.js";

/** How the picture is shown. */
export function Picture() {
  const { scaling, colors, stats } = settings.value.picture;
  const id = session.value?.id;
  const model: Model | "auto" = (id && settings.value.models[id]) || "auto";
  useEffect(() => void readPalettes(), []);
  return (
    <>
      <Choice
        label="Size"
        hint="Whole steps keep every pixel a perfect square. The picture is never stretched."
        value={scaling}
        options={[
          ["integer", "Whole steps"],
          ["fit", "As large as fits"],
        ]}
        onChange={(value) => change("picture", { scaling: value })}
      />
      <Choice
        label="Game Boy Color"
        hint="As bright as the numbers say, or pale and mixed, as its screen showed them."
        value={colors}
        options={[
          ["raw", "Vivid"],
          ["corrected", "Like its screen"],
        ]}
        onChange={(value) => change("picture", { colors: value })}
      />
      {id !== undefined && (
        <Choice
          label="This game runs on"
          hint="Another model starts the game over; its battery save is kept."
          value={model}
          options={[["auto", "Auto"], ...MODELS]}
          onChange={(value) => void setModel(id, value === "auto" ? undefined : value)}
        />
      )}
      <Swatches />
      <Toggle
        label="Show how it runs"
        hint="Frames per second, time per frame and sound latency, over the picture."
        checked={stats}
        onChange={(on) => change("picture", { stats: on })}
      />
    </>
  );
}
