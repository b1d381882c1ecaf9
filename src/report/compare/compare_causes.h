/* What a difference between two runs follows from. */
#ifndef TLSTEPS_REPORT_COMPARE_CAUSES_H
#define TLSTEPS_REPORT_COMPARE_CAUSES_H

#include "report/compare/compare.h"

/* Sets the causes of a difference from those that the comparison has so far, which all come before it. */
void comparison_find_causes(const Comparison *comparison, Difference *difference);

#endif
