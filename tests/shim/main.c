/*
 * A shim for BoringSSL's test runner: makes the connections of one test with a peer of ours, and says by its exit
 * status whether each went as the flags want it. README.md says how to run it.
 */
#include <stdio.h>
#include <string.h>

#include "tests/shim/talk.h"

/* What no configuration of a peer can be. */
static const char *impossible(const ShimFlags *flags, bool resumed)
{
    if (flags->verifies_in_vain && !resumed)
        return "-verify-fail: only what is wrong with a certificate makes a peer refuse it";
    if (flags->expected_messages && strstr(flags->expected_messages, "v2clienthello"))
        return "-expect-msg-callback: a hello in the format of SSL 2.0 is refused";
    if (flags->credential_count && !flags->server)
        return "-new-x509-credential: a client shows none whose issuer the server does not name";
    return NULL;
}

static int make_connection(ShimState *state, const ShimFlags *flags, bool resumed, Diagnostic *diagnostic)
{
    ShimSetup setup;
    const char *why_not = impossible(flags, resumed);
    if (why_not) {
        diagnostic_set(diagnostic, "%s", why_not);
        return SHIM_UNIMPLEMENTED;
    }
    int status = shim_setup_init(&setup, state, flags, diagnostic);
    if (status == 0 && resumed && !flags->server && !state->session.suite) {
        diagnostic_set(diagnostic, "there is no session to resume");
        status = 1;
    }
    if (status == 0 && !shim_talk(state, &setup, flags, resumed, diagnostic))
        status = 1;
    shim_setup_clear(&setup);
    return status;
}

int main(int count, char **words)
{
    ShimFlags initial, resumed;
    ShimState state;
    Diagnostic diagnostic = {""};
    int status = 0;
    if (!shim_flags_parse(&initial, &resumed, count - 1, words + 1, &diagnostic)) {
        fprintf(stderr, "%s\n", diagnostic.text);
        return SHIM_UNIMPLEMENTED;
    }
    if (initial.asks_for_handshaker) {
        puts("No");
        return 0;
    }
    shim_state_init(&state, initial.seed);
    for (uint64_t i = 0; status == 0 && i <= initial.resume_count; i++) {
        shim_state_draw_anew(&state, initial.seed, i + 1);
        status = make_connection(&state, i ? &resumed : &initial, i > 0, &diagnostic);
    }
    if (status)
        fprintf(stderr, "%s\n", diagnostic.text);
    shim_state_clear(&state);
    return status;
}
