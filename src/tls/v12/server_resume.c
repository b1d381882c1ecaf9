/* Resumption as the server sees it: which session is asked for, and what speaks against it. */
#include "base/text.h"
#include "tls/handshake/certificate_telling.h"
#include "tls/handshake/choice.h"
#include "tls/v12/resumption.h"
#include "tls/v12/ticket_telling.h"
#include "tls/v12/v12_handshake.h"
#include "tls/wire/naming.h"

/* Tells a check whose failure only means that the handshake is a full one. */
static bool speaks_for(Handshake *handshake, EventId id, bool passed, Error reason, Compared compared)
{
    telling_check(handshake->teller, id, passed ? ERROR_NONE : reason, compared);
    return passed;
}

/* The client's certificate too, where the session was made with one. */
static void tell_session(const Handshake *handshake)
{
    Telling telling;
    Certificate *client = NULL;
    if (!telling_begin(&telling, handshake->teller, EVENT_FIND_SESSION))
        return;
    telling_bytes(&telling, FACT_SESSION_MASTER_SECRET, DERIVATION_REMEMBERED,
                  secret_bytes(&handshake->session.master_secret));
    if (certificate_decode(&client, buffer_bytes(&handshake->session.client_certificate), NULL) == ERROR_NONE)
        certificate_tell(&telling, ACTOR_CLIENT, DERIVATION_REMEMBERED, 0, client);
    telling_end(&telling);
    certificate_free(client);
}

static bool look_up(Handshake *handshake, const ClientHello *hello)
{
    bool found = session_cache_find(handshake->config->server.sessions, hello->session_id, &handshake->session);
    bool passed = speaks_for(handshake, EVENT_CHECK_SESSION_KNOWN, found, ERROR_SESSION_UNKNOWN,
                             compared_sides(found ? side_bytes(buffer_bytes(&handshake->session.id))
                                                  : side_text("the ID of a session that is kept here"),
                                            side_bytes(hello->session_id)));
    if (passed)
        tell_session(handshake);
    return passed;
}

static bool has_key(Handshake *handshake, Bytes ticket, const TicketKey **key)
{
    Bytes name = bytes_slice(ticket, 0, TICKET_KEY_NAME_SIZE);
    const TicketKeys *keys = handshake->config->server.ticket_keys;
    *key = ticket_keys_find(keys, name);
    /* Where there are two, the one that is not meant is of no interest. */
    Bytes expected = BYTES_OF_ARRAY(*key ? (*key)->name : keys->keys[0].name);
    bool passed = speaks_for(handshake, EVENT_CHECK_TICKET_KEY, *key != NULL, ERROR_TICKET_KEY_UNKNOWN,
                             compared_bytes(expected, name));
    if (passed)
        ticket_tell_key(handshake->teller, EVENT_TICKET_KEY, DERIVATION_CONFIGURED, *key);
    return passed;
}

/* One whose lengths do not fit has no MAC that could be right. */
static bool is_intact(Handshake *handshake, const TicketKey *key, Bytes bytes, Ticket *ticket)
{
    uint8_t mac[TICKET_MAC_SIZE];
    Error error = ticket_parse(ticket, bytes);
    if (error)
        return speaks_for(
            handshake, EVENT_CHECK_TICKET_MAC, false, ERROR_TICKET_DAMAGED,
            compared_sides(side_text("name, IV, state and MAC, each as long as it has to be"), side_bytes(bytes)));
    ticket_compute_mac(mac, key, ticket);
    return speaks_for(handshake, EVENT_CHECK_TICKET_MAC, bytes_equal(BYTES_OF_ARRAY(mac), ticket->mac),
                      ERROR_TICKET_DAMAGED, compared_bytes(BYTES_OF_ARRAY(mac), ticket->mac));
}

/* Who has the key can seal what is no session; then it is only told that it is none. */
static bool read_state(Handshake *handshake, const TicketKey *key, const Ticket *ticket)
{
    Buffer state = BUFFER_EMPTY;
    bool good = !ticket_open(&state, key, ticket) && !session_decode(&handshake->session, buffer_bytes(&state));
    if (good)
        ticket_tell_state(handshake->teller, EVENT_OPEN_TICKET, FACT_OFFERED_TICKET, buffer_bytes(&state),
                          &handshake->session);
    else
        telling_check(handshake->teller, EVENT_CHECK_TICKET_STATE, ERROR_TICKET_DAMAGED,
                      compared_text("a session, as StatePlaintext writes it", "what cannot be read as one"));
    buffer_clear(&state);
    return good;
}

static bool open_ticket(Handshake *handshake, Bytes bytes)
{
    const TicketKey *key;
    Ticket ticket;
    handshake->v12->by_ticket = has_key(handshake, bytes, &key) && is_intact(handshake, key, bytes, &ticket) &&
                                read_state(handshake, key, &ticket);
    return handshake->v12->by_ticket;
}

/* RFC 5077 §3.4: where there is a ticket, the session ID beside it is none to be looked up. */
static bool finds_session(Handshake *handshake, const ClientHello *hello)
{
    if (handshake->config->server.ticket_keys && hello->extensions.session_ticket.size > 0)
        return open_ticket(handshake, hello->extensions.session_ticket);
    return handshake->config->server.sessions && hello->session_id.size > 0 && look_up(handshake, hello);
}

/* RFC 5246 §F.1.4: the older a session, the more there is to be won by its secret. */
static bool is_fresh(Handshake *handshake)
{
    const PeerConfig *config = handshake->config;
    int64_t age = config->now - handshake->session.created;
    Buffer expected = BUFFER_EMPTY, found = BUFFER_EMPTY;
    text_append_decimal(&expected, config->server.session_lifetime);
    text_append(&found, age < 0 ? "-" : "");
    text_append_decimal(&found, (uint64_t)(age < 0 ? -age : age));
    bool passed = speaks_for(handshake, EVENT_CHECK_SESSION_AGE, age >= 0 && age <= config->server.session_lifetime,
                             ERROR_SESSION_EXPIRED, compared_text(text_finish(&expected), text_finish(&found)));
    buffer_clear(&expected);
    buffer_clear(&found);
    return passed;
}

static bool has_same_version(Handshake *handshake, const ClientHello *hello)
{
    uint16_t version = choice_version(handshake->config, hello);
    return speaks_for(
        handshake, EVENT_CHECK_SESSION_VERSION, version == handshake->session.version, ERROR_SESSION_MISMATCH,
        compared_sides(side_code(names_append_versions, handshake->session.version),
                       version ? side_code(names_append_versions, version) : side_text("none that both speak")));
}

/* RFC 6066 §3: a session for another name is not to be resumed; that one for a name is not resumed without, nor the
   other way round, is our choice. */
static bool has_same_name(Handshake *handshake, const ClientHello *hello)
{
    Bytes of_session = buffer_bytes(&handshake->session.server_name), asked = hello->extensions.server_name;
    return speaks_for(handshake, EVENT_CHECK_SESSION_NAME, offer_same_host(of_session, asked), ERROR_SESSION_MISMATCH,
                      compared_words(of_session, asked));
}

static bool accepts_suite(Handshake *handshake)
{
    const PeerConfig *config = handshake->config;
    const Suite *suite = handshake->session.suite;
    bool accepted = false;
    for (int i = 0; i < config->suite_count; i++)
        accepted = accepted || config->suites[i] == suite;
    return speaks_for(handshake, EVENT_CHECK_SESSION_SUITE_ACCEPTED, accepted, ERROR_SESSION_MISMATCH,
                      compared_text(suite->name, accepted ? suite->name : "not among this server's suites"));
}

/* RFC 7627 §5.3: a session without it does not do for a client that offers it. Where neither has it the session is
   resumed, although a server SHOULD abort then: our choice, for the sake of old clients. That a session has it and the
   hello has not is the business of check_binding_offered. */
static bool has_same_binding(Handshake *handshake, const ClientHello *hello)
{
    bool of_session = handshake->session.extended_master_secret;
    bool offered = hello->extensions.has_extended_master_secret;
    if (of_session && !offered)
        return true;
    return speaks_for(handshake, offered ? EVENT_CHECK_SESSION_BINDING : EVENT_CHECK_SESSION_UNBOUND,
                      of_session == offered, ERROR_SESSION_MISMATCH, compared_flags(of_session, offered));
}

/* RFC 5246 §F.1.4 leaves to the server what a session is good for: one that lets nobody in without a certificate does
   not take up a session in which none was shown. */
static bool has_known_client(Handshake *handshake)
{
    bool known = handshake->session.client_certificate.size > 0;
    if (handshake->config->server.client_certificate != CLIENT_CERTIFICATE_REQUIRED)
        return true;
    return speaks_for(handshake, EVENT_CHECK_SESSION_CLIENT, known, ERROR_SESSION_MISMATCH,
                      compared_flags(true, known));
}

static bool can_be_resumed(Handshake *handshake, const ClientHello *hello)
{
    return is_fresh(handshake) && has_same_version(handshake, hello) && has_same_name(handshake, hello) &&
           accepts_suite(handshake) && has_same_binding(handshake, hello) && has_known_client(handshake);
}

/* RFC 5246 §7.4.1.2: the offer has to include the session's suite. */
static Error check_suite_offered(Handshake *handshake, const ClientHello *hello)
{
    const Suite *suite = handshake->session.suite;
    bool offered = number_list_has(hello->cipher_suites, suite->id);
    return handshake_check(handshake, EVENT_CHECK_SESSION_SUITE_OFFERED, offered, ERROR_ILLEGAL_PARAMETER,
                           ERROR_ILLEGAL_PARAMETER,
                           compared_sides(side_text(suite->name),
                                          offered ? side_text(suite->name)
                                                  : side_meaning(NULL, names_append_suites, hello->cipher_suites)));
}

/* RFC 7627 §5.3: whoever has it in the session has to offer it; otherwise somebody took it out on the way. */
static Error check_binding_offered(Handshake *handshake, const ClientHello *hello)
{
    bool offered = hello->extensions.has_extended_master_secret;
    if (!handshake->session.extended_master_secret)
        return ERROR_NONE;
    return handshake_check(handshake, EVENT_CHECK_SESSION_BINDING_OFFERED, offered, ERROR_HANDSHAKE_FAILURE,
                           ERROR_HANDSHAKE_FAILURE, compared_flags(true, offered));
}

static void begin_session(Handshake *handshake, const ClientHello *hello)
{
    session_clear(&handshake->session);
    buffer_set(&handshake->session.server_name, hello->extensions.server_name);
}

Error server_find_session(Handshake *handshake, const ClientHello *hello)
{
    if (!finds_session(handshake, hello) || !can_be_resumed(handshake, hello)) {
        begin_session(handshake, hello);
        return ERROR_NONE;
    }
    handshake->v12->resuming = true;
    buffer_set(&handshake->v12->session_id, hello->session_id);
    Error error = check_suite_offered(handshake, hello);
    return error ? error : check_binding_offered(handshake, hello);
}

bool server_gives_ticket(const Handshake *handshake, const ClientHello *hello)
{
    const PeerConfig *config = handshake->config;
    if (!config->server.ticket_keys || !hello->extensions.has_session_ticket)
        return false;
    return !handshake->v12->resuming || (handshake->v12->by_ticket && config->server.renew_tickets);
}

/* RFC 5077 §3.4: a session that goes away in a ticket needs no name. */
void server_name_session(Handshake *handshake)
{
    uint8_t id[SESSION_ID_MAX];
    if (!handshake->config->server.sessions || handshake->v12->new_ticket)
        return;
    handshake_draw(handshake, "session_id", id, sizeof id);
    buffer_set(&handshake->v12->session_id, BYTES_OF_ARRAY(id));
    buffer_set(&handshake->session.id, BYTES_OF_ARRAY(id));
}
