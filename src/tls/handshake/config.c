#include "tls/handshake/config.h"

#include "tls/record/record.h"

static void list_defaults(PeerConfig *config)
{
    const Suite *suite;
    const Group *group;
    const SignatureScheme *scheme;
    for (int i = 0; (suite = suite_at(i)) && config->suite_count < PEER_LIST_MAX; i++)
        if (suite_has_certificate(suite) && !suite_uses_psk(suite))
            config->suites[config->suite_count++] = suite;
    for (int i = 0; (group = group_at(i)) && config->group_count < PEER_LIST_MAX; i++)
        if (!group->toy)
            config->groups[config->group_count++] = group;
    /* A server serves clients that name no schemes with SHA-1, their default; a client of ours does without. */
    for (int i = 0; (scheme = signature_scheme_at(i)) && config->signature_scheme_count < PEER_LIST_MAX; i++)
        if (scheme->hash != HASH_SHA1 || config->role == ACTOR_SERVER)
            config->signature_schemes[config->signature_scheme_count++] = scheme;
}

void peer_config_init(PeerConfig *config, Actor role)
{
    *config = (PeerConfig){.role = role,
                           .version_min = VERSION_TLS_1_2,
                           .version_max = VERSION_TLS_1_2,
                           .downgrade_sentinel = true,
                           .extensions = {.has_extended_master_secret = true,
                                          .has_encrypt_then_mac = true,
                                          .has_renegotiation_info = true},
                           .server.session_lifetime = 7200,
                           .record_size = RECORD_PLAINTEXT_MAX};
    list_defaults(config);
}
