/*
 * The handshake as a table: each state with the message that it expects or builds, where it may lead, and the RFC
 * section. The driver moves by it, and asserts that a move is listed. (The ladder draws the messages that came, and not
 * the table.) The list is handshake_states.def.
 */
#ifndef TLSTEPS_TLS_HANDSHAKE_TABLE_H
#define TLSTEPS_TLS_HANDSHAKE_TABLE_H

#include "base/event.h"

typedef enum HandshakeState {
#define STATE(ID, name, role, kind, message, handler, source, ...) STATE_##ID,
#include "tls/handshake/handshake_states.def"
#undef STATE
} HandshakeState;

enum { HANDSHAKE_NEXT_MAX = 6 };

typedef enum RowKind {
    ROW_SENDS,    /* builds its message */
    ROW_WAITS,    /* waits for its message */
    ROW_MAY_COME, /* waits for its message, which the other side may leave out */
    ROW_ENDS,
} RowKind;

typedef struct HandshakeRow {
    const char *state; /* "client_wait_server_hello" */
    Actor role;
    RowKind kind;
    const char *message;                  /* "server_hello", "change_cipher_spec"; NULL in an end state */
    const char *next[HANDSHAKE_NEXT_MAX]; /* states it may move to: the first that is due; NULL-filled */
    const char *source;
} HandshakeRow;

/* Row by row, client's first; NULL past the end. The row of a HandshakeState stands at its number. */
const HandshakeRow *handshake_row_at(int index);

/* The state of a name that stands in the table. */
HandshakeState handshake_state_find(const char *name);

#endif
