/*
 * Where lines of running text break. The rule is ours, so that every version of libunistring gives the same lines: a
 * line breaks behind a space, and nowhere else. Names (ecdh.server_public), options (--fallback-scsv), numbers and
 * words with a hyphen stay in one piece. Beside a wide character (Chinese is written without spaces) libunistring's UAX
 * #14 says whether a line may break.
 */
#ifndef TLSTEPS_BASE_WRAP_H
#define TLSTEPS_BASE_WRAP_H

#include "base/bytes.h"

/* Bytes of the longest beginning of UTF-8 text that takes at most `columns`; at least one character, where there is
   one. */
size_t wrap_fitting(Bytes text, size_t columns);

/* Bytes of the first line of UTF-8 text, broken at `columns`, with the spaces or the newline that end it: these may
   stand beyond the last column, and are not to be shown. A word that is longer than a line is cut where the line ends,
   a path (of fields, folders, an address) and a list between two of its parts. 0 only for no text. */
size_t wrap_line(Bytes text, size_t columns);
/* A line of wrap_line's without what is not to be shown at its end. */
Bytes wrap_shown(Bytes line);

#endif
