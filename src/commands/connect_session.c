#include "commands/connect_session.h"

#include <stdio.h>
#include <string.h>

#include "base/text.h"
#include "net/clock.h"
#include "report/write/file.h"
#include "sim/assets/assets.h"
#include "tls/handshake/offer.h"

int connect_session_connections(const ConnectSession *sessions)
{
    return sessions->by_id || sessions->by_ticket ? 2 : 1;
}

void connect_session_clear(ConnectSession *sessions)
{
    kept_session_clear(&sessions->kept);
}

/* A session from a file */

/* An address is not said in server_name, and a name without the dot that may stand at its end. */
static Bytes host_of(const PeerConfig *config)
{
    Bytes name = offer_host_name(config->server_name);
    return name.size > 0 ? name : bytes_of_text(config->server_name);
}

static bool read_file(ConnectSession *sessions, Diagnostic *diagnostic)
{
    Buffer text = BUFFER_EMPTY;
    bool read = assets_read_file(&text, sessions->in_file, SESSION_FILE_SIZE_MAX, diagnostic) &&
                session_file_decode(&sessions->kept, buffer_bytes(&text), sessions->in_file, diagnostic);
    buffer_clear(&text);
    sessions->has_kept = read;
    return read;
}

static bool check_host(const ConnectSession *sessions, const PeerConfig *config, Diagnostic *diagnostic)
{
    Buffer host = BUFFER_EMPTY;
    buffer_append(&host, buffer_bytes(&sessions->kept.host));
    bool same = offer_same_host(host_of(config), buffer_bytes(&host));
    if (!same)
        diagnostic_set(diagnostic,
                       "--session-in: %s: the session was made with %s, and is not shown to %s; accepted is its own "
                       "host, also as --server-name",
                       sessions->in_file, text_finish(&host), config->server_name);
    buffer_clear(&host);
    return same;
}

static bool check_version(const ConnectSession *sessions, const PeerConfig *config, Diagnostic *diagnostic)
{
    uint16_t version = sessions->kept.session.version;
    return (version >= config->version_min && version <= config->version_max) ||
           diagnostic_set(diagnostic, "--session-in: %s: the session is of TLS %s, which is not offered; see --version",
                          sessions->in_file, version_name(version));
}

static bool check_suite(const ConnectSession *sessions, const PeerConfig *config, Diagnostic *diagnostic)
{
    const Suite *suite = sessions->kept.session.suite;
    for (int i = 0; i < config->suite_count; i++)
        if (config->suites[i] == suite && offer_may_have(config, suite))
            return true;
    return diagnostic_set(diagnostic, "--session-in: %s: the session's suite %s is not offered; see --suite",
                          sessions->in_file, suite->name);
}

/* RFC 7627 §5.3: who offers such a session says the extension, too. */
static bool check_binding(const ConnectSession *sessions, const PeerConfig *config, Diagnostic *diagnostic)
{
    return !sessions->kept.session.extended_master_secret || config->extensions.has_extended_master_secret ||
           diagnostic_set(
               diagnostic,
               "--session-in: %s: the session has an extended master secret, and can be offered only without "
               "--no-extended-master-secret",
               sessions->in_file);
}

/* RFC 5077 §3.3: the lifetime is a hint. That an old ticket is offered all the same is our choice: the server says. */
static void warn_of_age(const ConnectSession *sessions)
{
    const Session *session = &sessions->kept.session;
    int64_t age = clock_date() / 1000000 - session->created;
    if (session->ticket.size > 0 && session->ticket_lifetime > 0 && age > (int64_t)session->ticket_lifetime)
        fprintf(stderr,
                "tlsteps connect: warning: %s: the ticket is %lld seconds old, and the server meant to take it for "
                "%lu; it is offered all the same\n",
                sessions->in_file, (long long)age, (unsigned long)session->ticket_lifetime);
}

static bool bring_session(ConnectSession *sessions, PeerConfig *config, Diagnostic *diagnostic)
{
    if (!read_file(sessions, diagnostic) || !check_host(sessions, config, diagnostic) ||
        !check_version(sessions, config, diagnostic) || !check_suite(sessions, config, diagnostic) ||
        !check_binding(sessions, config, diagnostic))
        return false;
    warn_of_age(sessions);
    config->client.session = &sessions->kept.session;
    return true;
}

bool connect_session_prepare(ConnectSession *sessions, const Scenario *scenario, PeerConfig *config,
                             Diagnostic *diagnostic)
{
    Resumption resumption = (Resumption)scenario_choice(scenario, SCENARIO_RESUME, ACTOR_CLIENT, 1, 1, RESUME_NOTHING);
    sessions->by_ticket = resumption == RESUME_BY_TICKET;
    sessions->by_id = resumption == RESUME_BY_ID;
    if (resumption != RESUME_NOTHING && sessions->in_file)
        return diagnostic_set(diagnostic, "--session-in: does not go with --resume, which makes the session that it "
                                          "resumes itself");
    sessions->config = config;
    if (sessions->in_file && !bring_session(sessions, config, diagnostic))
        return false;
    bool has_ticket = sessions->has_kept && sessions->kept.session.ticket.size > 0;
    config->extensions.has_session_ticket =
        sessions->by_ticket || has_ticket || (sessions->out_file && !sessions->by_id);
    return true;
}

/* Between connections */

bool connect_session_offer(const ConnectSession *sessions, PeerConfig *config, Diagnostic *diagnostic)
{
    const Session *session = &sessions->kept.session;
    if (!sessions->has_kept || (sessions->by_ticket ? session->ticket.size : session->id.size) == 0)
        return diagnostic_set(diagnostic, "nothing to resume: in the first connection the server gave no %s",
                              sessions->by_ticket ? "ticket" : "session ID");
    config->client.session = session;
    return true;
}

static void tell_resumption(const ConnectSession *sessions, const Command *command, const Peer *client)
{
    bool ticket = sessions->config->extensions.has_session_ticket && sessions->kept.session.ticket.size > 0;
    const char *how = ticket ? "ticket" : "ID";
    PeerSummary agreed;
    peer_summary(client, &agreed);
    if (!agreed.suite)
        return; /* it did not come so far */
    if (agreed.resumed)
        fprintf(stderr, "tlsteps %s: the server resumed the session by its %s\n", command->name, how);
    else
        fprintf(stderr,
                "tlsteps %s: the server did not resume the session that was offered by its %s, and made a new "
                "one\n",
                command->name, how);
}

/* RFC 5246 §7.2.2: what failed is not offered again. A file is its owner's to remove. */
static void tell_failure(const ConnectSession *sessions, const Command *command)
{
    if (sessions->in_file && !sessions->made)
        fprintf(stderr,
                "tlsteps %s: warning: the session of %s must not be offered again, because its connection "
                "failed\n",
                command->name, sessions->in_file);
}

void connect_session_collect(ConnectSession *sessions, const Command *command, const Peer *client)
{
    bool failed = peer_state(client) == PEER_FAILED;
    if (sessions->has_kept)
        tell_resumption(sessions, command, client);
    if (sessions->has_kept && failed)
        tell_failure(sessions, command);
    if (failed) {
        kept_session_clear(&sessions->kept);
        sessions->has_kept = sessions->made = false;
    } else if (peer_session(client, &sessions->kept.session)) {
        buffer_set(&sessions->kept.host, host_of(sessions->config));
        sessions->has_kept = sessions->made = true;
    }
}

/* At the end */

int connect_session_write(const ConnectSession *sessions, const Command *command)
{
    Diagnostic diagnostic = {""};
    Buffer text = BUFFER_EMPTY;
    if (!sessions->out_file)
        return STATUS_EXPECTED;
    if (!sessions->made) {
        diagnostic_set(&diagnostic,
                       "--session-out: %s is not written, for want of a session: no handshake came to its end, or the "
                       "server gave neither a ticket nor a session ID",
                       sessions->out_file);
        return command_fail(command, &diagnostic, STATUS_UNEXPECTED);
    }
    session_file_encode(&text, &sessions->kept);
    bool written = file_write_secret(sessions->out_file, buffer_bytes(&text), &diagnostic);
    buffer_clear(&text);
    if (!written)
        return command_fail(command, &diagnostic, STATUS_OUTPUT);
    fprintf(stderr,
            "tlsteps %s: warning: %s holds the session's master secret. Whoever reads it can decrypt what was said "
            "under it, and go on in its place.\n",
            command->name, sessions->out_file);
    return STATUS_EXPECTED;
}
