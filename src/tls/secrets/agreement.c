#include "tls/secrets/agreement.h"

KeyExchange agreement_key_exchange(const Agreement *agreement)
{
    return agreement->suite->key_exchange;
}

Authentication agreement_authentication(const Agreement *agreement)
{
    return agreement->suite->authentication;
}

bool agreement_has_certificate(const Agreement *agreement)
{
    return suite_has_certificate(agreement->suite);
}

bool agreement_is_ephemeral(const Agreement *agreement)
{
    return suite_is_ephemeral(agreement->suite);
}

bool agreement_signs(const Agreement *agreement)
{
    return suite_signs(agreement->suite);
}

bool agreement_uses_psk(const Agreement *agreement)
{
    return suite_uses_psk(agreement->suite);
}

bool agreement_may_ask_client(const Agreement *agreement)
{
    return suite_may_ask_client(agreement->suite);
}

HashId agreement_hash(const Agreement *agreement)
{
    return suite_prf_hash(agreement->suite, agreement->version);
}

size_t agreement_verify_data_size(const Agreement *agreement)
{
    return suite_verify_data_size(agreement->suite, agreement->version);
}
