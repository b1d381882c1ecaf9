/*
 * What an actor tells about itself: facts, derivations, checks and messages, one Event for each single thing done. An
 * observer turns each event into one step of a timeline; without an observer nothing is built and nothing is spent.
 *
 * There is no prose here and none in the protocol: an event, a fact and a derivation is an item of a list (events.def,
 * facts.def, derivations.def), and its sentence stands in that list.
 *
 * Events borrow: every pointer in one is valid only during the call. Who wants to keep something copies it.
 */
#ifndef TLSTEPS_BASE_EVENT_H
#define TLSTEPS_BASE_EVENT_H

#include "base/bytes.h"
#include "base/error.h"

typedef enum Actor { ACTOR_CLIENT, ACTOR_SERVER, ACTOR_EAVESDROPPER, ACTOR_ATTACKER, ACTOR_COUNT } Actor;
/* "client", "server", "eavesdropper", "attacker" */
const char *actor_name(Actor actor);

typedef enum FactId {
#define FACT(ID, name, kind, rank, label, meaning, source) FACT_##ID,
#include "base/facts.def"
#undef FACT
    FACT_COUNT
} FactId;

typedef enum ValueKind { VALUE_BYTES, VALUE_NUMBER, VALUE_TEXT } ValueKind;

/* What a fact is to the story of a handshake: the first are worth a reader's eye most. */
typedef enum FactRank {
    RANK_SECRET, /* not everybody is to know it, and somebody comes to it all the same, or not */
    RANK_AGREED, /* both sides go by it from now on */
    RANK_SENT,   /* what one side tells the other */
    RANK_DETAIL, /* what it takes to compute the others, and numbers that are counted */
    RANK_CHAIN,  /* what stands in certificates */
} FactRank;

typedef struct FactItem {
    const char *name; /* with % where the position in a list stands */
    ValueKind kind;
    bool counts; /* it says how many or the how manieth, in no more than 64 bits */
    FactRank rank;
    const char *label; /* short, for people: "client random" */
    const char *meaning, *source;
} FactItem;
const FactItem *fact_item(FactId id);

/* A fact of the same handshake: `index` is what stands for the % in its name, 0 where there is none. */
typedef struct FactRef {
    FactId id;
    int index;
} FactRef;

/* Appends the name of a fact, its % replaced: "server.certificate.0.rsa.modulus". */
void fact_append_name(Buffer *out, FactRef ref);
/* The fact of such a name; false where the list has none. */
WARN_UNUSED bool fact_find(const char *name, FactRef *out);

typedef enum DerivationId {
#define DERIVATION(ID, name, formula, source) DERIVATION_##ID,
#include "base/derivations.def"
#undef DERIVATION
    DERIVATION_COUNT
} DerivationId;

typedef struct DerivationItem {
    const char *name, *formula, *source;
} DerivationItem;
const DerivationItem *derivation_item(DerivationId id);

/* The document that says how a fact comes about so, or what it is where nothing made it. */
const char *fact_source(FactId id, DerivationId how);

enum { DERIVATION_INPUTS_MAX = 7 };

/* Where a message stands in the transcript of its handshake, as who tells of it counts. */
typedef struct TranscriptPlace {
    int number;     /* 1 for the first message; 0: it is in no transcript */
    size_t skipped; /* bytes at its front that are in none */
} TranscriptPlace;

/* A part of a transcript: its messages from number `first` to number `last`. All zero: none. */
typedef struct TranscriptPart {
    int first, last;
    size_t cut; /* bytes at the end of the last one that are left out */
} TranscriptPart;

/* How a value came about, complete enough to compute it again. */
typedef struct Derivation {
    DerivationId id;
    FactRef from[DERIVATION_INPUTS_MAX];
    int from_count;
    const char *hash;  /* "sha256", …; NULL where the formula has none. The three are static. */
    const char *label; /* the PRF's, without quotes; for DERIVATION_CUT NULL */
    const char *group; /* name of the group or curve */
    /* DERIVATION_CUT and STATE_PART: where in the key block or state; DISCRETE_LOGARITHM and CURVE_LOGARITHM: tries
       needed */
    size_t offset;
    TranscriptPart transcript; /* what is hashed or signed of it */
} Derivation;

/* A value that the actor has now and did not have before. */
typedef struct Learned {
    FactRef fact;
    Bytes value; /* numbers big-endian; text without NUL; of a flag the word for it */
    bool flag;   /* whether what the fact asks is so: what logic reads, instead of the word */
    Derivation how;
} Learned;

typedef enum EventKind { KIND_COMPUTE, KIND_SEND, KIND_RECEIVE, KIND_CHECK, KIND_ALERT, KIND_STATE } EventKind;
/* "compute", "send", "receive", "check", "alert", "state" */
const char *event_kind_name(EventKind kind);

typedef enum EventId {
#define EVENT(ID, trait, what, title, why, text, source) EVENT_##ID,
#include "base/events.def"
#undef EVENT
    EVENT_COUNT
} EventId;

typedef struct EventItem {
    EventKind kind;
    bool sends;        /* the actor puts a message or an alert on the wire */
    bool sets_up;      /* older than the connection: what a side was set up with before the first message */
    bool lies;         /* a peer was told to do it, against what it thinks is right */
    const char *what;  /* last part of the step's name: "client_hello" */
    const char *title; /* a few words */
    const char *why;   /* what it is there for, in one to three sentences without placeholders */
    const char *text;  /* one to three sentences, with {fact} placeholders */
    const char *source;
} EventItem;
const EventItem *event_item(EventId id);

/* What was compared, and the verdict. */
typedef struct Check {
    bool passed;
    Error error; /* ERROR_NONE where it passed */
    /* The two sides of the comparison, as the reader should see them, always both: bytes that are empty are what was
       expected or found, and a text is never empty. */
    ValueKind kind;
    Bytes expected, found;
    int index; /* which certificate of a chain, or -1 */
    /* Of the signature of a certificate, a revocation list or an OCSP response: the whole of it, and the certificate
       whose key verifies it, both DER; otherwise empty. */
    Bytes is_signed, signer;
} Check;

/* The keys of a record's sender that it is protected with. Which message brings new ones the protocol knows; a reader
   need not. */
typedef struct RecordKeys {
    int number;    /* 0: none, with which each side begins; then one more each time that this side takes new ones */
    int handshake; /* number of the handshake that they are from; 0: none */
} RecordKeys;

/* One record that carries (a part of) a message. */
typedef struct RecordView {
    uint64_t offset; /* of the record's first byte in everything that its sender has sent on the connection */
    Bytes bytes;     /* the record as it crosses the wire, header and all */
    Bytes plaintext; /* its content, decrypted (may hold other messages too) */
    bool encrypted;
    RecordKeys keys;
    uint64_t sequence_number; /* how many its sender has sent before it under the same keys (RFC 5246 §6.1) */
} RecordView;

typedef struct MessageView {
    uint8_t content_type; /* of the record layer: 20, 21, 22 or 23 (RFC 5246 §6.2.1); 128 stands for no record, but a
                             ClientHello in the form of SSL 2.0 (§E.2) */
    Bytes bytes;          /* the plain message: a handshake message with its four-byte header */
    bool encrypted;
    TranscriptPlace place;
    uint16_t version;      /* protocol version and suite in force, which a decoder needs to read the message again: */
    uint16_t cipher_suite; /* 0 before they are known */
    const RecordView *records;
    int record_count;
} MessageView;

typedef struct Event {
    EventId id;
    Actor actor;
    int handshake; /* 1 for the first of its connection; 0 where it belongs to none */
    const Learned *learned;
    int learned_count;
    const MessageView *message; /* KIND_SEND, KIND_RECEIVE, KIND_ALERT (an alert that is sent or received) */
    const Check *check;         /* KIND_CHECK */
    Error alert;                /* KIND_ALERT: its description */
    bool fatal;                 /* KIND_ALERT: its level */
} Event;

typedef struct Observer {
    void (*observe)(void *context, const Event *event);
    void *context;
} Observer;

#endif
