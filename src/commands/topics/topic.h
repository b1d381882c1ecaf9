/*
 * A topic of `tlsteps explain` as a table entry: its options, what they are where nothing is said (a small example, for
 * paper), and the function that works it out. topics.def lists them; the command's help, completion, the manual page
 * and the list of topics are made from there.
 */
#ifndef TLSTEPS_COMMANDS_TOPIC_H
#define TLSTEPS_COMMANDS_TOPIC_H

#include "commands/front/command.h"
#include "explain/language/worked.h"

typedef struct TopicOption {
    const char *name;     /* "p" */
    const char *argument; /* NUMBER, BYTES, TEXT, choices as "sha1|sha256", … */
    const char *preset;   /* what counts where nothing is said; NULL where nothing does */
    const char *help;     /* one line */
} TopicOption;

enum { TOPIC_OPTIONS_MAX = 16, WORKINGS_MAX = 8 };

/* What comes out, in the order in which it is to be read. */
typedef struct Workings {
    Worked *all[WORKINGS_MAX];
    int count;
} Workings;
/* Takes the worked example over. */
void workings_add(Workings *workings, Worked *worked);
void workings_clear(Workings *workings);

typedef struct TopicInput TopicInput;

typedef struct Topic {
    const char *name;           /* "rsa" */
    const char *summary;        /* one line */
    const char *details;        /* a paragraph for its help; NULL for none */
    const TopicOption *options; /* ended by one without a name; at most TOPIC_OPTIONS_MAX */
    /* Adds to `out`; false and a diagnostic that names the option where the numbers will not do. */
    bool (*work)(const TopicInput *input, Workings *out, Diagnostic *diagnostic);
    /* What comes out in other cases is no computation but a verdict: whether this is one, and then what prints it, as
       text or JSON, and returns the exit status. Both NULL for most. */
    bool (*is_verdict)(const TopicInput *input);
    int (*judge)(const Command *command, const TopicInput *input, bool json);
} Topic;

#define TOPIC(name) extern const Topic topic_##name;
#include "commands/topics/topics.def"
#undef TOPIC

/* In the order of the list; NULL past the end. */
const Topic *topic_at(int index);
/* NULL, and a diagnostic with the nearest name and all names, where there is none. */
const Topic *topic_find(const char *name, Diagnostic *diagnostic);
/* Option number `index` among all topics' options of different names; NULL past the end. */
const TopicOption *topic_option_at(int index);

/* What was said, by the position of the option in its topic's table; NULL for nothing. */
struct TopicInput {
    const Topic *topic;
    const char *given[TOPIC_OPTIONS_MAX];
};
/* Takes a value without a name: it belongs to the first option that has none yet. False where all have one. */
WARN_UNUSED bool topic_take_next(TopicInput *input, const char *value);

bool topic_is_given(const TopicInput *input, const char *option);
/* What was said, else the preset, which may be NULL. */
const char *topic_text(const TopicInput *input, const char *option);

/*
 * The value of an option that has one; false and a diagnostic where it is no such value. A number is decimal, or 0x and
 * hexadecimal, of at most TOPIC_BITS_MAX bits, and may have a minus; topic_number_from refuses those below `least`.
 * Bytes are 0x and hexadecimal digits, or else the characters of a text; they are appended.
 */
enum { TOPIC_BITS_MAX = 16384 };
WARN_UNUSED bool topic_number(mpz_t out, const TopicInput *input, const char *option, Diagnostic *diagnostic);
WARN_UNUSED bool topic_number_from(mpz_t out, const TopicInput *input, const char *option, long least,
                                   Diagnostic *diagnostic);
/* The same of a number that is given as a text, in a list say. */
WARN_UNUSED bool topic_parse_number(mpz_t out, const char *option, const char *text, Diagnostic *diagnostic);
WARN_UNUSED bool topic_bytes(Buffer *out, const TopicInput *input, const char *option, Diagnostic *diagnostic);
/* The position among the choices that are the option's argument. */
WARN_UNUSED bool topic_choice(int *out, const TopicInput *input, const char *option, Diagnostic *diagnostic);

/* A number as a diagnostic shows it; lives in `arena`. */
const char *topic_show(Arena *arena, const mpz_t number);

/* Whether the option's number is prime, and no longer than can be tested in a second or two; else false and a
   diagnostic with a factor of it, or how else that shows. */
enum { TOPIC_PRIME_BITS_MAX = 4096 };
WARN_UNUSED bool topic_check_prime(const char *option, const mpz_t number, Diagnostic *diagnostic);

#endif
