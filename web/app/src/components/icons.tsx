/** The page's icons: drawn on a grid of 24 × 24 with one stroke, in the color of the text. */

const shapes = {
  play: <path d="M8 5.5v13l10.5-6.5z" />,
  pause: <path d="M9 5.5v13M15 5.5v13" />,
  rewind: <path d="M11.5 6.5v11L4 12zM20 6.5v11L12.5 12z" />,
  forward: <path d="M12.5 6.5v11L20 12zM4 6.5v11l7.5-5.5z" />,
  step: <path d="M7 5.5v13l9.5-6.5zM18.5 5.5v13" />,
  restart: <path d="M5 4.5v4.5h4.5M5.3 9A7.5 7.5 0 1 1 4.5 13" />,
  undo: <path d="M8.5 5 4.5 9l4 4M4.5 9h9a5.5 5.5 0 0 1 0 11H10" />,
  back: <path d="m14.5 5.5-6.5 6.5 6.5 6.5" />,
  close: <path d="m6 6 12 12M18 6 6 18" />,
  check: <path d="m5 12.5 4.5 4.5L19 7.5" />,
  plus: <path d="M12 5v14M5 12h14" />,
  more: <path d="M5.5 12h.01M12 12h.01M18.5 12h.01" stroke-width="3" />,
  saves: <path d="M6.5 4h11v16L12 16l-5.5 4z" />,
  chip: <path d="M7 7h10v10H7zM10 7V4M14 7V4M10 20v-3M14 20v-3M7 10H4M7 14H4M20 10h-3M20 14h-3" />,
  download: <path d="M12 4v11M7.5 11l4.5 4.5 4.5-4.5M5 20h14" />,
  upload: <path d="M12 15.5V4.5M7.5 9 12 4.5 16.5 9M5 20h14" />,
  folder: <path d="M3.5 18.5v-12h6l2 2.5h9v9.5z" />,
  link: (
    <path d="M10 14a4 4 0 0 0 5.7 0l3-3A4 4 0 0 0 13 5.3L11.8 6.5M14 10a4 4 0 0 0-5.7 0l-3 3a4 4 0 0 0 5.7 5.7l1.2-1.2" />
  ),
  trash: <path d="M4.5 7h15M9.5 7V4h5v3M6.5 7l1 13h9l1-13M10.5 11v5M13.5 11v5" />,
  pencil: <path d="m4.5 19.5.8-4L16 4.8l3.2 3.2L8.5 18.7z" />,
  camera: (
    <path d="M4 8h4l1.5-2.5h5L16 8h4v11H4zM12 16.5a3.2 3.2 0 1 0 0-6.4 3.2 3.2 0 0 0 0 6.4z" />
  ),
  sound: (
    <path d="M4 9.5v5h3.5L12 18.5v-13L7.5 9.5zM15.5 9a4.2 4.2 0 0 1 0 6M18 6.5a7.8 7.8 0 0 1 0 11" />
  ),
  muted: <path d="M4 9.5v5h3.5L12 18.5v-13L7.5 9.5zM16 9.5l5 5M21 9.5l-5 5" />,
  fullscreen: <path d="M4.5 9V4.5H9M15 4.5h4.5V9M19.5 15v4.5H15M9 19.5H4.5V15" />,
  window: <path d="M9 4.5V9H4.5M19.5 9H15V4.5M15 19.5V15h4.5M4.5 15H9v4.5" />,
  settings: (
    <path d="M4 7h8M18 7h2M4 17h2M12 17h8M15 9.5a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5zM9 19.5a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5z" />
  ),
  help: (
    <path d="M9 9a3 3 0 1 1 4.5 2.6c-1 .6-1.5 1.2-1.5 2.4M12 17.5h.01M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18z" />
  ),
  picture: <path d="M4 5h16v14H4zM4 16l4.5-4.5 4 4 2.5-2.5 5 4.5M15.5 9h.01" />,
  gamepad: (
    <path d="M7.5 7.5h9A5 5 0 0 1 21 12l.5 4a2.3 2.3 0 0 1-4.2 1.5L15.5 15h-7l-1.8 2.5A2.3 2.3 0 0 1 2.5 16L3 12a5 5 0 0 1 4.5-4.5zM8.5 10v3M7 11.5h3M15.5 11.5h.01" />
  ),
  speed: <path d="M4.5 18a9 9 0 1 1 15 0M12 14l4-5" />,
  data: (
    <path d="M12 10c4 0 7-1.3 7-3s-3-3-7-3-7 1.3-7 3 3 3 7 3zM5 7v10c0 1.7 3 3 7 3s7-1.3 7-3V7M5 12c0 1.7 3 3 7 3s7-1.3 7-3" />
  ),
  info: <path d="M12 11v5.5M12 7.5h.01M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18z" />,
  warning: <path d="M12 4 2.5 20h19zM12 10v4.5M12 17.3h.01" />,
} as const;

/** The name of an icon. */
export type IconName = keyof typeof shapes;

/** An icon beside words, or in a button that has a label; on its own it says nothing. */
export function Icon({ name, size = 20 }: { name: IconName; size?: number }) {
  return (
    <svg
      class="icon"
      width={size}
      height={size}
      viewBox="0 0 24 24"
      fill="none"
      stroke="currentColor"
      stroke-width="1.75"
      stroke-linecap="round"
      stroke-linejoin="round"
      aria-hidden="true"
    >
      {shapes[name]}
    </svg>
  );
}
