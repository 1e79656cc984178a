; The raster benchmark for the CGB, in color.
DEF IS_CGB EQU 1
INCLUDE "raster.asm"
