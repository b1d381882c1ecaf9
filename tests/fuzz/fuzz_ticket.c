/* A ticket as a hostile client may bring it, opened in spite of its MAC, and what is in it read as a session; and the
   same bytes as the session itself, as if somebody had sealed them with the right key. */
#include <string.h>

#include "fuzz.h"
#include "tls/secrets/ticket.h"

/* What can be read is written again as it was. */
static void read_session(Bytes state)
{
    Session session = {0};
    Buffer again = BUFFER_EMPTY;
    if (session_decode(&session, state) == ERROR_NONE) {
        session_encode(&again, &session);
        /* any value but 0 stands for yes */
        fuzz_require(again.size == state.size);
        fuzz_require(memcmp(again.data, state.data, SESSION_MASTER_SECRET_OFFSET + MASTER_SECRET_SIZE) == 0);
    } else {
        fuzz_require(!session.suite && !session.server_name.data && !session.client_certificate.data);
    }
    session_clear(&session);
    buffer_clear(&again);
}

static void open_ticket(const TicketKey *key, Bytes bytes)
{
    Ticket ticket;
    Buffer state = BUFFER_EMPTY, again = BUFFER_EMPTY;
    uint8_t mac[TICKET_MAC_SIZE];
    if (ticket_parse(&ticket, bytes))
        return;
    ticket_compute_mac(mac, key, &ticket);
    if (ticket_open(&state, key, &ticket) == ERROR_NONE) {
        ticket_seal(&again, key, ticket.iv.data, buffer_bytes(&state));
        fuzz_require(again.size == bytes.size);
        read_session(buffer_bytes(&state));
    } else {
        fuzz_require(state.size == 0);
    }
    buffer_clear(&state);
    buffer_clear(&again);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    TicketKey key;
    memset(&key, 1, sizeof key);
    open_ticket(&key, bytes_of(data, size));
    read_session(bytes_of(data, size));
    return 0;
}
