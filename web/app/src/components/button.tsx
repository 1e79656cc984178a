import type { ComponentChildren, JSX } from "preact";
import { Icon, type IconName } from "./icons.js";

type Base = Omit<JSX.IntrinsicElements["button"], "icon" | "label">;

/** A button with words: one `main` on a screen, `plain` where it must step back. */
export function Button({
  look = "quiet",
  icon,
  children,
  ...rest
}: Base & {
  look?: "main" | "quiet" | "plain" | "danger";
  icon?: IconName;
  children?: ComponentChildren;
}) {
  return (
    <button type="button" {...rest} class={`button ${look}`}>
      {icon && <Icon name={icon} />}
      <span class="button-words">{children}</span>
    </button>
  );
}

/** A button with an icon only; `label` is its name, and shown as a hint. */
export function IconButton({
  icon,
  label,
  keys,
  ...rest
}: Base & { icon: IconName; label: string; keys?: string | undefined }) {
  return (
    <button
      type="button"
      {...rest}
      class="icon-button"
      aria-label={label}
      title={keys ? `${label} (${keys})` : label}
    >
      <Icon name={icon} size={24} />
    </button>
  );
}
