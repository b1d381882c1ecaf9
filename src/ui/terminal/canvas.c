#include "ui/terminal/canvas.h"

#include <curses.h>
#include <string.h>
#include <unistr.h>
#include <uniwidth.h>

#include "base/text.h"

static const char *const glyphs[GLYPH_COUNT][3] = {
    [GLYPH_HORIZONTAL] = {"─", "-", ""},   [GLYPH_VERTICAL] = {"│", "|", ""},
    [GLYPH_TOP_LEFT] = {"┌", "+", ""},     [GLYPH_TOP_RIGHT] = {"┐", "+", ""},
    [GLYPH_BOTTOM_LEFT] = {"└", "+", ""},  [GLYPH_BOTTOM_RIGHT] = {"┘", "+", ""},
    [GLYPH_TEE_LEFT] = {"├", "+", ""},     [GLYPH_TEE_RIGHT] = {"┤", "+", ""},
    [GLYPH_TEE_UP] = {"┴", "+", ""},       [GLYPH_TEE_DOWN] = {"┬", "+", ""},
    [GLYPH_CROSS] = {"┼", "+", ""},        [GLYPH_ARROW_LEFT] = {"◀", "<", ""},
    [GLYPH_ARROW_RIGHT] = {"▶", ">", " "}, [GLYPH_MARK] = {"●", "*", "new:"},
    [GLYPH_GOOD] = {"✓", "+", "right:"},   [GLYPH_BAD] = {"✗", "x", "wrong:"},
    [GLYPH_DOT] = {"·", "-", "-"},         [GLYPH_BAR] = {"█", "#", "#"},
    [GLYPH_BAR_UPPER] = {"▀", "#", ""},    [GLYPH_BAR_LOWER] = {"▄", "#", ""},
    [GLYPH_ELLIPSIS] = {"…", "~", "..."},  [GLYPH_SCROLL_UP] = {"▲", "^", ""},
    [GLYPH_SCROLL_DOWN] = {"▼", "v", ""},  [GLYPH_UNEQUAL] = {"≠", "!", "differs:"},
};

/* What texts hold besides ASCII, and what stands for it there. */
static const struct {
    ucs4_t character;
    const char *ascii;
} spellings[] = {
    {0x2026, "..."}, {0xb5, "u"},    {0x2016, "||"},     {0xb7, "*"},      {0x2014, "-"},
    {0x2013, "-"},   {0x2019, "'"},  {0x201c, "\""},     {0x201d, "\""},   {0x2192, "->"},
    {0x2190, "<-"},  {0x2264, "<="}, {0xa7, "section "}, {0xb2, "^2"},     {0xb3, "^3"},
    {0xd7, "x"},     {0x2260, "!="}, {0x2191, "Up"},     {0x2193, "Down"},
};

static GlyphSet glyph_set;
static bool use_ascii;

void canvas_start(GlyphSet set, bool ascii)
{
    glyph_set = set;
    use_ascii = ascii;
}

const char *canvas_glyph(Glyph glyph)
{
    return glyphs[glyph][glyph_set];
}

static const char *spelling(ucs4_t character)
{
    for (size_t i = 0; i < COUNT_OF(spellings); i++)
        if (spellings[i].character == character)
            return spellings[i].ascii;
    return "?";
}

/* What is drawn for one character. */
typedef struct Drawn {
    const char *text;
    int size, columns;
} Drawn;

static Drawn drawn_as(const char *text)
{
    int size = (int)strlen(text);
    return (Drawn){text, size, (unsigned char)text[0] < 0x80 ? size : 1};
}

static bool is_plain(char character)
{
    return character >= ' ' && character <= '~';
}

/* Takes the character at `*at`, and moves on to the next. */
static Drawn take_character(const char **at)
{
    const char *text = *at;
    if (is_plain(*text))
        return (Drawn){(*at)++, 1, 1};
    ucs4_t character;
    int size = u8_strmbtouc(&character, (const uint8_t *)text);
    bool valid = size > 0;
    *at += valid ? size : 1;
    if (valid && text_acts_on_terminal(character))
        return drawn_as(".");
    if (use_ascii && (!valid || character >= 0x80))
        return drawn_as(valid ? spelling(character) : "?");
    if (!valid)
        return drawn_as("\xef\xbf\xbd");
    int columns = uc_width(character, "UTF-8");
    return (Drawn){text, size, columns > 0 ? columns : 0};
}

/* Takes what can be drawn at once: plain characters up to `most`, or one of another kind. */
static Drawn take_run(const char **at, int most)
{
    const char *text = *at;
    int count = 0;
    while (count < most && is_plain(text[count]))
        count++;
    if (count == 0)
        return take_character(at);
    *at += count;
    return (Drawn){text, count, count};
}

int canvas_width(const char *text)
{
    int width = 0;
    while (*text)
        width += take_character(&text).columns;
    return width;
}

size_t canvas_fit(const char *text, int width)
{
    const char *at = text;
    while (*at) {
        const char *next = at;
        width -= take_character(&next).columns;
        if (width < 0)
            break;
        at = next;
    }
    return (size_t)(at - text);
}

void canvas_append(Buffer *out, const char *text)
{
    while (*text) {
        Drawn drawn = take_character(&text);
        buffer_append(out, bytes_of(drawn.text, (size_t)drawn.size));
    }
}

void canvas_cut(Buffer *out, const char *text, int width)
{
    int left = canvas_width(text), front = width / 2, back = width - front - canvas_width(canvas_glyph(GLYPH_ELLIPSIS));
    if (left <= width) {
        text_append(out, text);
        return;
    }
    if (width <= 0)
        return;
    size_t size = canvas_fit(text, front);
    buffer_append(out, bytes_of(text, size));
    text_append(out, canvas_glyph(GLYPH_ELLIPSIS));
    while (left > back)
        left -= take_character(&text).columns;
    text_append(out, text);
}

static int room_at(const Area *area, int row, int column, int width)
{
    int room = area->width - column < width ? area->width - column : width;
    return row < 0 || row >= area->height || column < 0 || room < 0 ? 0 : room;
}

int canvas_text(const Area *area, int row, int column, int width, Style style, const char *text)
{
    int room = room_at(area, row, column, width), used = 0;
    if (room == 0)
        return 0;
    attrset((int)theme_attribute(style));
    move(area->row + row, area->column + column);
    while (*text && used < room) {
        Drawn drawn = take_run(&text, room - used);
        if (drawn.columns > room - used)
            break;
        addnstr(drawn.text, drawn.size);
        used += drawn.columns;
    }
    return used;
}

void canvas_fill(const Area *area, int row, int column, int width, Style style, const char *text)
{
    int used = canvas_text(area, row, column, width, style, text);
    for (int room = room_at(area, row, column, width); used < room; used++)
        addch(' ');
}

int canvas_value(const Area *area, int row, int column, int width, Style style, const char *text)
{
    Buffer cut = BUFFER_EMPTY;
    canvas_cut(&cut, text, room_at(area, row, column, width));
    int used = canvas_text(area, row, column, width, style, text_finish(&cut));
    buffer_clear(&cut);
    return used;
}

void canvas_repeat(const Area *area, int row, int column, int count, Style style, Glyph glyph)
{
    for (int i = 0; i < count; i++)
        canvas_text(area, row, column + i, 1, style, canvas_glyph(glyph));
}
