; The raster benchmark for the DMG, in greys.
DEF IS_CGB EQU 0
INCLUDE "raster.asm"
