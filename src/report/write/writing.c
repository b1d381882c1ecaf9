#include "report/write/writing.h"

bool writing_hand_on(Writing *writing, size_t least)
{
    if (writing->text.size < least || writing->text.size == 0)
        return true;
    bool wanted = writing->sink(writing->context, buffer_bytes(&writing->text));
    buffer_truncate(&writing->text, 0);
    return wanted;
}
