import { useState } from "preact/hooks";
import { BindingTable } from "../../components/binding-table.js";
import { Choice, Slider, Toggle } from "../../components/fields.js";
import { gamepad, pads } from "../../state/controls.js";
import { padShown } from "../../state/device.js";
import { change, settings } from "../../state/preferences.js";

/** Keys, gamepads and the touch pad. */
export function Controls() {
  const [device, setDevice] = useState<"keyboard" | "gamepad">("keyboard");
  const { pad, handed, size, opacity, haptics } = settings.value.controls;
  return (
    <>
      <Choice
        label="Keys and buttons of"
        value={device}
        options={[
          ["keyboard", "Keyboard"],
          ["gamepad", "Gamepad"],
        ]}
        onChange={setDevice}
      />
      {device === "gamepad" && <Pads />}
      <BindingTable key={device} device={device} />
      <h3>Touch pad</h3>
      <Choice
        label="Shown"
        value={pad}
        options={[
          ["auto", "On touch screens"],
          ["always", "Always"],
          ["never", "Never"],
        ]}
        onChange={(value) => change("controls", { pad: value })}
      />
      {padShown.value && (
        <>
          <Choice
            label="A and B"
            value={handed}
            options={[
              ["right", "On the right"],
              ["left", "On the left"],
            ]}
            onChange={(value) => change("controls", { handed: value })}
          />
          <Slider
            label="Size"
            value={Math.round(size * 100)}
            min={80}
            max={140}
            step={5}
            words={`${Math.round(size * 100)} %`}
            onInput={(value) => change("controls", { size: value / 100 })}
          />
          <Slider
            label="Strength"
            value={Math.round(opacity * 100)}
            min={30}
            max={100}
            step={5}
            words={`${Math.round(opacity * 100)} %`}
            onInput={(value) => change("controls", { opacity: value / 100 })}
          />
          <Toggle
            label="Vibrate on touch"
            checked={haptics}
            onChange={(on) => change("controls", { haptics: on })}
          />
        </>
      )}
    </>
  );
}

/** The gamepads that are connected, and which one plays. */
function Pads() {
  const [player, setPlayer] = useState(gamepad.player);
  const found = pads.value;
  if (found.length === 0) {
    return <p class="hint">No gamepad yet. Connect one and press any of its buttons.</p>;
  }
  return (
    <>
      {found.length > 1 && (
        <label class="field">
          <span>Who plays</span>
          <select
            value={player ?? ""}
            onChange={(event) => {
              const { value } = event.currentTarget;
              gamepad.player = value === "" ? undefined : Number(value);
              setPlayer(gamepad.player);
            }}
          >
            <option value="">Every gamepad</option>
            {found.map(({ index, name }) => (
              <option key={index} value={index}>
                {name}
              </option>
            ))}
          </select>
        </label>
      )}
      {found.map(({ index, name, isStandard }) => (
        <p key={index} class="hint">
          {name}
          {!isStandard && ": its layout is not known to the browser, so set its buttons below."}
        </p>
      ))}
    </>
  );
}
