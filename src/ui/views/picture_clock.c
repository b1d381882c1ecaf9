/* The powers of a number modulo a small prime, as places on a clock that has the numbers from 1 to p - 1. */
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "ui/page/page.h"
#include "ui/player/picture.h"

enum { TEXT_COLUMNS = 32, TEXT_GAP = 2, LABEL_COLUMNS = 6, TRACE = 3 };

static unsigned long times(const ClockPicture *picture, unsigned long power)
{
    return power * picture->g % picture->p;
}

static unsigned long power_of(const ClockPicture *picture, int exponent)
{
    unsigned long power = 1;
    for (int i = 0; i < exponent; i++)
        power = times(picture, power);
    return power;
}

int clock_picture_last(const ClockPicture *picture)
{
    int exponent = 1;
    for (unsigned long power = picture->g; power != 1; power = times(picture, power))
        exponent++;
    return exponent;
}

/* The exponent up to now whose power a number is, or -1. */
static int reached_at(const ClockPicture *picture, unsigned long number)
{
    unsigned long power = 1;
    for (int exponent = 0; exponent <= picture->exponent; exponent++, power = times(picture, power))
        if (power == number)
            return exponent;
    return -1;
}

/* The run's numbers are powers of its own g. */
static const PictureMark *mark_of(const ClockPicture *picture, int mark)
{
    const PictureMark *at = &picture->marks[mark];
    return picture->g == picture->run_g && at->has_public ? at : NULL;
}

/* Appends the letters of the run's numbers that stand at this one. */
static void append_letters(char *text, size_t size, const ClockPicture *picture, unsigned long number)
{
    for (int i = 0; i < PICTURE_MARKS; i++) {
        const PictureMark *mark = mark_of(picture, i);
        size_t used = strlen(text);
        if (mark && mark->public_number == number)
            snprintf(text + used, size - used, "%c", picture_letter(i));
    }
}

typedef struct Place {
    double row, column;
} Place;

/* 1 stands at the top, and the numbers go round as on a clock. */
static Place place_of(const ClockPicture *picture, const Area *area, unsigned long number)
{
    double turn = 2 * acos(-1) * (double)(number - 1) / (double)(picture->p - 1);
    double rows = (area->height - 1) / 2.0, columns = (area->width - LABEL_COLUMNS) / 2.0;
    return (Place){rows - rows * cos(turn), columns + columns * sin(turn)};
}

static void draw_number(const ClockPicture *picture, const Area *area, unsigned long number)
{
    Place place = place_of(picture, area, number);
    bool current = power_of(picture, picture->exponent) == number;
    bool reached = reached_at(picture, number) >= 0;
    char text[32];
    snprintf(text, sizeof text, current ? "[%lu]" : reached ? "*%lu" : " %lu", number);
    size_t plain = strlen(text);
    append_letters(text, sizeof text, picture, number);
    bool marked = strlen(text) > plain;
    if (!marked && !current)
        snprintf(text + plain, sizeof text - plain, " ");
    canvas_text(area, (int)lround(place.row), (int)lround(place.column), LABEL_COLUMNS,
                current   ? STYLE_SELECTED
                : marked  ? STYLE_EMPHASIS
                : reached ? STYLE_STRONG
                          : STYLE_DIM,
                text);
}

/* The way from the power before to this one, as dots. */
static void draw_way(const ClockPicture *picture, const Area *area)
{
    Place from = place_of(picture, area, power_of(picture, picture->exponent - 1));
    Place to = place_of(picture, area, power_of(picture, picture->exponent));
    double rows = fabs(to.row - from.row), columns = fabs(to.column - from.column) / 2;
    int steps = (int)(rows > columns ? rows : columns);
    for (int i = 1; i < steps; i++) {
        double part = (double)i / steps;
        int row = (int)lround(from.row + part * (to.row - from.row));
        int column = (int)lround(from.column + part * (to.column - from.column)) + 1;
        canvas_text(area, row, column, 1, STYLE_VALUE, 2 * i < steps ? "." : i + 1 < steps ? ":" : "*");
    }
}

/* "B = 19, what the server sends", and which power it is. */
static void tell_mark(const ClockPicture *picture, int which, Page *page)
{
    const PictureMark *mark = mark_of(picture, which);
    if (!mark)
        return;
    page_line(page);
    page_format(page, STYLE_EMPHASIS, "%c = %lu", picture_letter(which), mark->public_number);
    page_format(page, STYLE_PLAIN, " is what the %s sends", picture_side(which));
    if (!mark->has_private)
        return;
    page_line(page);
    page_format(page, STYLE_PLAIN, "  = %lu^%lu: %c is %lu", picture->g, mark->private_number,
                picture_letter(which) + ('a' - 'A'), mark->private_number);
}

/* Only who has gone round knows. */
static void tell_round(const ClockPicture *picture, Page *page)
{
    int last = clock_picture_last(picture);
    page_line(page);
    if (picture->exponent < last) {
        page_paragraph(page, STYLE_PLAIN, 0, "Where does it come back to 1? space goes on, End goes all the way.");
        return;
    }
    page_line(page);
    page_format(page, STYLE_PLAIN, "It is back at 1 at %lu^%d", picture->g, last);
    page_paragraph(page, STYLE_PLAIN, 0,
                   last == (int)picture->p - 1 ? "and has been at every number: a generator."
                                               : "and has been at some of the numbers only: a subgroup.");
}

void clock_picture_tell(const ClockPicture *picture, Page *page)
{
    int exponent = picture->exponent;
    page_line(page);
    page_format(page, STYLE_TITLE, "Powers of %lu modulo %lu", picture->g, picture->p);
    picture_tell_place(page, picture->in_place_of, "toy-dh-23");
    page_line(page);
    page_format(page, STYLE_STRONG, "%lu^%d = %lu", picture->g, exponent, power_of(picture, exponent));
    for (int i = exponent; i > 0 && i > exponent - TRACE; i--) {
        unsigned long before = power_of(picture, i - 1), product = before * picture->g;
        page_line(page);
        page_format(page, i == exponent ? STYLE_PLAIN : STYLE_DIM, "%lu^%d: %lu · %lu = %lu", picture->g, i, before,
                    picture->g, product);
        if (product >= picture->p)
            page_format(page, i == exponent ? STYLE_PLAIN : STYLE_DIM, " = %lu mod %lu", product % picture->p,
                        picture->p);
    }
    for (int i = 0; i < PICTURE_MARKS; i++)
        tell_mark(picture, i, page);
    tell_round(picture, page);
    page_line(page);
    page_paragraph(page, STYLE_DIM, 0,
                   "[ ] where it is, * where it has been. The hand jumps about: from the number it shows nobody sees "
                   "how many steps it took. That is the discrete logarithm.");
}

void clock_picture_draw(const ClockPicture *picture, const Area *area)
{
    int width = area->width - TEXT_COLUMNS - TEXT_GAP, round = area->height * 2 + LABEL_COLUMNS;
    Area face = {area->row, area->column, area->height, width < round ? width : round};
    Area text = {area->row, area->column + face.width + TEXT_GAP, area->height, area->width - face.width - TEXT_GAP};
    Page page;
    if (picture->exponent > 0)
        draw_way(picture, &face);
    for (unsigned long number = 1; number < picture->p; number++)
        draw_number(picture, &face, number);
    page_start(&page, text.width + 2);
    clock_picture_tell(picture, &page);
    page_draw_front(&page, &text);
    page_clear(&page);
}
