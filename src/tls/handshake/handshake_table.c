#include "tls/handshake/handshake_table.h"

#include <assert.h>
#include <string.h>

static const HandshakeRow rows[] = {
#define STATE(ID, name, role, kind, message, handler, source, ...)                                                     \
    {name, ACTOR_##role, ROW_##kind, message, {__VA_ARGS__}, source},
#include "tls/handshake/handshake_states.def"
#undef STATE
};

const HandshakeRow *handshake_row_at(int index)
{
    return index >= 0 && (size_t)index < COUNT_OF(rows) ? &rows[index] : NULL;
}

HandshakeState handshake_state_find(const char *name)
{
    size_t at = 0;
    while (at < COUNT_OF(rows) && strcmp(rows[at].state, name) != 0)
        at++;
    assert(at < COUNT_OF(rows));
    return (HandshakeState)at;
}
