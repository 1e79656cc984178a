import { signal } from "@preact/signals";

/** A question in a dialog of its own. */
export interface Question<T> {
  title: string;
  text: string;
  /** The ways to answer, the safest last. Escape answers with the last one's value. */
  choices: { label: string; value: T; look?: "main" | "danger" }[];
  /** Asks for a text as well. */
  field?: { label: string; value: string };
}

/** How it was answered. */
export interface Answer<T> {
  value: T;
  text: string;
}

/** The question that is asked now, and where the answer goes. */
export interface Asked {
  question: Question<unknown>;
  answer(index: number, text: string): void;
}

export const asked = signal<Asked | undefined>(undefined);

/** Asks, and waits for the answer. A question asked before is answered with its last choice. */
export function ask<T>(question: Question<T>): Promise<Answer<T>> {
  asked.value?.answer(asked.value.question.choices.length - 1, "");
  return new Promise((resolve, reject) => {
    asked.value = {
      question,
      answer(index, text) {
        asked.value = undefined;
        const choice = question.choices[index];
        if (choice === undefined) {
          reject(new RangeError(`no choice ${index}`));
        } else {
          resolve({ value: choice.value, text });
        }
      },
    };
  });
}

/** Tells something that must be read, and waits until it was. */
export async function tell(title: string, text: string): Promise<void> {
  await ask({ title, text, choices: [{ label: "OK", value: undefined, look: "main" }] });
}
