import type { ComponentChildren } from "preact";
import { useId } from "preact/hooks";

/** A row of settings: what it is, perhaps a hint, and its control. */
function Row({
  id,
  label,
  hint,
  children,
}: {
  id: string;
  label: string;
  hint?: string | undefined;
  children: ComponentChildren;
}) {
  return (
    <div class="row">
      <div class="row-words">
        <label for={id}>{label}</label>
        {hint && (
          <p class="hint" id={`${id}-hint`}>
            {hint}
          </p>
        )}
      </div>
      {children}
    </div>
  );
}

/** On or off. */
export function Toggle({
  label,
  hint,
  checked,
  onChange,
}: {
  label: string;
  hint?: string;
  checked: boolean;
  onChange: (checked: boolean) => void;
}) {
  const id = useId();
  return (
    <Row id={id} label={label} hint={hint}>
      <input
        id={id}
        class="toggle"
        type="checkbox"
        role="switch"
        checked={checked}
        aria-checked={checked}
        aria-describedby={hint && `${id}-hint`}
        onChange={(event) => onChange(event.currentTarget.checked)}
      />
    </Row>
  );
}

/** A number on a scale, with its value in words. */
export function Slider({
  label,
  hint,
  value,
  min,
  max,
  step,
  words,
  onInput,
}: {
  label: string;
  hint?: string;
  value: number;
  min: number;
  max: number;
  step: number;
  words: string;
  onInput: (value: number) => void;
}) {
  const id = useId();
  return (
    <Row id={id} label={label} hint={hint}>
      <div class="slider">
        <input
          id={id}
          type="range"
          min={min}
          max={max}
          step={step}
          value={value}
          style={{ "--part": `${((value - min) / (max - min)) * 100}%` }}
          aria-valuetext={words}
          aria-describedby={hint && `${id}-hint`}
          onInput={(event) => onInput(event.currentTarget.valueAsNumber)}
        />
        <output for={id} class="numbers">
          {words}
        </output>
      </div>
    </Row>
  );
}

/** One of a few, side by side. */
export function Choice<T extends string | number>({
  label,
  hint,
  value,
  options,
  onChange,
}: {
  label: string;
  hint?: string;
  value: T;
  options: readonly (readonly [value: T, words: string])[];
  onChange: (value: T) => void;
}) {
  const id = useId();
  return (
    <fieldset class="row" aria-describedby={hint && `${id}-hint`}>
      <legend class="unseen">{label}</legend>
      <div class="row-words">
        <span aria-hidden="true">{label}</span>
        {hint && (
          <p class="hint" id={`${id}-hint`}>
            {hint}
          </p>
        )}
      </div>
      <div class="choice">
        {options.map(([option, words]) => (
          <label key={option}>
            <input
              type="radio"
              name={id}
              checked={option === value}
              onChange={() => onChange(option)}
            />
            <span>{words}</span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}
