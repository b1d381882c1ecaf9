/* Attributes that let the compiler check what a comment could only ask for. */
#ifndef TLSTEPS_BASE_ATTRIBUTES_H
#define TLSTEPS_BASE_ATTRIBUTES_H

/* The result is an error or an owned object: dropping it is a mistake. */
#define WARN_UNUSED __attribute__((warn_unused_result))
/* printf-like: the format, at `position` (counted from 1), is checked against the parameters from `first` on. */
#define PRINTF_LIKE(position, first) __attribute__((format(printf, position, first)))
#define NO_RETURN                    __attribute__((noreturn))

#define COUNT_OF(array) (sizeof(array) / sizeof((array)[0]))

#endif
