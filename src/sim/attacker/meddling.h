/*
 * The language of changes (tampering.h) carried out on the messages that one side sends: by an attacker on the wire,
 * and by the side itself where it lies. What a message is made of and where it goes is the business of whoever meddles,
 * a table of operations; what each rule does to the stream stands here, once.
 */
#ifndef TLSTEPS_SIM_MEDDLING_H
#define TLSTEPS_SIM_MEDDLING_H

#include "base/field.h"
#include "sim/scenario/tampering.h"
#include "tls/telling/telling.h"

/* A message on its way. Whoever meddles may let a struct of his own begin with it. */
typedef struct Passage {
    Actor sender;
    int handshake;
    MessageId id;
    Buffer bytes; /* as it goes on, in the form in which it is sent */
    int copies;   /* how often it goes on */
} Passage;

typedef struct MeddlingKind {
    /* What is told of each thing done. */
    EventId changes, inserts, drops, replays, swaps, truncates;
    /* Changes the message, and appends the bytes that the rule is about as they were and as they are. False where the
       rule finds nothing to change. */
    bool (*change)(void *context, const TamperRule *rule, Passage *passage, Buffer *before, Buffer *after);
    /* Sends the rule's bytes in front of the message, by meddling_send. */
    void (*insert)(void *context, const TamperRule *rule, const Passage *passage);
    /* Bytes leave. */
    void (*send)(void *context, Actor sender, Bytes bytes);
} MeddlingKind;

/* What is done to one side's messages. Starts as all zero but for the first four. */
typedef struct Meddling {
    const MeddlingKind *kind;
    void *context;
    Teller teller;         /* who meddles; its handshake is that of the last message */
    Tampering *rules;      /* borrowed; both sides may have the same ones */
    bool done;             /* something was done since whoever meddles set it to false */
    bool cut;              /* the stream was ended: nothing follows */
    TamperRule *swapping;  /* waits for the second of its two messages; or NULL */
    Buffer first, between; /* meanwhile held back */
} Meddling;
void meddling_clear(Meddling *meddling);

/* Carries out on a message what the rules say. Sending what is left of it, `copies` times, is up to the caller. */
void meddling_take(Meddling *meddling, Passage *passage);
/* Sends bytes, or holds them back while two messages are being swapped; after the end they are dropped. */
void meddling_send(Meddling *meddling, Actor sender, Bytes bytes);

/* Whether a rule is about this message; to be asked once for each. */
bool meddling_is_meant(TamperRule *rule, Actor sender, int handshake, MessageId id);
/* Where a field stands in what was annotated; false where there is none. Clears the tree. */
bool meddling_find_field(FieldTree *tree, const char *path, size_t *offset, size_t *length);

#endif
