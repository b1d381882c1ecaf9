#include "sim/diagnostic/nearest.h"

#include <string.h>

#include "base/text.h"

enum { NAME_MAX_LENGTH = 80 };

static unsigned least(unsigned a, unsigned b, unsigned c)
{
    unsigned ab = a < b ? a : b;
    return ab < c ? ab : c;
}

static char lower(char c)
{
    return c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
}

/* Levenshtein's distance, a row at a time: row[j] is the distance of the letters of `a` so far to the first j of `b`.
 */
static unsigned distance(const char *a, const char *b, size_t b_length)
{
    unsigned row[NAME_MAX_LENGTH + 1];
    for (unsigned j = 0; j <= b_length; j++)
        row[j] = j;
    for (unsigned i = 0; a[i]; i++) {
        unsigned diagonal = row[0];
        row[0] = i + 1;
        for (size_t j = 1; j <= b_length; j++) {
            unsigned replaced = diagonal + (lower(a[i]) != lower(b[j - 1]));
            diagonal = row[j];
            row[j] = least(replaced, row[j] + 1, row[j - 1] + 1);
        }
    }
    return row[b_length];
}

static bool begins_with(const char *name, const char *wanted)
{
    size_t i = 0;
    while (wanted[i] && lower(name[i]) == lower(wanted[i]))
        i++;
    return wanted[i] == '\0';
}

/* `length`: of the name. Where a name begins so, its distance is what is missing. */
static bool is_near(const Nearest *found, size_t length)
{
    return found->begins ? found->distance * 2 <= length : found->distance * 3 <= length + 2;
}

static bool is_nearer(const Nearest *found, const Nearest *than)
{
    if (!than->name || found->begins != than->begins)
        return !than->name || found->begins;
    return found->distance < than->distance;
}

bool nearest_consider(Nearest *nearest, const char *name)
{
    size_t length = strlen(name);
    if (length > NAME_MAX_LENGTH || strlen(nearest->wanted) > NAME_MAX_LENGTH)
        return false;
    Nearest found = {nearest->wanted, name, distance(nearest->wanted, name, length),
                     begins_with(name, nearest->wanted)};
    if (!is_near(&found, length) || !is_nearer(&found, nearest))
        return false;
    *nearest = found;
    return true;
}

const char *nearest_name(const char *wanted, NameAt *at)
{
    Nearest nearest = {.wanted = wanted};
    const char *name;
    for (int i = 0; (name = at(i)); i++)
        nearest_consider(&nearest, name);
    return nearest.name;
}

void nearest_append_names(Buffer *out, NameAt *at)
{
    const char *name;
    for (int i = 0; (name = at(i)); i++) {
        if (i > 0)
            text_append(out, ", ");
        text_append(out, name);
    }
}
