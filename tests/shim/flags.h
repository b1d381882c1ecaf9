/*
 * The command line that BoringSSL's test runner gives a shim: what the connections of one test are to be, and what is
 * to come of them. A first connection and those that resume it may differ.
 */
#ifndef TLSTEPS_TESTS_SHIM_FLAGS_H
#define TLSTEPS_TESTS_SHIM_FLAGS_H

#include "base/bytes.h"
#include "sim/diagnostic/diagnostic.h"

enum { SHIM_NUMBERS_MAX = 32, SHIM_CREDENTIALS_MAX = 8 };

/* The exit status of a shim that does not know a flag, or cannot be what it asks for: the test is not for it. */
enum { SHIM_UNIMPLEMENTED = 89 };

typedef struct ShimNumbers {
    uint64_t items[SHIM_NUMBERS_MAX];
    int count;
} ShimNumbers;

/* Files in PEM; NULL where there is none. */
typedef struct ShimCredential {
    const char *certificate, *key;
    const char *ocsp_response; /* base64 */
} ShimCredential;

/* Of one connection. What is zero or NULL was not said; texts are the command line's. */
typedef struct ShimFlags {
    bool nothing_new; /* a flag that asks for what is so anyway */
    uint64_t port, shim_id, resume_count;
    bool ipv6, server, asks_for_handshaker, byte_by_byte;
    const char *seed; /* NULL: the system's randomness */
    uint64_t now;     /* seconds since 1970; 0: the system's clock */

    uint64_t version_min, version_max;
    bool no_tls1_0, no_tls1_1, no_tls1_2, fallback_scsv;
    const char *suites;
    ShimNumbers groups, verified_schemes, signing_schemes;
    const char *advertised_protocols, *selected_protocol;
    const char *psk, *psk_identity;
    bool no_ticket, renew_ticket;
    uint64_t record_size;
    bool renegotiates;
    bool bears_declining; /* goes on where the other side asked for a new handshake and did not get it */

    const char *trusted;
    bool verify_peer, verifies_in_vain, require_client_certificate;
    ShimCredential credentials[1 + SHIM_CREDENTIALS_MAX]; /* the first is the one that needs no beginning */
    int credential_count;                                 /* of those that have one */

    bool writes_first, shuts_down, checks_close_notify, writes_different_sizes;
    uint64_t read_size, exported_size;
    const char *exporter_label, *exporter_context;
    bool uses_exporter_context, writes_tls_unique;

    bool expects_no_end;
    const char *expected_messages; /* a line each: "write hs 1", "read ccs", "read alert 1 0", "read v2clienthello" */
    uint64_t expected_version, expected_suite, expected_group, expected_scheme;
    const char *expected_protocol, *expected_protocols, *expected_server_name;
    bool expects_extended_master_secret, expects_secure_renegotiation, expects_no_secure_renegotiation;
    uint64_t expected_renegotiations;
    bool expects_session_miss, expects_no_session, expects_session_id, expects_no_session_id, expects_ticket_renewal;
    const char *expected_credential; /* its place among those that have a beginning; -1: none of them */
    const char *expected_chain;      /* file */
} ShimFlags;

/* Reads a command line, its first word left out. False and a diagnostic for a flag that the shim does not know, and for
   one whose value is none. */
WARN_UNUSED bool shim_flags_parse(ShimFlags *initial, ShimFlags *resumed, int count, char **words,
                                  Diagnostic *diagnostic);

/* Appends the bytes that a text in base64 (RFC 4648 §4) stands for; false where it is none. */
WARN_UNUSED bool shim_base64_decode(Buffer *out, const char *text);

#endif
