/* Sessions in tickets, and what was read out of records, replayed. */
#include "explain/language/encoding.h"
#include "explain/secrets/key_schedule.h"
#include "explain/secrets/ticket.h"
#include "report/replay/replay_parts.h"
#include "tls/wire/message.h"
#include "tls/wire/naming.h"

static uint64_t decimal(Bytes digits)
{
    uint64_t value = 0;
    for (size_t i = 0; i < digits.size; i++)
        value = 10 * value + (uint64_t)(digits.data[i] - '0');
    return value;
}

Worked *replay_session_state(Replay *replay)
{
    const Suite *suite = names_find_suite(replay_named_bytes(replay, FACT_CIPHER_SUITE));
    uint16_t version;
    replay->lacks |= !names_find_version(&version, replay_named_bytes(replay, FACT_VERSION)) || !suite;
    SessionState state = {
        .version = version,
        .suite = suite ? suite->id : 0,
        .master_secret = replay_named_bytes(replay, FACT_MASTER_SECRET),
        .client_certificate = replay_named_bytes(replay, FACT_CLIENT_CERTIFICATE),
        .created = decimal(replay_named_bytes(replay, FACT_SESSION_CREATED)),
        .extended_master_secret = replay_named_flag(replay, FACT_EXTENDED_MASTER_SECRET),
        .server_name = replay_named_bytes(replay, FACT_SERVER_NAME),
    };
    return replay->lacks ? NULL : explain_session_state(&state, replay->result);
}

static TicketCase ticket_keys(Replay *replay)
{
    return (TicketCase){.key_name = replay_beside(replay, FACT_TICKET_KEY_NAME),
                        .encryption_key = replay_beside(replay, FACT_TICKET_ENCRYPTION_KEY),
                        .mac_key = replay_beside(replay, FACT_TICKET_MAC_KEY)};
}

/* Inputs: name, IV, encryption key, state, MAC key. */
Worked *replay_ticket_seal(Replay *replay)
{
    TicketCase keys = ticket_keys(replay);
    Operand iv = replay_input(replay, 1), state = replay_input(replay, 3);
    return replay->lacks ? NULL : explain_ticket_seal(&keys, &iv, &state, replay->result);
}

/* Inputs: encryption key, ticket. */
Worked *replay_ticket_open(Replay *replay)
{
    TicketCase keys = ticket_keys(replay);
    Operand ticket = replay_input(replay, 1);
    return replay->lacks ? NULL : explain_ticket_open(&keys, &ticket, replay->result);
}

/* Out of the records' content, which replay_record opens: application data are all of it, of a handshake message what
   stands behind its header. */
Worked *replay_decrypted(Replay *replay)
{
    const StepMessage *message = timeline_step(replay->timeline, replay->fact->step)->message;
    size_t header = message && message->view.content_type == CONTENT_HANDSHAKE ? HANDSHAKE_HEADER_SIZE : 0;
    Buffer joined = BUFFER_EMPTY;
    for (int i = 0; message && i < message->view.record_count; i++)
        buffer_append(&joined, message->view.records[i].plaintext);
    Operand content = operand_bytes("content", buffer_bytes(&joined));
    Worked *worked = explain_part(replay->result, &content, header, replay->fact->value.size);
    buffer_clear(&joined);
    return worked;
}
