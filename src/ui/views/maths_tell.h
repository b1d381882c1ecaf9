/* A sheet of maths as lines that can be read out. */
#ifndef TLSTEPS_UI_MATHS_TELL_H
#define TLSTEPS_UI_MATHS_TELL_H

#include "ui/content/maths_sheet.h"
#include "ui/page/page.h"
#include "ui/page/value.h"

/* From its beginning, or from the selected line where that is a row; as many lines as somebody listens to at once. */
void maths_tell(Page *page, const MathsSheet *sheet, size_t selected, NumberBase base, bool full);

#endif
