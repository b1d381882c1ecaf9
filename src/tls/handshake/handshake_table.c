#include "tls/handshake/handshake_table.h"

static const HandshakeRow rows[] = {
#define STATE(ID, name, role, kind, message, handler, source, ...)                                                     \
    {name, ACTOR_##role, ROW_##kind, MESSAGE_##message, {__VA_ARGS__}, source},
#define END(ID, name, role, source) {name, ACTOR_##role, ROW_ENDS, MESSAGE_UNKNOWN, {0}, source},
#include "tls/handshake/handshake_states.def"
#undef STATE
#undef END
};

const HandshakeRow *handshake_row_at(int index)
{
    return index >= 0 && (size_t)index < COUNT_OF(rows) ? &rows[index] : NULL;
}
