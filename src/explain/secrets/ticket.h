/* Session tickets sealed and opened (RFC 5077 §4). */
#ifndef TLSTEPS_EXPLAIN_TICKET_H
#define TLSTEPS_EXPLAIN_TICKET_H

#include "explain/language/worked.h"

/* The server's key, of 16, 16 and 32 bytes. The names are used in the formulas. */
typedef struct TicketCase {
    Operand key_name, encryption_key, mac_key;
} TicketCase;

/* The ticket with that state. NULL where a key or the IV, of 16 bytes, has another size, or the state is too long. */
WARN_UNUSED Worked *explain_ticket_seal(const TicketCase *keys, const Operand *iv, const Operand *state,
                                        const char *result);
/* The state in a ticket; where it does not open, the last row is the comparison that fails, and 0. NULL where a key has
   another size, or the ticket's lengths do not fit. */
WARN_UNUSED Worked *explain_ticket_open(const TicketCase *keys, const Operand *ticket, const char *result);

#endif
