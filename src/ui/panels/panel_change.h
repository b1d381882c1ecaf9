/* The panels with which something is changed: who changes what in a message, which field, to which value, which bytes;
   and what came of it. All lie over the draft that the player has (change.h). */
#ifndef TLSTEPS_UI_PANEL_CHANGE_H
#define TLSTEPS_UI_PANEL_CHANGE_H

#include "ui/player/picker.h"

/* What to do to the message that the Bytes view shows. Where there is none, or a live connection, a line says so. */
void change_open(Player *player);

/* Further pages of it: the field that is to be changed, bytes in the dump, the message to swap with, bytes to slip in,
   the alert to send. */
void change_fields_open(Player *player);
void change_bytes_open(Player *player);
void change_swap_open(Player *player);
void change_insert_open(Player *player);
void change_alert_open(Player *player);

/* What a page with a list makes of its choice: a whole rule; false where that is none. */
typedef bool ChangeRule(Buffer *out, const Player *player, const Picker *picker, const PickerItem *item);
/* Runs it, or says `refusal`; shows it at the foot as the option that it is, and says whether there is one. */
void change_take_rule(Player *player, Picker *picker, const PickerItem *item, ChangeRule *rule, const char *refusal);
/* Shows the form of the option that changes a field: of one that is chosen, or (-1) of any. */
void change_show_form(const Player *player, int field, Page *page);
bool change_show_rule(const Player *player, const Picker *picker, const PickerItem *item, ChangeRule *rule, Page *page);

/* Makes the run again with one rule more, and says what came of it. False and a diagnostic where that is impossible. */
WARN_UNUSED bool change_run_open(Player *player, const char *rule, Diagnostic *diagnostic);

#endif
