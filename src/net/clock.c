#include "net/clock.h"

#include <limits.h>
#include <time.h>

int64_t clock_date(void)
{
    struct timespec now;
    clock_gettime(CLOCK_REALTIME, &now);
    return (int64_t)now.tv_sec * 1000000 + now.tv_nsec / 1000;
}

int64_t clock_moment(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

int clock_until(int64_t moment)
{
    int64_t left = moment - clock_moment();
    return left <= 0 ? 0 : left > INT_MAX ? INT_MAX : (int)left;
}
