import { useEffect, useId, useRef } from "preact/hooks";
import { type Asked, asked } from "../state/ask.js";
import { Button } from "./button.js";
import { showModal } from "./modal.js";

/** The question that is asked now. */
export function AskDialog() {
  const now = asked.value;
  return now ? <OneQuestion key={now.question.title} {...now} /> : null;
}

function OneQuestion({ question, answer }: Asked) {
  const dialog = useRef<HTMLDialogElement>(null);
  const field = useRef<HTMLInputElement>(null);
  const id = useId();
  useEffect(() => {
    const close = showModal(dialog.current);
    field.current?.select();
    return close;
  }, []);
  const reply = (index: number) => answer(index, field.current?.value ?? "");
  const main = question.choices.findIndex(({ look }) => look === "main");
  return (
    <dialog
      ref={dialog}
      class="ask"
      role="alertdialog"
      aria-labelledby={`${id}-title`}
      aria-describedby={`${id}-text`}
      onCancel={(event) => {
        event.preventDefault();
        reply(question.choices.length - 1);
      }}
    >
      <form
        onSubmit={(event) => {
          event.preventDefault();
          reply(Math.max(0, main));
        }}
      >
        <h2 id={`${id}-title`}>{question.title}</h2>
        <p id={`${id}-text`}>{question.text}</p>
        {question.field && (
          <label class="field">
            <span>{question.field.label}</span>
            <input ref={field} value={question.field.value} maxLength={120} autocomplete="off" />
          </label>
        )}
        <div class="ask-choices">
          {question.choices.map(({ label, look }, index) => (
            <Button
              key={label}
              look={look ?? "quiet"}
              type={index === main ? "submit" : "button"}
              onClick={index === main ? undefined : () => reply(index)}
            >
              {label}
            </Button>
          ))}
        </div>
      </form>
    </dialog>
  );
}
