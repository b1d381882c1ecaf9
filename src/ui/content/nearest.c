#include "ui/content/nearest.h"

static bool passes(const Timeline *timeline, int number, StepTest *test)
{
    const Step *step = timeline_step(timeline, number);
    return step && test(timeline, step);
}

int nearest_step(const Timeline *timeline, int number, StepTest *test)
{
    int count = timeline_step_count(timeline);
    for (int away = 1; number - away >= 1 || number + away <= count; away++) {
        if (passes(timeline, number + away, test))
            return number + away;
        if (passes(timeline, number - away, test))
            return number - away;
    }
    return 0;
}

int next_step(const Timeline *timeline, int number, StepTest *test)
{
    for (int next = number + 1; next <= timeline_step_count(timeline); next++)
        if (passes(timeline, next, test))
            return next;
    return 0;
}
