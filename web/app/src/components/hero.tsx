import type { ComponentChildren } from "preact";

/** A game, large: its picture, what it is, and what can be done with it. */
export function Hero({
  title,
  text,
  picture,
  onPicture,
  children,
}: {
  title: string;
  text: string;
  picture: ComponentChildren;
  /** A click on the picture; a button beside it does the same for who cannot see it. */
  onPicture: () => void;
  children: ComponentChildren;
}) {
  return (
    <section class="hero" aria-labelledby="hero-title">
      <button
        type="button"
        class="hero-picture"
        tabIndex={-1}
        aria-hidden="true"
        onClick={onPicture}
      >
        {picture}
      </button>
      <div class="hero-words">
        <h1 id="hero-title">{title}</h1>
        <p class="lead">{text}</p>
        <div class="hero-buttons">{children}</div>
      </div>
    </section>
  );
}
