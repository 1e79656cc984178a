import {
  type Action,
  actionLabels,
  actions,
  conflicts,
  defaultBindings,
  type GamepadControl,
  gamepadLabel,
} from "edgeboy";
import { useState } from "preact/hooks";
import { keyName } from "../state/bindings-words.js";
import { change, settings } from "../state/preferences.js";
import { Button, IconButton } from "./button.js";
import { Capture } from "./capture.js";
import { Icon } from "./icons.js";

type Device = "keyboard" | "gamepad";

/** What each action is bound to; a press of a button waits for a new key. */
export function BindingTable({ device }: { device: Device }) {
  const [waiting, setWaiting] = useState<Action>();
  const { bindings } = settings.value.controls;
  const bound = bindings[device];
  const clashes = new Map(
    conflicts(bindings)
      .filter((conflict) => conflict.device === device)
      .map(({ control, actions: those }) => [control, those]),
  );

  const set = (action: Action, controls: readonly string[]) => {
    change("controls", {
      bindings: { ...bindings, [device]: { ...bound, [action]: controls } },
    });
  };
  const name = (control: string) =>
    device === "keyboard" ? keyName(control) : gamepadLabel(control as GamepadControl);

  return (
    <>
      <ul class="bindings">
        {actions.map((action) => (
          <li key={action}>
            <span class="binding-action">{actionLabels[action]}</span>
            <span class="binding-keys">
              {bound[action].map((control) => {
                const others = (clashes.get(control) ?? []).filter((other) => other !== action);
                return (
                  <button
                    type="button"
                    key={control}
                    class={others.length > 0 ? "bound clash" : "bound"}
                    aria-label={`Remove ${name(control)} from ${actionLabels[action]}`}
                    title={others.length > 0 ? `Also ${words(others)}` : "Remove"}
                    onClick={() =>
                      set(
                        action,
                        bound[action].filter((one) => one !== control),
                      )
                    }
                  >
                    {others.length > 0 && <Icon name="warning" size={14} />}
                    {name(control)}
                  </button>
                );
              })}
              {waiting === action ? (
                <Capture
                  device={device}
                  onDone={(control) => {
                    setWaiting(undefined);
                    if (control !== undefined && !(bound[action] as string[]).includes(control)) {
                      set(action, [...bound[action], control]);
                    }
                  }}
                />
              ) : (
                <IconButton
                  icon="plus"
                  label={`Add to ${actionLabels[action]}`}
                  onClick={() => setWaiting(action)}
                />
              )}
            </span>
          </li>
        ))}
      </ul>
      {[...clashes].map(([control, those]) => (
        <p class="notice" key={control} role="status">
          <Icon name="warning" />
          <span>
            {name(control)} does several things: {words(those)}.
          </span>
        </p>
      ))}
      <div class="buttons">
        <Button
          icon="restart"
          onClick={() =>
            change("controls", { bindings: { ...bindings, [device]: defaultBindings[device] } })
          }
        >
          Back to the usual ones
        </Button>
      </div>
    </>
  );
}

function words(those: readonly Action[]): string {
  return those.map((action) => actionLabels[action]).join(", ");
}
