/* Encryption; signatures are in pkcs1_signature.c. */
#include "explain/rsa/pkcs1.h"

#include "explain/language/list.h"
#include "explain/language/row.h"
#include "explain/numbers/power.h"
#include "explain/rsa/rsa.h"

enum { PADDING_MIN = 8, FRAME_SIZE = 3 + PADDING_MIN, TYPE = 2 };

Worked *explain_pkcs1_pad(size_t k, Bytes message, Bytes padding_string)
{
    if (padding_string.size < PADDING_MIN || message.size + padding_string.size + 3 != k)
        return NULL;
    List *list = list_new("PKCS #1 v1.5 padding for encryption");
    list_given_count(list, "k", k);
    list_given_bytes(list, "M", message);
    list_given_bytes(list, "PS", padding_string);
    list_row(list, "psLen", "k - len(M) - 3", "bytes of padding: what the block of k bytes has room for; at least 8");
    list_row(list, "psRight", "psLen == len(PS)", "PS is as many random bytes, none of them 00");
    list_row(list, "EM", "bytes(0, 1) ‖ bytes(2, 1) ‖ PS ‖ bytes(0, 1) ‖ M",
             "00, so that it is below n; 02, for encryption; and a 00 where the message begins");
    return list_finish(list);
}

/* Whether bytes are a number below n, of n's length. */
static bool fits(Bytes block, const mpz_t n)
{
    mpz_t number;
    mpz_init(number);
    number_from_bytes(number, block);
    bool below = block.size == rsa_size(n) && mpz_cmp(number, n) < 0;
    number_clear(number);
    return below;
}

Worked *explain_pkcs1_encrypt(const RsaPublic *key, Bytes padded)
{
    if (!fits(padded, key->n))
        return NULL;
    List *list = list_new("RSA encryption of the padded block");
    list_given_bytes(list, "EM", padded);
    list_given_number(list, "e", key->e);
    list_given_number(list, "n", key->n);
    list_given_count(list, "k", rsa_size(key->n));
    list_row(list, "m", "number(EM)", "the block read as a number");
    list_row(list, "c", "m^e mod n", "anybody can: n and e are public");
    list_opens(list, explain_power_row);
    list_row(list, "C", "bytes(c, k)", "the ciphertext, always as long as n");
    return list_finish(list);
}

static void add_decryption(List *list, const RsaPrivate *key, Bytes ciphertext)
{
    list_given_bytes(list, "C", ciphertext);
    rsa_given_private(list, key);
    list_given_count(list, "k", rsa_size(key->n));
    list_row(list, "c", "number(C)", "the ciphertext read as a number");
    rsa_rows_private(list, "m", "c");
    list_row(list, "EM", "bytes(m, k)", "the padded block");
}

Worked *explain_pkcs1_decrypt(const RsaPrivate *key, Bytes ciphertext)
{
    if (!fits(ciphertext, key->n))
        return NULL;
    List *list = list_new("RSA decryption by the Chinese remainder theorem");
    add_decryption(list, key, ciphertext);
    return list_finish(list);
}

/* Byte `index` of the block, which has to be `expected`; false where it is another. */
static bool add_frame_byte(List *list, Arena *arena, Bytes block, size_t index, uint8_t expected)
{
    list_row(list, row_text(arena, "b%zu", index), row_text(arena, "EM[%zu..%zu]", index, index), "has to be %02x",
             expected);
    if (block.data[index] == expected)
        return true;
    list_row(list, "padded", row_text(arena, "number(b%zu) == %d", index, expected), "no such padding");
    return false;
}

/* The bytes of the padding, up to and with the first 00, whose place is returned; the block's size where there is
   none. */
static size_t add_padding_bytes(List *list, Arena *arena, Bytes block)
{
    size_t i = 2;
    for (; i < block.size; i++) {
        bool zero = block.data[i] == 0;
        list_row(list, row_text(arena, "b%zu", i), row_text(arena, "EM[%zu..%zu]", i, i), "%s",
                 zero ? "the first 00: the message begins behind it" : "not 00: padding");
        if (zero)
            break;
    }
    return i;
}

static void add_message(List *list, Arena *arena, Bytes block, size_t zero)
{
    if (zero == block.size) {
        list_row(list, "padded", row_text(arena, "%zu < %zu", zero, block.size), "no 00 ends the padding");
        return;
    }
    list_row(list, "padded", row_text(arena, "%d ≤ %zu", PADDING_MIN, zero - 2), "bytes of padding: at least 8");
    if (zero - 2 < PADDING_MIN)
        return;
    bool empty = zero + 1 == block.size;
    list_row(list, "M", empty ? "zeros(0)" : row_text(arena, "EM[%zu..%zu]", zero + 1, block.size - 1), "the message");
}

static void add_unpadding(List *list, Bytes padded)
{
    Arena arena = {0};
    if (add_frame_byte(list, &arena, padded, 0, 0) && add_frame_byte(list, &arena, padded, 1, TYPE))
        add_message(list, &arena, padded, add_padding_bytes(list, &arena, padded));
    arena_clear(&arena);
}

Worked *explain_pkcs1_unpad(Bytes padded)
{
    if (padded.size < FRAME_SIZE)
        return NULL;
    List *list = list_new("PKCS #1 v1.5 padding taken off byte by byte");
    list_given_bytes(list, "EM", padded);
    add_unpadding(list, padded);
    return list_finish(list);
}

Worked *explain_pkcs1_open(const RsaPrivate *key, Bytes ciphertext)
{
    if (!fits(ciphertext, key->n) || ciphertext.size < FRAME_SIZE)
        return NULL;
    List *list = list_new("RSA decryption, and the padding taken off byte by byte");
    add_decryption(list, key, ciphertext);
    add_unpadding(list, list_find(list, "EM")->value);
    return list_finish(list);
}
