/*
 * The handshake as a table: each state with the message that it expects or builds, what does it, where it may lead, and
 * the RFC section. The driver (handshake.h) moves by it. Each version brings a table of its own; until a ServerHello
 * says which version is spoken, a handshake goes by that of the opening (opening.h). (The ladder draws the messages
 * that came, and not the table.)
 */
#ifndef TLSTEPS_TLS_HANDSHAKE_TABLE_H
#define TLSTEPS_TLS_HANDSHAKE_TABLE_H

#include "base/event.h"
#include "tls/wire/message.h"

typedef struct Handshake Handshake;

/* The number of a row in its table; each table has an enumeration of its own. */
typedef int HandshakeState;

enum { HANDSHAKE_NEXT_MAX = 6 };

typedef enum RowKind {
    ROW_SENDS,    /* builds its message */
    ROW_WAITS,    /* waits for its message */
    ROW_MAY_COME, /* waits for its message, which the other side may leave out */
    ROW_ENDS,
} RowKind;

/* Does all that belongs to a message, which is NULL where it builds one. The error is the alert that ends the
 * handshake.
 */
typedef Error HandshakeHandler(Handshake *handshake, const MessageView *message);

typedef struct HandshakeRow {
    const char *name; /* "client_wait_server_hello" */
    Actor role;
    RowKind kind;
    MessageId message;         /* MESSAGE_UNKNOWN in an end state */
    HandshakeHandler *handler; /* NULL in an end state */
    /* States it may move to: the first that is due. Behind them 0, the first row, to which nothing leads back. */
    HandshakeState next[HANDSHAKE_NEXT_MAX];
    const char *source;
} HandshakeRow;

/* What the versions that go by one table do in their own way. */
typedef struct HandshakeVersion {
    uint16_t version_min, version_max; /* both 0 for the opening, which has none */
    const HandshakeRow *rows;
    int count;
    /* By role, where a handshake begins in this table: with the hello that decided for it. */
    HandshakeState first[2];
    /* Make and free what only this version remembers: from the start of a handshake, which may still become one of any
       version, to its end. NULL: nothing. */
    void (*begin)(Handshake *handshake);
    void (*end)(Handshake *handshake);
    /* Whether a state that a row lists as next has its turn in this handshake. NULL: each has. */
    bool (*is_due)(const Handshake *handshake, HandshakeState state);
    /* Client: adds to the offer what only this version has to say, if it is offered. NULL: nothing. */
    void (*complete_offer)(Handshake *handshake);
    /* The handshake is done: keeps what is to outlive it. NULL: nothing. */
    void (*finish)(Handshake *handshake);
} HandshakeVersion;

#endif
