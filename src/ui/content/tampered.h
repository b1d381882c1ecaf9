/* A message that an attacker changed on its way: what it was, and what arrived. */
#ifndef TLSTEPS_UI_TAMPERED_H
#define TLSTEPS_UI_TAMPERED_H

#include "base/field.h"
#include "sim/timeline/timeline.h"

/* The same message twice, taken apart. Both have their fields as long as they were read. */
typedef struct Tampered {
    FieldTree before, after;
    Bytes sent, received; /* of the message */
} Tampered;

/* Lays both beside each other. False, and nothing to clear, for a message that was not changed, or was changed so that
   it does not stand at its place any more: encrypted, in length, or lost. */
bool tampered_open(Tampered *out, const StepMessage *message);
void tampered_close(Tampered *tampered);
/* The field after `field` (-1: the first) of `before` that has no parts and arrived with another value; -1: none. */
int tampered_next(const Tampered *tampered, int field);
/* "client_version 1.2 → 1.1 (0303 → 0302)", "signatureValue.value, byte 231: 97 → 68" */
void tampered_append(Buffer *out, const Tampered *tampered, int field);
/* In a line what an attacker made of the message, whatever it was: "byte 25 of its record bc → 43". Nothing
   for one that is as it was, or lost. */
void tampered_append_all(Buffer *out, const StepMessage *message);

#endif
