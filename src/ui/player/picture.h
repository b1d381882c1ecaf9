/* Pictures of small numbers: the points of a curve and their sums, and powers as places on a clock. */
#ifndef TLSTEPS_UI_PICTURE_H
#define TLSTEPS_UI_PICTURE_H

#include "math/curve.h"
#include "math/dh.h"
#include "ui/page/page.h"

/* A number of the run that is played, of the side that drew it: its private exponent or factor, and what it sends for
   that. Either may be unknown. */
typedef struct PictureMark {
    bool has_private, has_public;
    unsigned long private_number;
    unsigned long public_number; /* on a curve: the point's x, */
    unsigned long public_y;      /* and its y */
} PictureMark;

enum { PICTURE_MARKS = 2 }; /* the client's and the server's, in this order */

/* k·G by doubling and adding, up to a step; 1 ≤ k < n. */
typedef struct CurvePicture {
    const Curve *curve; /* of a toy's size */
    unsigned long k;
    int step; /* from 0, where there is G alone */
    PictureMark marks[PICTURE_MARKS];
    const char *in_place_of; /* the run's group, where the curve is not that; or NULL */
} CurvePicture;

/* Letters that stand for what is sent, as in A = g^a: 'A' and 'B'; and the sides that they belong to. */
char picture_letter(int mark);
const char *picture_side(int mark);
/* Says which numbers these are in place of, where they are not the run's. */
void picture_tell_place(Page *page, const char *in_place_of, const char *group);

/* The last step for its k. */
int curve_picture_last(const CurvePicture *picture);
void curve_picture_draw(const CurvePicture *picture, const Area *area);
/* What stands beside the picture, for whoever does not see it. */
void curve_picture_tell(const CurvePicture *picture, Page *page);

/* g^0, g^1, … up to an exponent, modulo p. */
typedef struct ClockPicture {
    unsigned long p, g; /* 1 < g < p, a toy's */
    int exponent;
    unsigned long run_g; /* the run's own g, to which its numbers belong */
    PictureMark marks[PICTURE_MARKS];
    const char *in_place_of; /* as in CurvePicture */
} ClockPicture;

/* The exponent at which the powers are back at 1: g's order. */
int clock_picture_last(const ClockPicture *picture);
void clock_picture_draw(const ClockPicture *picture, const Area *area);
void clock_picture_tell(const ClockPicture *picture, Page *page);

#endif
