/* Values as people read them: numbers in hexadecimal or decimal, and how long they are. */
#ifndef TLSTEPS_UI_VALUE_H
#define TLSTEPS_UI_VALUE_H

#include "explain/language/worked.h"

typedef enum NumberBase {
    BASE_BEST, /* numbers for paper in decimal, longer ones in hexadecimal */
    BASE_DECIMAL,
    BASE_HEXADECIMAL,
    BASE_COUNT
} NumberBase;

/* Of a value. Numbers carry their sign; bytes are hexadecimal in every base; a text stands as it is. */
const char *operand_in_base(Buffer *out, const Operand *value, NumberBase base);
/* "2048 bits", "48 bytes"; nothing for a text. */
const char *operand_size_text(Buffer *out, const Operand *value);
/* Whether it is for paper: a number of a few digits, or a few bytes. */
bool operand_is_short(const Operand *value);

#endif
