/* Text for people: width, colour by meaning, paragraphs that break where a line may break. */
#ifndef TLSTEPS_REPORT_STYLE_H
#define TLSTEPS_REPORT_STYLE_H

#include "base/bytes.h"
#include "base/event.h"

typedef struct ReportStyle {
    size_t width; /* columns; lines break before it */
    bool colour;  /* escape sequences for colours are wanted */
} ReportStyle;

/* What a piece of text is; colour only repeats what the words say. */
typedef enum Ink {
    INK_PLAIN,
    INK_HEADING,
    INK_CLIENT,
    INK_SERVER,
    INK_EAVESDROPPER,
    INK_ATTACKER,
    INK_FAINT,
    INK_GOOD,
    INK_BAD,
} Ink;
Ink ink_of_actor(Actor actor);

/* Appends `text` in an ink. */
void style_append(Buffer *out, const ReportStyle *style, Ink ink, const char *text);
/* Columns that a text takes on a terminal. */
size_t style_columns(Bytes text);
void style_repeat(Buffer *out, const char *text, size_t count);
/* Appends spaces (at least one) until what was appended since `from` takes `columns`; text without colours only. */
void style_pad(Buffer *out, size_t from, size_t columns);

/* Appends a paragraph: lines of at most the style's width, broken as base/wrap.h has it, indented (the first too), each
   ended. */
void style_paragraph(Buffer *out, const ReportStyle *style, size_t indent, Ink ink, const char *text);
/* The same of hex, which may break between any two bytes: after an even number of characters. */
void style_block(Buffer *out, const ReportStyle *style, size_t indent, Ink ink, const char *text);

/* Appends text from anywhere: ? stands for what acts on a terminal (text_acts_on_terminal), but for newlines, and for
   what is no UTF-8. What style_append, style_paragraph and style_block take goes through it. */
void style_append_harmless(Buffer *out, Bytes text);

#endif
