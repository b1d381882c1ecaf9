/* xterm's 256 colours, and how well one can be read on another. */
#ifndef TLSTEPS_TESTS_UI_PALETTE_H
#define TLSTEPS_TESTS_UI_PALETTE_H

typedef struct Rgb {
    unsigned red, green, blue; /* 0 to 255 */
} Rgb;

/* Of the cube of 6·6·6 colours and the greys behind it: 16 to 255. Those before are every terminal's own. */
Rgb palette_colour(int index);
/* Contrast ratio of two of these as WCAG 2 defines it, 1 to 21. */
double palette_contrast(int a, int b);

#endif
