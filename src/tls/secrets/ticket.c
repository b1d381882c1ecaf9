#include "tls/secrets/ticket.h"

#include <assert.h>
#include <string.h>

#include "crypto/cipher.h"
#include "crypto/hmac.h"

void ticket_keys_rotate(TicketKeys *keys, const TicketKey *next)
{
    keys->keys[1] = keys->keys[0];
    keys->keys[0] = *next;
    keys->count = keys->count == 0 ? 1 : 2;
}

const TicketKey *ticket_keys_find(const TicketKeys *keys, Bytes name)
{
    for (int i = 0; i < keys->count; i++)
        if (bytes_equal(BYTES_OF_ARRAY(keys->keys[i].name), name))
            return &keys->keys[i];
    return NULL;
}

Error ticket_parse(Ticket *out, Bytes ticket)
{
    Cursor cursor;
    cursor_init(&cursor, ticket, NULL);
    cursor_read_bytes(&cursor, "key_name", TICKET_KEY_NAME_SIZE, &out->key_name);
    cursor_read_bytes(&cursor, "iv", TICKET_IV_SIZE, &out->iv);
    cursor_read_vector(&cursor, "encrypted_state", 2, CIPHER_BLOCK_SIZE, 0xffff, &out->encrypted_state);
    out->authenticated = bytes_slice(ticket, 0, cursor.position);
    cursor_read_bytes(&cursor, "mac", TICKET_MAC_SIZE, &out->mac);
    cursor_expect_end(&cursor);
    if (out->encrypted_state.size % CIPHER_BLOCK_SIZE != 0)
        cursor_fail_numbers(&cursor, RULE_TICKET_BLOCKS, "encrypted_state", 0, 0,
                            out->encrypted_state.size % CIPHER_BLOCK_SIZE);
    return cursor.error;
}

static Cipher *cipher_of(const TicketKey *key)
{
    return cipher_new(CIPHER_AES_128_CBC, BYTES_OF_ARRAY(key->encryption_key));
}

static void append_encrypted(Buffer *out, const TicketKey *key, const uint8_t *iv, Bytes state)
{
    size_t padding = CIPHER_BLOCK_SIZE - state.size % CIPHER_BLOCK_SIZE, size = state.size + padding;
    size_t place = buffer_open_vector(out, 2);
    uint8_t *blocks = buffer_extend(out, size);
    memcpy(blocks, state.data, state.size);
    memset(blocks + state.size, (int)padding, padding);
    Cipher *cipher = cipher_of(key);
    cipher_cbc_encrypt(cipher, iv, bytes_of(blocks, size), blocks);
    cipher_free(cipher);
    bool fits = buffer_close_vector(out, place, 2);
    assert(fits);
    (void)fits;
}

void ticket_seal(Buffer *out, const TicketKey *key, const uint8_t iv[TICKET_IV_SIZE], Bytes state)
{
    uint8_t mac[TICKET_MAC_SIZE];
    size_t start = out->size;
    buffer_append(out, BYTES_OF_ARRAY(key->name));
    buffer_append(out, bytes_of(iv, TICKET_IV_SIZE));
    append_encrypted(out, key, iv, state);
    hmac_all(HASH_SHA256, BYTES_OF_ARRAY(key->mac_key), bytes_slice(buffer_bytes(out), start, out->size), mac);
    buffer_append(out, BYTES_OF_ARRAY(mac));
}

void ticket_compute_mac(uint8_t out[TICKET_MAC_SIZE], const TicketKey *key, const Ticket *ticket)
{
    hmac_all(HASH_SHA256, BYTES_OF_ARRAY(key->mac_key), ticket->authenticated, out);
}

/* How many bytes of padding the blocks end in; 0 where they end in none that is right. */
static size_t padding_of(Bytes blocks)
{
    size_t padding = blocks.data[blocks.size - 1];
    if (padding == 0 || padding > CIPHER_BLOCK_SIZE)
        return 0;
    for (size_t i = blocks.size - padding; i < blocks.size; i++)
        if (blocks.data[i] != padding)
            return 0;
    return padding;
}

Error ticket_open(Buffer *out, const TicketKey *key, const Ticket *ticket)
{
    size_t start = out->size, size = ticket->encrypted_state.size;
    uint8_t *blocks = buffer_extend(out, size);
    Cipher *cipher = cipher_of(key);
    cipher_cbc_decrypt(cipher, ticket->iv.data, ticket->encrypted_state, blocks);
    cipher_free(cipher);
    size_t padding = padding_of(bytes_of(blocks, size));
    buffer_truncate(out, padding ? start + size - padding : start);
    return padding ? ERROR_NONE : ERROR_BAD_PADDING;
}
