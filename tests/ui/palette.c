#include "palette.h"

#include <math.h>

Rgb palette_colour(int index)
{
    static const unsigned levels[] = {0, 95, 135, 175, 215, 255};
    if (index >= 232) {
        unsigned grey = 8 + 10 * ((unsigned)index - 232);
        return (Rgb){grey, grey, grey};
    }
    int in_cube = index - 16;
    return (Rgb){levels[in_cube / 36], levels[in_cube / 6 % 6], levels[in_cube % 6]};
}

/* Of a channel of sRGB. */
static double linear(unsigned level)
{
    double share = level / 255.0;
    return share <= 0.04045 ? share / 12.92 : pow((share + 0.055) / 1.055, 2.4);
}

static double luminance(int index)
{
    Rgb colour = palette_colour(index);
    return 0.2126 * linear(colour.red) + 0.7152 * linear(colour.green) + 0.0722 * linear(colour.blue);
}

double palette_contrast(int a, int b)
{
    double one = luminance(a), other = luminance(b);
    double light = one > other ? one : other, dark = one > other ? other : one;
    return (light + 0.05) / (dark + 0.05);
}
