/*
 * The handshake as a table: each state with the message that it expects or builds, where it may lead, and the RFC
 * section. The driver moves by it. The list is handshake_states.def.
 */
#ifndef TLSTEPS_TLS_HANDSHAKE_TABLE_H
#define TLSTEPS_TLS_HANDSHAKE_TABLE_H

#include "base/event.h"
#include "tls/wire/message.h"

typedef enum HandshakeState {
#define STATE(ID, name, role, kind, message, handler, source, ...) STATE_##ID,
#define END(ID, name, role, source)                                STATE_##ID,
#include "tls/handshake/handshake_states.def"
#undef STATE
#undef END
} HandshakeState;

enum { HANDSHAKE_NEXT_MAX = 6 };

typedef enum RowKind {
    ROW_SENDS,    /* builds its message */
    ROW_WAITS,    /* waits for its message */
    ROW_MAY_COME, /* waits for its message, which the other side may leave out */
    ROW_ENDS,
} RowKind;

typedef struct HandshakeRow {
    const char *name; /* "client_wait_server_hello" */
    Actor role;
    RowKind kind;
    MessageId message; /* MESSAGE_UNKNOWN in an end state */
    /* States it may move to: the first that is due. Behind them 0, the first state, to which nothing leads back. */
    HandshakeState next[HANDSHAKE_NEXT_MAX];
    const char *source;
} HandshakeRow;

/* Row by row, client's first; NULL past the end. The row of a HandshakeState stands at its number. */
const HandshakeRow *handshake_row_at(int index);

#endif
