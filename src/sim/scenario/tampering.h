/*
 * What somebody is to do to messages: the value of the options `tamper` (an attacker on the wire) and `fault` (the side
 * that sends them) taken apart into rules, and each rule's search for its message.
 *
 *     MESSAGE[.FIELD]:OFFSET:XOR          turns over the bits of XOR (hex) from OFFSET on; below 0 from the end
 *     drop:MESSAGE                        it is not sent
 *     replay:MESSAGE                      it is sent twice
 *     swap:MESSAGE,MESSAGE                each is sent in the other's place
 *     insert:MESSAGE:HEX                  something else is sent in front of it
 *     truncate[:MESSAGE]                  the stream ends in front of it; of the first alert where none is named
 *     warning:ALERT[:MESSAGE]             fault alone: an alert is sent in front of it, or of the first message
 *     fatal:ALERT[:MESSAGE]
 *
 * MESSAGE is [cN.][hN.][client.|server.]NAME[#n]: the nth of that name (the first where nothing is said) in the order
 * in which they pass, of both sides where none is named, in a handshake where one is named and otherwise in the
 * connection. FIELD is the path of one that such a message can have (message_fields.h), in dots; one that it cannot
 * have is refused, one that this message has not finds nothing to change. An attacker has no key: of what is protected
 * he knows the type of each record, and a Finished by its place, right behind the ChangeCipherSpec; other handshake
 * messages are each an encrypted_handshake to him.
 */
#ifndef TLSTEPS_SIM_TAMPERING_H
#define TLSTEPS_SIM_TAMPERING_H

#include "base/arena.h"
#include "base/error.h"
#include "base/event.h"
#include "sim/diagnostic/diagnostic.h"
#include "tls/registry/message_id.h"

typedef enum TamperAction {
    TAMPER_CHANGE,
    TAMPER_DROP,
    TAMPER_REPLAY,
    TAMPER_SWAP,
    TAMPER_INSERT,
    TAMPER_TRUNCATE,
    TAMPER_WARNING,
    TAMPER_FATAL,
} TamperAction;

/* One message among those that pass. */
typedef struct TamperTarget {
    int connection, handshake; /* from 1; 0: any */
    int sender;                /* an Actor; TAMPER_ANYBODY */
    MessageId message;         /* MESSAGE_UNKNOWN: whatever comes first */
    int number;                /* from 1 */
    int seen;                  /* how many have passed */
} TamperTarget;
enum { TAMPER_ANYBODY = -1 };

typedef struct TamperRule {
    TamperAction action;
    const char *text; /* as it was written */
    TamperTarget target;
    TamperTarget other; /* TAMPER_SWAP */
    const char *field;  /* a path below the message; NULL: none */
    bool sealed;        /* it is in what a client encrypts, where nobody else sees it */
    int64_t offset;     /* below 0: from the end, -1 being the last byte */
    Bytes bytes;        /* TAMPER_CHANGE: to be XORed; TAMPER_INSERT: to be sent */
    Error alert;
    bool done;
} TamperRule;

enum { TAMPER_RULES_MAX = 64 };
typedef struct Tampering {
    Arena arena;
    TamperRule rules[TAMPER_RULES_MAX];
    int count;
} Tampering;

/* Who is to do it. */
typedef enum TamperWho { TAMPER_BY_ATTACKER, TAMPER_BY_SENDER } TamperWho;

/* Starts as all zero. False and a diagnostic that begins with `written`, says what is wrong and what is accepted; there
   is nothing to clear then. */
WARN_UNUSED bool tampering_parse(Tampering *out, const char *text, TamperWho who, const char *written,
                                 Diagnostic *diagnostic);
void tampering_clear(Tampering *tampering);
/* Makes `out`, which is all zero, a copy with everything that it names. */
void tampering_copy(Tampering *out, const Tampering *tampering);

/* Drops the rules that are for other connections than this one. */
void tampering_keep_connection(Tampering *tampering, int connection);
/* The largest connection that a rule is for; 0 where none says. */
int tampering_last_connection(const Tampering *tampering);

/* A message passes: whether it is the one that the target means. To be asked once for each message. */
bool tampering_meets(TamperTarget *target, Actor sender, int handshake, MessageId message);

/* Turns over the rule's bits of a message, or of the part of it that the rule names. False where they do not all lie in
   it. */
WARN_UNUSED bool tampering_change(const TamperRule *rule, uint8_t *bytes, size_t size);

/* Appends the rules that were not done, with commas between; nothing where all were. */
void tampering_append_undone(Buffer *out, const Tampering *tampering);

/* The messages that a target may be; MESSAGE_UNKNOWN past the end. The last one is the attacker's alone. */
MessageId tampering_message_at(int index);

#endif
