/* Pictures of small numbers: the points of a curve and their sums, and powers as places on a clock. */
#ifndef TLSTEPS_UI_PICTURE_H
#define TLSTEPS_UI_PICTURE_H

#include "math/curve.h"
#include "math/dh.h"
#include "ui/page/page.h"

/* k·G by doubling and adding, up to a step; 1 ≤ k < n. */
typedef struct CurvePicture {
    const Curve *curve; /* of a toy's size */
    unsigned long k;
    int step; /* from 0, where there is G alone */
} CurvePicture;

/* The last step for its k. */
int curve_picture_last(const CurvePicture *picture);
void curve_picture_draw(const CurvePicture *picture, const Area *area);
/* What stands beside the picture, for whoever does not see it. */
void curve_picture_tell(const CurvePicture *picture, Page *page);

/* g^0, g^1, … up to an exponent, modulo p. */
typedef struct ClockPicture {
    unsigned long p, g; /* 1 < g < p, a toy's */
    int exponent;
} ClockPicture;

/* The exponent at which the powers are back at 1: g's order. */
int clock_picture_last(const ClockPicture *picture);
void clock_picture_draw(const ClockPicture *picture, const Area *area);
void clock_picture_tell(const ClockPicture *picture, Page *page);

#endif
