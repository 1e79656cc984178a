/** Pixels in a row of the picture. */
export const WIDTH = 160;
/** Rows of the picture. */
export const HEIGHT = 144;
