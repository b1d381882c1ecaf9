/* What an emulator's screen shows, written down. */
#ifndef TLSTEPS_TESTS_UI_DUMP_H
#define TLSTEPS_TESTS_UI_DUMP_H

#include "emulator.h"

/* Appends the screen's text, a line for each row, spaces at its end left out. */
void dump_text(Buffer *out, const Emulator *emulator);
/* Appends a map of the screen's styles: a letter for each cell that is not plain, and a legend below. */
void dump_styles(Buffer *out, const Emulator *emulator);
/* Appends the screen as a picture, SVG. */
void dump_picture(Buffer *out, const Emulator *emulator);

/* A cell's character as UTF-8, "" behind a wide one, " " where it is empty. `out` has 32 bytes. */
void dump_character(char *out, const VTermScreenCell *cell);
/* A cell of the screen; its style alone decides what is equal. */
VTermScreenCell dump_cell(const Emulator *emulator, int row, int column);
bool dump_same_style(const VTermScreenCell *a, const VTermScreenCell *b);

#endif
