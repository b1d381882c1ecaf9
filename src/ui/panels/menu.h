/* What there is to choose from before a run is opened. */
#ifndef TLSTEPS_UI_MENU_H
#define TLSTEPS_UI_MENU_H

/* A menu, of which `chosen` is selected. */
typedef struct Menu {
    const char *heading, *introduction;
    const char *const *titles; /* one for each of `count` entries, at least one */
    int count, chosen;
} Menu;

#endif
