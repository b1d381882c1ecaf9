/*
 * The search for a path (RFC 4158): depth first, from the leaf to a root, issuer by issuer. Who has the issuer's name
 * is a candidate; key identifiers say which is tried first, and no more (§3.5.12). Where there is one candidate at each
 * place there is nothing to choose: its path is the path, and validation says what is wrong with it. Where there are
 * more, each way is judged before the next is tried: its signatures, dates, constraints and usages (§3.5), with the
 * checks of validation itself. A certificate, or a name with its key, stands in a path once (§5.2).
 *
 * A chain may be made to have very many ways. So the search gives up after X509_SIGNATURES_MAX signatures; how many
 * names are compared does not matter. Private to the room.
 */
#ifndef TLSTEPS_X509_PATH_SEARCH_H
#define TLSTEPS_X509_PATH_SEARCH_H

#include "x509/path/checks.h"

/* A way that was tried and left. */
typedef struct PathWay {
    X509Path path; /* as far as it went */
    /* The check that failed, and for which place of the path; NULL where the last has no issuer, or its path would be
       too long. */
    const CheckItem *item;
    int at;
    Error error;
    bool arrived; /* at a root, so that it was judged whole */
} PathWay;

typedef struct PathSearch {
    const X509Request *request;
    X509Path path; /* the one to validate; the leaf alone where there is none; empty where the chain is */
    PathWay ways[X509_SIGNATURES_MAX];
    int way_count;  /* tried and left before it: none where nothing was to choose */
    int signatures; /* tried */
    bool given_up;  /* after so many signatures, and not because there were no more ways */
    bool too_long;  /* some way would have more certificates than it may */
    bool chooses;   /* somewhere there was more than one candidate */
} PathSearch;

/* How many certificates its path may have. */
int x509_path_max(const X509Request *request);

/* ERROR_CERTIFICATE_NO_PATH where no way leads to a root. Where ways do and none is good, `path` is the one whose fault
   is nearest to the leaf. */
WARN_UNUSED Error path_search(PathSearch *search, const X509Request *request);

/* The two sides of the search as an event tells them: the trusted roots, and the path as far as it goes. */
void path_search_describe(const PathSearch *search, Buffer *expected, Buffer *found);
/* The same of a way: what was wanted of which certificate, and the way with what was found. */
void path_way_describe(const PathSearch *search, const PathWay *way, Buffer *expected, Buffer *found);
/* The certificate that a way failed for, as sent; -1 for the root. */
int path_way_index(const PathWay *way);

#endif
