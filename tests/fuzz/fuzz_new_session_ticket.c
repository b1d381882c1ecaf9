/* The body of a NewSessionTicket; a well-formed one comes out the same when it is encoded again. */
#include "fuzz_message.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const DecodeContext context = {0, NULL};
    Buffer bytes = BUFFER_EMPTY, again = BUFFER_EMPTY;
    Message message;
    if (fuzz_message(&message, &bytes, HANDSHAKE_NEW_SESSION_TICKET, &context, bytes_of(data, size))) {
        new_session_ticket_encode(&again, message.new_session_ticket.lifetime_hint, message.new_session_ticket.ticket);
        fuzz_require(bytes_equal(buffer_bytes(&again), buffer_bytes(&bytes)));
    }
    buffer_clear(&bytes);
    buffer_clear(&again);
    return 0;
}
