/// <reference types="vite/client" />
/// <reference types="vite-plugin-pwa/client" />

/** The version of EdgeBoy that this page is. */
declare const __VERSION__: string;
