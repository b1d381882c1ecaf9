/* Points in time: seconds since 1970-01-01 00:00:00 UTC and the Gregorian calendar, without leap seconds. */
#ifndef TLSTEPS_X509_CALENDAR_H
#define TLSTEPS_X509_CALENDAR_H

#include "base/bytes.h"

typedef struct Calendar {
    int year, month, day; /* year 0 to 9999; month and day from 1 */
    int hour, minute, second;
} Calendar;

/* False where there is no such date or time. */
WARN_UNUSED bool calendar_to_seconds(int64_t *out, const Calendar *calendar);
/* `seconds` lies in the years 0 to 9999. */
Calendar calendar_of_seconds(int64_t seconds);

/* Appends "2020-01-01 00:00:00 UTC". */
void calendar_append(Buffer *out, int64_t seconds);
/* Reads "2020-01-01", "2020-01-01 12:30", "2020-01-01T12:30:00Z" (space or T; seconds and Z may be left out). */
WARN_UNUSED bool calendar_parse(int64_t *out, const char *text);

/* The contents of a UTCTime (YYMMDDHHMMSSZ, 1950 to 2049) and of a GeneralizedTime (YYYYMMDDHHMMSSZ), as RFC 5280
   §4.1.2.5 has them. */
WARN_UNUSED bool calendar_from_utc_time(int64_t *out, Bytes contents);
WARN_UNUSED bool calendar_from_generalized_time(int64_t *out, Bytes contents);

#endif
