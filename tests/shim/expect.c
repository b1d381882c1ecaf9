#include "tests/shim/expect.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "sim/assets/assets.h"

enum { FILE_SIZE_MAX = 1 << 20, SCHEME_MD5_SHA1 = 0xff01 };

static bool expect_number(const char *what, uint64_t expected, uint64_t found, Diagnostic *diagnostic)
{
    return expected == 0 || expected == found ||
           diagnostic_set(diagnostic, "%s is 0x%04x, expected 0x%04x", what, (unsigned)found, (unsigned)expected);
}

static bool expect_text(const char *what, const char *expected, Bytes found, Diagnostic *diagnostic)
{
    return !expected || bytes_equal(bytes_of_text(expected), found) ||
           diagnostic_set(diagnostic, "%s is \"%.*s\", expected \"%s\"", what, (int)found.size,
                          (const char *)found.data, expected);
}

static bool expect_so(bool so, const char *otherwise, Diagnostic *diagnostic)
{
    return so || diagnostic_set(diagnostic, "%s", otherwise);
}

/* The number by which the runner calls the scheme of the other side's signature: before TLS 1.2 none was named. */
static uint64_t scheme_number(const ShimFlags *flags, const PeerSummary *summary)
{
    const SignatureScheme *scheme = flags->server ? summary->client_signature_scheme : summary->signature_scheme;
    return !scheme ? 0 : scheme->id ? scheme->id : SCHEME_MD5_SHA1;
}

/* A resumed session has neither a key exchange nor a signature, and does not keep what there was. */
static bool expect_exchange(const ShimFlags *flags, const PeerSummary *summary, Diagnostic *diagnostic)
{
    return expect_number("the group", flags->expected_group, summary->group ? summary->group->id : 0, diagnostic) &&
           expect_number("the other side's signature scheme", flags->expected_scheme, scheme_number(flags, summary),
                         diagnostic);
}

static bool expect_parameters(const ShimFlags *flags, const PeerSummary *summary, Diagnostic *diagnostic)
{
    const char *protocol = summary->protocol ? summary->protocol : "";
    return expect_number("the version", flags->expected_version, summary->version, diagnostic) &&
           expect_number("the suite", flags->expected_suite, summary->suite->id, diagnostic) &&
           (summary->resumed || expect_exchange(flags, summary, diagnostic)) &&
           expect_text("the application protocol", flags->server ? flags->selected_protocol : flags->expected_protocol,
                       bytes_of_text(protocol), diagnostic) &&
           expect_so(summary->extended_master_secret || !flags->expects_extended_master_secret,
                     "there is no extended master secret", diagnostic) &&
           expect_so(summary->secure_renegotiation || !flags->expects_secure_renegotiation,
                     "renegotiation is not secure", diagnostic) &&
           expect_so(!summary->secure_renegotiation || !flags->expects_no_secure_renegotiation,
                     "renegotiation is secure", diagnostic);
}

/* The protocols of a list with lengths in front, as the timeline has them. */
static bool expect_offered(const ShimFlags *flags, const ShimWatch *watch, Diagnostic *diagnostic)
{
    Buffer names = BUFFER_EMPTY;
    Bytes list = bytes_of_text(flags->expected_protocols ? flags->expected_protocols : "");
    while (list.size) {
        text_append(&names, names.size ? ", " : "");
        buffer_append(&names, bytes_slice(list, 1, list.data[0]));
        list = bytes_slice(list, 1u + list.data[0], list.size);
    }
    bool good = expect_text("the list of protocols offered", flags->expected_protocols ? text_finish(&names) : NULL,
                            buffer_bytes(&watch->offered_protocols), diagnostic);
    buffer_clear(&names);
    return good;
}

/* What of a session there is after the handshake. */
static bool expect_session(const ShimFlags *flags, const Peer *peer, const ShimWatch *watch, bool resumed,
                           Diagnostic *diagnostic)
{
    PeerSummary summary;
    Session session = {.version = 0};
    peer_summary(peer, &summary);
    bool exists = peer_session(peer, &session);
    bool has_new = exists && (!summary.resumed || watch->got_ticket);
    session_clear(&session);
    bool wants_new = !flags->expects_no_session && (!summary.resumed || flags->expects_ticket_renewal);
    return expect_so(summary.resumed == (resumed && !flags->expects_session_miss),
                     summary.resumed ? "the session was resumed" : "the session was not resumed", diagnostic) &&
           expect_so(flags->server || has_new == wants_new,
                     has_new ? "there is a new session" : "there is no new session", diagnostic) &&
           expect_so(resumed || !flags->expects_session_id || watch->session_id.size, "there is no session ID",
                     diagnostic) &&
           expect_so(resumed || !flags->expects_no_session_id || !watch->session_id.size, "there is a session ID",
                     diagnostic);
}

/* The first certificate of a file is the one that was shown. */
static bool is_first_of(const char *path, Bytes shown, Diagnostic *diagnostic)
{
    Buffer file = BUFFER_EMPTY;
    CertificateList list = {.count = 0};
    bool same = assets_read_file(&file, path, FILE_SIZE_MAX, diagnostic) &&
                certificate_list_decode(&list, NULL, buffer_bytes(&file)) == ERROR_NONE &&
                bytes_equal(list.items[0]->der, shown);
    certificate_list_clear(&list);
    buffer_clear(&file);
    return same;
}

static bool expect_credential(const ShimFlags *flags, const ShimWatch *watch, Diagnostic *diagnostic)
{
    if (!flags->expected_credential)
        return true;
    int used = -1, wanted = atoi(flags->expected_credential);
    for (int i = flags->credential_count; i >= 1; i--)
        if (is_first_of(flags->credentials[i].certificate, buffer_bytes(&watch->own_certificate), diagnostic))
            used = i - 1;
    return used == wanted || diagnostic_set(diagnostic, "credential %d was used, expected %d", used, wanted);
}

static bool expect_other(const ShimFlags *flags, const ShimWatch *watch, Diagnostic *diagnostic)
{
    return !flags->expected_chain ||
           is_first_of(flags->expected_chain, buffer_bytes(&watch->other_certificate), diagnostic) ||
           diagnostic_set(diagnostic, "the other side's certificate is another than expected");
}

bool expect_connection(const ShimFlags *flags, const Peer *peer, const ShimWatch *watch, bool resumed,
                       Diagnostic *diagnostic)
{
    PeerSummary summary;
    peer_summary(peer, &summary);
    return expect_so(!flags->expects_no_end, "the handshake was completed", diagnostic) &&
           expect_so(!flags->writes_tls_unique || !summary.resumed || summary.extended_master_secret,
                     "tls-unique tells nothing without an extended master secret", diagnostic) &&
           expect_parameters(flags, &summary, diagnostic) && expect_offered(flags, watch, diagnostic) &&
           expect_text("the server name", flags->expected_server_name, buffer_bytes(&watch->server_name), diagnostic) &&
           expect_session(flags, peer, watch, resumed, diagnostic) && expect_credential(flags, watch, diagnostic) &&
           expect_other(flags, watch, diagnostic);
}

bool expect_progress(const ShimFlags *flags, const ShimWatch *watch, Diagnostic *diagnostic)
{
    return expect_so(!watch->declined || flags->bears_declining, "a new handshake was asked for, and declined",
                     diagnostic);
}

static bool tell_failure(const Peer *peer, const ShimWatch *watch, Diagnostic *diagnostic)
{
    bool sent;
    Error alert = peer_alert(peer, &sent);
    return diagnostic_set(diagnostic, "%s %s: %s, check %s", sent ? "sent" : "received", error_name(alert),
                          error_name(peer_error(peer)), sent && watch->failed_check ? watch->failed_check : "none");
}

bool expect_end(const ShimFlags *flags, const Peer *peer, const ShimWatch *watch, Diagnostic *diagnostic)
{
    PeerState state = peer_state(peer);
    if (state == PEER_FAILED)
        return tell_failure(peer, watch, diagnostic);
    if (state == PEER_TRUNCATED && (watch->handshakes == 0 || flags->checks_close_notify))
        return diagnostic_set(diagnostic, "truncated: the connection ended without close_notify");
    uint64_t renegotiations = watch->handshakes ? (uint64_t)watch->handshakes - 1 : 0;
    return expect_so(watch->handshakes > 0, "the connection was closed during the handshake", diagnostic) &&
           expect_so(!flags->shuts_down || peer_read(peer).size == 0, "application data came that nobody reads",
                     diagnostic) &&
           expect_text("the list of messages", flags->expected_messages, buffer_bytes(&watch->messages), diagnostic) &&
           (renegotiations == flags->expected_renegotiations ||
            diagnostic_set(diagnostic, "%u renegotiations, expected %u", (unsigned)renegotiations,
                           (unsigned)flags->expected_renegotiations));
}
