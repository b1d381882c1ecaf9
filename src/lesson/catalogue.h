/* The lessons that are there: the Markdown files of a folder, in the order of their names. */
#ifndef TLSTEPS_LESSON_CATALOGUE_H
#define TLSTEPS_LESSON_CATALOGUE_H

#include "lesson/lesson.h"

enum { CATALOGUE_MAX = 200 };

typedef struct Catalogue {
    const char *paths[CATALOGUE_MAX];
    int count;
    Arena arena;
} Catalogue;

/* The files of a folder that end in .md; `folder` NULL: the lessons that come with the program. False and a diagnostic
   where the folder cannot be read. */
WARN_UNUSED bool catalogue_open(Catalogue *catalogue, const char *folder, Diagnostic *diagnostic);
void catalogue_close(Catalogue *catalogue);

/* The lesson that somebody means by `name`: a path, a lesson's name with its number or without ("04-rsa", "rsa"), or a
   part of just one ("hello"). NULL and a diagnostic with the names that there are. Valid until catalogue_close. */
const char *catalogue_find(Catalogue *catalogue, const char *name, Diagnostic *diagnostic);

/* A lesson as a list of lessons shows it. */
typedef struct CatalogueEntry {
    const char *path, *name; /* "lessons/en/04-rsa.md", "04-rsa" */
    const char *title;       /* NULL where the file cannot be read or is no lesson; then: */
    const char *problem;     /* "path:line: what is wrong"; otherwise NULL */
} CatalogueEntry;
/* Entry `index`, from 0, of those in `paths`. Valid until catalogue_close. */
CatalogueEntry catalogue_entry(Catalogue *catalogue, int index);

#endif
