#include "sim/eavesdropper/eavesdropper_state.h"

#include "base/memory.h"

void heard_handshake_init(HeardHandshake *heard)
{
    *heard = (HeardHandshake){.suite = NULL};
    key_share_init(&heard->share);
    curve_init(&heard->curve);
}

void heard_handshake_clear(HeardHandshake *heard)
{
    transcript_clear(&heard->transcript);
    buffer_clear(&heard->encrypted_pre_master);
    key_share_clear(&heard->share);
    curve_clear(&heard->curve);
    buffer_clear(&heard->server_public);
    buffer_clear(&heard->client_public);
    buffer_clear(&heard->offered_session_id);
    buffer_clear(&heard->offered_ticket);
    buffer_clear(&heard->session_id);
    secret_wipe(&heard->master_secret);
    memory_wipe(&heard->keys, sizeof heard->keys);
}

void heard_handshake_begin(HeardHandshake *heard)
{
    heard_handshake_clear(heard);
    heard_handshake_init(heard);
}

EventId eavesdropper_event(const EavesdropperState *state, EventId of_first, EventId of_further)
{
    return state->teller.handshake > 1 ? of_further : of_first;
}

const char *eavesdropper_group_name(const EavesdropperState *state)
{
    return state->heard.share.group ? state->heard.share.group->name : NULL;
}
