#include "tls/v12/v12.h"

#include "base/memory.h"
#include "tls/v12/binding.h"
#include "tls/v12/handlers.h"
#include "tls/v12/resumption.h"
#include "tls/v12/states.h"
#include "tls/v12/v12_handshake.h"

static const HandshakeRow rows[] = {
#define STATE(ID, name, role, kind, message, handler, source, ...)                                                     \
    {name, ACTOR_##role, ROW_##kind, MESSAGE_##message, handler, {__VA_ARGS__}, source},
#define END(ID, name, role, source) {name, ACTOR_##role, ROW_ENDS, MESSAGE_UNKNOWN, NULL, {0}, source},
#include "tls/v12/states.def"
#undef STATE
#undef END
};

static void begin(Handshake *handshake)
{
    handshake->v12 = memory_new(sizeof *handshake->v12);
}

static void end(Handshake *handshake)
{
    V12Handshake *own = handshake->v12;
    buffer_clear(&own->session_id);
    buffer_clear(&own->pre_master_secret);
    memory_wipe(own, sizeof *own);
    memory_free(own);
    handshake->v12 = NULL;
}

/* What ties the hello to the handshake before it, and the session that may be resumed. */
static void complete_offer(Handshake *handshake)
{
    handshake->offer.hello.extensions.renegotiated_connection = handshake_binding(handshake, ACTOR_CLIENT);
    client_offer_session(handshake);
}

const HandshakeVersion handshake_v12 = {
    .version_min = VERSION_TLS_1_0,
    .version_max = VERSION_TLS_1_2,
    .rows = rows,
    .count = COUNT_OF(rows),
    .first = {[ACTOR_CLIENT] = STATE_CLIENT_WAIT_SERVER_HELLO, [ACTOR_SERVER] = STATE_SERVER_WAIT_CLIENT_HELLO},
    .begin = begin,
    .end = end,
    .is_due = route_is_due,
    .complete_offer = complete_offer,
    .finish = handshake_keep_session,
};
