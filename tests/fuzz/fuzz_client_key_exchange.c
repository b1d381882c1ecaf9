/* The body of a ClientKeyExchange, behind a byte that says by which suite it is read. */
#include "fuzz_message.h"

static Bytes exchange_keys(const ClientKeyExchange *message, const Suite *suite)
{
    switch (suite->key_exchange) {
    case KEY_EXCHANGE_RSA:
        return message->encrypted_pre_master_secret;
    case KEY_EXCHANGE_DHE:
        return message->dh_yc;
    case KEY_EXCHANGE_ECDHE:
        return message->ec_point;
    case KEY_EXCHANGE_PSK:
        break;
    }
    return BYTES_EMPTY;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    Buffer bytes = BUFFER_EMPTY, again = BUFFER_EMPTY;
    Message message;
    if (size == 0)
        return 0;
    const DecodeContext context = {VERSION_TLS_1_2, suite_at(data[0])};
    if (fuzz_message(&message, &bytes, HANDSHAKE_CLIENT_KEY_EXCHANGE, &context, bytes_of(data + 1, size - 1))) {
        const ClientKeyExchange *exchange = &message.client_key_exchange;
        client_key_exchange_encode(&again, context.suite, exchange->psk_identity,
                                   exchange_keys(exchange, context.suite));
        fuzz_require(bytes_equal(buffer_bytes(&again), buffer_bytes(&bytes)));
    }
    buffer_clear(&bytes);
    buffer_clear(&again);
    return 0;
}
