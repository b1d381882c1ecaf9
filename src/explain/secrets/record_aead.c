#include "explain/language/row.h"
#include "explain/secrets/record_rows.h"

static bool has_explicit_nonce(const RecordRows *rows)
{
    return cipher_info(rows->record->cipher)->record_iv_size > 0;
}

/* "AES-128-GCM-encrypt(key, nonce, additional_data, WHAT)" */
static const char *cipher_call(const RecordRows *rows, const char *operation, const char *what)
{
    bool chacha = rows->record->cipher == CIPHER_CHACHA20_POLY1305;
    const char *name = chacha ? "ChaCha20-Poly1305" : cipher_info(rows->record->cipher)->name;
    return row_text(rows->arena, "%s-%s(%s, nonce, additional_data, %s)", name, operation, rows->record->key.name,
                    what);
}

/* GCM joins the fixed part and what the record carries (RFC 5288 §3); ChaCha20 lays the sequence number over the fixed
   part (RFC 7905 §2). */
static void add_nonce(const RecordRows *rows)
{
    const char *iv = rows->record->iv.name;
    if (has_explicit_nonce(rows))
        list_row(rows->list, "nonce", row_text(rows->arena, "%s ‖ nonce_explicit", iv), "never the same under one key");
    else
        list_row(rows->list, "nonce", row_text(rows->arena, "%s ⊕ (zeros(4) ‖ bytes(seq_num, 8))", iv),
                 "never the same under one key");
}

void record_rows_protect_aead(const RecordRows *rows)
{
    if (has_explicit_nonce(rows))
        list_row(rows->list, "nonce_explicit", "bytes(seq_num, 8)",
                 "whatever the sender likes, if only it never comes twice");
    add_nonce(rows);
    record_rows_header(rows, "additional_data", row_text(rows->arena, "len(%s)", rows->input->name));
    list_row(rows->list, "sealed", cipher_call(rows, "encrypt", rows->input->name),
             "the ciphertext, as long as the content, and a tag of %d bytes", CIPHER_TAG_SIZE);
    size_t size = rows->input->value.size;
    list_row(rows->list, "tag", row_text(rows->arena, "sealed[%zu..%zu]", size, size + CIPHER_TAG_SIZE - 1),
             "who has not the key cannot make it");
    list_row(rows->list, rows->result, has_explicit_nonce(rows) ? "nonce_explicit ‖ sealed" : "sealed", "what is sent");
}

/* A tag that is wrong is told by making the right one: the content is what the same stream of key bytes takes off, and
   that stream is what encrypting puts on. */
static void add_wrong_tag(const RecordRows *rows, size_t size)
{
    const char *opened = "\"\"";
    if (size > 0) {
        list_row(rows->list, "ciphertext", row_text(rows->arena, "sealed[0..%zu]", size - 1), "without its tag");
        list_row(rows->list, "opened",
                 row_text(rows->arena, "%s[0..%zu]", cipher_call(rows, "encrypt", "ciphertext"), size - 1),
                 "the same key bytes that encryption lays over the content take it off again");
        opened = "opened";
    }
    list_row(rows->list, "again", cipher_call(rows, "encrypt", opened), "and sealed again, with the tag that is right");
    list_row(rows->list, "good", "again == sealed", "0: the tag that came is another");
}

static bool tag_is_right(const RecordRows *rows)
{
    Bytes nonce = list_find(rows->list, "nonce")->value, sealed = list_find(rows->list, "sealed")->value;
    Bytes additional = list_find(rows->list, "additional_data")->value;
    Buffer content = BUFFER_EMPTY;
    Cipher *cipher = cipher_new(rows->record->cipher, rows->record->key.value);
    Error error = cipher_aead_open(cipher, nonce.data, additional, sealed, buffer_extend(&content, sealed.size));
    cipher_free(cipher);
    buffer_clear(&content);
    return error == ERROR_NONE;
}

void record_rows_open_aead(const RecordRows *rows)
{
    const CipherInfo *info = cipher_info(rows->record->cipher);
    const char *fragment = rows->input->name;
    size_t size = rows->input->value.size, least = info->record_iv_size + info->tag_size;
    if (size < least) {
        list_row(rows->list, "long_enough", row_text(rows->arena, "%zu ≤ len(%s)", least, fragment),
                 "nonce and tag alone need as many bytes");
        return;
    }
    if (has_explicit_nonce(rows))
        list_row(rows->list, "nonce_explicit", row_text(rows->arena, "%s[0..%zu]", fragment, info->record_iv_size - 1),
                 "the record brings a part of its nonce along");
    list_row(rows->list, "sealed", row_text(rows->arena, "%s[%zu..%zu]", fragment, info->record_iv_size, size - 1),
             "ciphertext and tag");
    add_nonce(rows);
    record_rows_header(rows, "additional_data", row_text(rows->arena, "len(sealed) - %zu", info->tag_size));
    if (tag_is_right(rows))
        list_row(rows->list, rows->result, cipher_call(rows, "decrypt", "sealed"),
                 "the tag is right, and this is the content");
    else
        add_wrong_tag(rows, size - least);
}
