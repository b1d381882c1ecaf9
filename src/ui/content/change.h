/*
 * Changing something by hand: a message of the run that is played, as the one who changes it has it before him; the
 * rule that a change is written as; and the run made again with it.
 */
#ifndef TLSTEPS_UI_CHANGE_H
#define TLSTEPS_UI_CHANGE_H

#include "sim/scenario/scenario.h"
#include "sim/scenario/tampering.h"
#include "ui/content/bytes.h"

typedef struct ChangeDraft {
    const Timeline *timeline;
    const Step *sent; /* where its sender put the message on the wire; NULL: nothing is to be changed */
    TamperWho who;
    bool sealed; /* the bytes are what the client encrypts inside its ClientKeyExchange: the sender's alone */
    bool wire;   /* the bytes are those of its records: all that an attacker has of what is protected */
    Bytes bytes; /* as they pass now, with the changes that the run has already */
    FieldTree tree;
} ChangeDraft;

/* Takes the message that the view Bytes shows as what an attacker may change. False where none has been sent yet. */
WARN_UNUSED bool change_begin(ChangeDraft *draft, const Timeline *timeline, const BytesState *shown);
/* The same message as another one has it; `wire` is asked for, and is so in any case where nothing else is open to him.
 */
void change_take(ChangeDraft *draft, TamperWho who, bool wire);
/* What the sender has encrypted inside the message, as it stood before that. False where there is no such thing. */
bool change_take_sealed(ChangeDraft *draft);
bool change_has_sealed(const ChangeDraft *draft);
void change_clear(ChangeDraft *draft);

/* Rules: each appends its text, and is false where the change cannot be written or changes nothing. */
/* "drop:MESSAGE", of `action` and what stands behind the message ("", ":HEX"). */
WARN_UNUSED bool change_append_action(Buffer *out, const ChangeDraft *draft, const char *action, const char *behind);
/* A field (index in the tree) gets another value of the same size. */
WARN_UNUSED bool change_append_field(Buffer *out, const ChangeDraft *draft, int field, Bytes value);
/* The form of the rule that changes a field, with capitals for what is not chosen yet; -1: not even the field is. */
WARN_UNUSED bool change_append_form(Buffer *out, const ChangeDraft *draft, int field);
/* All bytes become others, as many. */
WARN_UNUSED bool change_append_bytes(Buffer *out, const ChangeDraft *draft, Bytes after);

/* Appends the rule as the command line's option, of a run of this scenario: "--tamper RULE". */
void change_append_option(Buffer *out, const ChangeDraft *draft, const Scenario *scenario, const char *rule);

/* Who changes it, in words: "an attacker on the wire", "the server itself". */
const char *change_who(const ChangeDraft *draft);

#endif
