/** Who is told when the page can be seen or not. */
export interface VisibilityListener {
  hidden(): void;
  shown(): void;
}

/** Watches whether the page can be seen, until the function that this gives back is called. */
export function watchVisibility(listener: VisibilityListener): () => void {
  const watching = new AbortController();
  const options = { signal: watching.signal };
  const changed = () => (document.hidden ? listener.hidden() : listener.shown());
  document.addEventListener("visibilitychange", changed, options);
  // A page that is left may come back as it was, without having been hidden.
  window.addEventListener("pagehide", () => listener.hidden(), options);
  window.addEventListener("pageshow", changed, options);
  return () => watching.abort();
}
