#include "explain/language/single.h"

#include "explain/language/list.h"

Worked *explain_single(const char *title, const char *name, const char *formula, const char *note,
                       const Operand *operands, int count)
{
    List *list = list_new(title);
    for (int i = 0; i < count; i++)
        list_given(list, &operands[i]);
    list_row(list, name, formula, "%s", note);
    return list_finish(list);
}
