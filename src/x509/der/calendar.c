#include "x509/der/calendar.h"

#include "base/text.h"

enum { SECONDS_PER_DAY = 24 * 60 * 60 };

static bool is_leap_year(int year)
{
    return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
}

static int days_of_month(int year, int month)
{
    static const int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    return month == 2 && is_leap_year(year) ? 29 : days[month - 1];
}

/* Days from 0000-01-01 to the first day of `year`: 365 for each year before it, and one more for each leap year. */
static int64_t days_before_year(int year)
{
    if (year == 0)
        return 0;
    int last = year - 1;
    return 365 * (int64_t)year + last / 4 - last / 100 + last / 400 + 1;
}

bool calendar_to_seconds(int64_t *out, const Calendar *at)
{
    *out = 0;
    if (at->year < 0 || at->year > 9999 || at->month < 1 || at->month > 12 || at->day < 1 ||
        at->day > days_of_month(at->year, at->month) || at->hour < 0 || at->hour > 23 || at->minute < 0 ||
        at->minute > 59 || at->second < 0 || at->second > 59)
        return false;
    int64_t days = days_before_year(at->year) - days_before_year(1970) + at->day - 1;
    for (int month = 1; month < at->month; month++)
        days += days_of_month(at->year, month);
    *out = days * SECONDS_PER_DAY + at->hour * 3600 + at->minute * 60 + at->second;
    return true;
}

Calendar calendar_of_seconds(int64_t seconds)
{
    int64_t since_year_0 = seconds + days_before_year(1970) * SECONDS_PER_DAY;
    int64_t days = since_year_0 / SECONDS_PER_DAY;
    int rest = (int)(since_year_0 % SECONDS_PER_DAY);
    Calendar at = {.month = 1, .hour = rest / 3600, .minute = rest / 60 % 60, .second = rest % 60};
    at.year = (int)(days / 366); /* at most a few years too early */
    while (at.year < 9999 && days_before_year(at.year + 1) <= days)
        at.year++;
    days -= days_before_year(at.year);
    while (days >= days_of_month(at.year, at.month))
        days -= days_of_month(at.year, at.month++);
    at.day = (int)days + 1;
    return at;
}

static void append_padded(Buffer *out, int value, int width)
{
    for (int least = 10; width > 1; width--, least *= 10)
        if (value < least)
            text_append(out, "0");
    text_append_decimal(out, (uint64_t)value);
}

void calendar_append(Buffer *out, int64_t seconds)
{
    Calendar at = calendar_of_seconds(seconds);
    const struct {
        int value, width;
        const char *after;
    } parts[] = {{at.year, 4, "-"}, {at.month, 2, "-"},  {at.day, 2, " "},
                 {at.hour, 2, ":"}, {at.minute, 2, ":"}, {at.second, 2, " UTC"}};
    for (size_t i = 0; i < COUNT_OF(parts); i++) {
        append_padded(out, parts[i].value, parts[i].width);
        text_append(out, parts[i].after);
    }
}

/* Takes `count` digits off the front of a text. */
static bool take_digits(Bytes *text, int count, int *out)
{
    *out = 0;
    if (text->size < (size_t)count)
        return false;
    for (int i = 0; i < count; i++) {
        int digit = text->data[i] - '0';
        if (digit < 0 || digit > 9)
            return false;
        *out = 10 * *out + digit;
    }
    *text = bytes_slice(*text, (size_t)count, text->size);
    return true;
}

static bool take_character(Bytes *text, char character)
{
    if (text->size == 0 || text->data[0] != (uint8_t)character)
        return false;
    *text = bytes_slice(*text, 1, text->size);
    return true;
}

bool calendar_parse(int64_t *out, const char *text)
{
    Bytes left = bytes_of_text(text);
    Calendar at = {0};
    *out = 0;
    if (!take_digits(&left, 4, &at.year) || !take_character(&left, '-') || !take_digits(&left, 2, &at.month) ||
        !take_character(&left, '-') || !take_digits(&left, 2, &at.day))
        return false;
    if (left.size == 0)
        return calendar_to_seconds(out, &at);
    if (!(take_character(&left, ' ') || take_character(&left, 'T')) || !take_digits(&left, 2, &at.hour) ||
        !take_character(&left, ':') || !take_digits(&left, 2, &at.minute))
        return false;
    if (take_character(&left, ':') && !take_digits(&left, 2, &at.second))
        return false;
    take_character(&left, 'Z');
    return left.size == 0 && calendar_to_seconds(out, &at);
}

/* MMDDHHMMSSZ, which both types end with: seconds and Z may not be left out (RFC 5280 §4.1.2.5). */
static bool rest_of_time(int64_t *out, Bytes left, int year)
{
    Calendar at = {.year = year};
    *out = 0;
    return take_digits(&left, 2, &at.month) && take_digits(&left, 2, &at.day) && take_digits(&left, 2, &at.hour) &&
           take_digits(&left, 2, &at.minute) && take_digits(&left, 2, &at.second) && take_character(&left, 'Z') &&
           left.size == 0 && calendar_to_seconds(out, &at);
}

bool calendar_from_utc_time(int64_t *out, Bytes contents)
{
    int year;
    *out = 0;
    return take_digits(&contents, 2, &year) && rest_of_time(out, contents, year < 50 ? 2000 + year : 1900 + year);
}

bool calendar_from_generalized_time(int64_t *out, Bytes contents)
{
    int year;
    *out = 0;
    return take_digits(&contents, 4, &year) && rest_of_time(out, contents, year);
}
