#include "tls/handshake_table.h"

#include <string.h>

static const HandshakeRow rows[] = {
#define STATE(ID, name, role, kind, message, handler, source, ...)                                                     \
    {name, ACTOR_##role, ROW_##kind, message, {__VA_ARGS__}, source},
#include "tls/handshake_states.def"
#undef STATE
};

const HandshakeRow *handshake_row_at(int index)
{
    return index >= 0 && (size_t)index < COUNT_OF(rows) ? &rows[index] : NULL;
}

bool handshake_may_move(HandshakeState from, HandshakeState to)
{
    for (int i = 0; i < HANDSHAKE_NEXT_MAX && rows[from].next[i]; i++)
        if (strcmp(rows[from].next[i], rows[to].state) == 0)
            return true;
    return false;
}
