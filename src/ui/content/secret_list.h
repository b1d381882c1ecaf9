/* The state of the view Secrets: the secrets of the run at the current step, and which of them is selected. */
#ifndef TLSTEPS_UI_SECRET_LIST_H
#define TLSTEPS_UI_SECRET_LIST_H

#include "sim/eavesdropper/lacking.h"

typedef struct SecretList {
    Secrets secrets;
    int step, facts; /* for which they were worked out, and from how many facts; 0: not yet */
    int selected;
} SecretList;

/* The view follows the current step: what is new there is selected. */
void secret_list_follow(SecretList *state, const Timeline *timeline, int step);
void secret_list_clear(SecretList *state);
/* What is selected; NULL where there are no secrets yet. */
const Secret *secret_list_selected(const SecretList *state);

#endif
