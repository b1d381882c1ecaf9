#include "ui/player/picture.h"

char picture_letter(int mark)
{
    return "AB"[mark];
}

const char *picture_side(int mark)
{
    return mark == 0 ? "client" : "server";
}

void picture_tell_place(Page *page, const char *in_place_of, const char *group)
{
    if (!in_place_of)
        return;
    page_line(page);
    page_format(page, STYLE_DIM, "%s, in place of %s", group, in_place_of);
}
