import { Choice, Slider, Toggle } from "../../components/fields.js";
import { change, settings } from "../../state/preferences.js";

/** Faster, slower and back. */
export function Speed() {
  const { fast, slow, fastKey, rewind, rewindSeconds } = settings.value.speed;
  return (
    <>
      <Choice
        label="Fast-forward"
        value={fast}
        options={[
          [2, "2×"],
          [4, "4×"],
          [8, "8×"],
          [0, "Full speed"],
        ]}
        onChange={(value) => change("speed", { fast: value })}
      />
      <Choice
        label="Fast-forward key"
        value={fastKey}
        options={[
          ["hold", "While held"],
          ["switch", "On and off"],
        ]}
        onChange={(value) => change("speed", { fastKey: value })}
      />
      <Choice
        label="Slow motion"
        value={slow}
        options={[
          [0.25, "¼"],
          [0.5, "½"],
          [0.75, "¾"],
        ]}
        onChange={(value) => change("speed", { slow: value })}
      />
      <Toggle
        label="Rewind"
        hint="Takes a little memory and time in every frame."
        checked={rewind}
        onChange={(on) => change("speed", { rewind: on })}
      />
      {rewind && (
        <Slider
          label="Rewind reaches back"
          value={rewindSeconds}
          min={10}
          max={300}
          step={10}
          words={`${rewindSeconds} s`}
          onInput={(value) => change("speed", { rewindSeconds: value })}
        />
      )}
    </>
  );
}
