/** Drawings of 24 by 24 units, made of lines. */
const lines = {
  play: "M8 5.5v13l10.5-6.5z",
  pause: "M8.5 5.5v13M15.5 5.5v13",
  fastForward: "M4.5 6.5v11l7.5-5.5zM12.5 6.5v11l7.5-5.5z",
  saveState: "M7 4.5h10v15l-5-4-5 4zM12 8v5M9.5 10.5h5",
  loadState: "M7 4.5h10v15l-5-4-5 4zM14.5 10.5h-5m2-2-2 2 2 2",
  sound: "M4.5 9.5v5h3.5l4.5 4v-13l-4.5 4zM16 9a4.2 4.2 0 0 1 0 6M18.5 6.5a7.8 7.8 0 0 1 0 11",
  muted: "M4.5 9.5v5h3.5l4.5 4v-13l-4.5 4zM16.5 9.5l5 5m0-5-5 5",
  fullScreen: "M4.5 9V4.5H9M15 4.5h4.5V9M19.5 15v4.5H15M9 19.5H4.5V15",
  leaveFullScreen: "M9 4.5V9H4.5M19.5 9H15V4.5M15 19.5V15h4.5M4.5 15H9v4.5",
} as const;

export type IconName = keyof typeof lines;

/** Draws an icon. It has no name of its own: the button that it is in has one. */
export function icon(name: IconName): SVGElement {
  const namespace = "http://www.w3.org/2000/svg";
  const svg = document.createElementNS(namespace, "svg");
  svg.setAttribute("viewBox", "0 0 24 24");
  svg.setAttribute("aria-hidden", "true");
  const path = document.createElementNS(namespace, "path");
  path.setAttribute("d", lines[name]);
  svg.append(path);
  return svg;
}
