import type { ComponentChildren } from "preact";
import { useEffect, useId, useRef } from "preact/hooks";
import { IconButton } from "./button.js";
import { showModal } from "./modal.js";
import { Toasts } from "./toasts.js";

/**
 * A sheet over the screen: from the right on wide screens, so that the picture stays in view, and
 * from below on phones. A native modal dialog keeps the focus inside and gives it back.
 */
export function Sheet({
  title,
  under,
  look = "side",
  onClose,
  children,
}: {
  title: string;
  /** Stays below the title while the content scrolls. */
  under?: ComponentChildren;
  look?: "side" | "small";
  onClose: () => void;
  children: ComponentChildren;
}) {
  const dialog = useRef<HTMLDialogElement>(null);
  const id = useId();
  useEffect(() => showModal(dialog.current), []);
  return (
    // A click on the veil is for the mouse; the keyboard has Escape and the button.
    // biome-ignore lint/a11y/useKeyWithClickEvents: the dialog itself answers Escape.
    <dialog
      ref={dialog}
      class={`sheet ${look}`}
      aria-labelledby={id}
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
      onClick={(event) => {
        if (event.target === event.currentTarget) {
          onClose();
        }
      }}
    >
      <div class="sheet-page">
        <header class="sheet-head">
          <h2 id={id}>{title}</h2>
          <IconButton icon="close" label="Close" onClick={onClose} />
        </header>
        {under}
        <div class="sheet-body">{children}</div>
        {/* What is outside of a modal dialog cannot be clicked. */}
        <Toasts />
      </div>
    </dialog>
  );
}
