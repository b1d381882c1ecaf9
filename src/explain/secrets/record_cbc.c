#include "explain/language/digest.h"
#include "explain/language/hmac.h"
#include "explain/language/row.h"
#include "explain/secrets/record_rows.h"

static const char *cipher_call(const RecordRows *rows, const char *operation, const char *iv, const char *of)
{
    return row_text(rows->arena, "%s-%s(%s, %s, %s)", cipher_info(rows->record->cipher)->name, operation,
                    rows->record->key.name, iv, of);
}

/* `name` = HMAC(MAC key, header ‖ what) */
static void add_mac(const RecordRows *rows, const char *name, const char *what, const char *note)
{
    const RecordCase *record = rows->record;
    list_row(rows->list, name,
             row_text(rows->arena, "HMAC-%s(%s, header ‖ %s)", digest_name(record->mac), record->mac_key.name, what),
             "%s", note);
    list_opens(rows->list, explain_hmac_row);
}

/* What is encrypted, given as a formula, is filled up to whole blocks. */
static void add_padding(const RecordRows *rows, const char *filled)
{
    list_row(rows->list, "padding_length", row_text(rows->arena, "15 - len(%s) mod 16", filled),
             "so that with this length byte itself the last block is full");
    list_row(rows->list, "padding", "repeat(bytes(padding_length, 1), padding_length + 1)",
             "every byte, the length byte too, has that value");
}

static void add_ciphertext(const RecordRows *rows, const char *plain)
{
    const char *iv = rows->record->iv.name;
    list_row(rows->list, "ciphertext", cipher_call(rows, "encrypt", iv, plain),
             "each block is mixed with the encrypted one before it, the first with the IV");
}

/* MAC then encrypt (RFC 5246 §6.2.3.2). */
static void protect_mac_inside(const RecordRows *rows)
{
    const char *content = rows->input->name, *iv = rows->record->iv.name;
    record_rows_header(rows, "header", row_text(rows->arena, "len(%s)", content));
    add_mac(rows, "MAC", content, "the content's code, over what says where it stands too");
    add_padding(rows, row_text(rows->arena, "%s ‖ MAC", content));
    add_ciphertext(rows, row_text(rows->arena, "%s ‖ MAC ‖ padding", content));
    list_row(rows->list, rows->result,
             rows->record->chained_iv ? "ciphertext" : row_text(rows->arena, "%s ‖ ciphertext", iv),
             rows->record->chained_iv ? "the IV is not sent" : "the IV is sent in front");
}

/* Encrypt then MAC (RFC 7366 §3): the code covers the IV, where it is sent, and the ciphertext. */
static void protect_mac_outside(const RecordRows *rows)
{
    add_padding(rows, rows->input->name);
    add_ciphertext(rows, row_text(rows->arena, "%s ‖ padding", rows->input->name));
    list_row(rows->list, "sealed",
             rows->record->chained_iv ? "ciphertext" : row_text(rows->arena, "%s ‖ ciphertext", rows->record->iv.name),
             rows->record->chained_iv ? "the IV is not sent" : "the IV is sent in front");
    record_rows_header(rows, "header", "len(sealed)");
    add_mac(rows, "MAC", "sealed", "the code of what is sent, so that nothing is decrypted before it was checked");
    list_row(rows->list, rows->result, "sealed ‖ MAC", "what is sent");
}

void record_rows_protect_cbc(const RecordRows *rows)
{
    if (rows->record->encrypt_then_mac)
        protect_mac_outside(rows);
    else
        protect_mac_inside(rows);
}

/* "whole[first..last]", or nothing */
static const char *part(const RecordRows *rows, const char *whole, size_t first, size_t end)
{
    return end > first ? row_text(rows->arena, "%s[%zu..%zu]", whole, first, end - 1) : "\"\"";
}

static size_t size_of(const RecordRows *rows, const char *name)
{
    return list_find(rows->list, name)->value.size;
}

/* Takes IV and ciphertext out of `sealed`, and decrypts to "plain". */
static void add_decryption(const RecordRows *rows, const char *sealed)
{
    size_t size = size_of(rows, sealed);
    const char *iv = rows->record->iv.name, *ciphertext = sealed;
    if (!rows->record->chained_iv) {
        iv = "IV";
        ciphertext = "ciphertext";
        list_row(rows->list, iv, part(rows, sealed, 0, CIPHER_BLOCK_SIZE), "the record brings its IV along");
        list_row(rows->list, ciphertext, part(rows, sealed, CIPHER_BLOCK_SIZE, size), "and then what is encrypted");
    }
    list_row(rows->list, "plain", cipher_call(rows, "decrypt", iv, ciphertext), "with the padding still on it");
}

/* Reads the padding of "plain", of which `reserved` bytes are not padding, and returns how many bytes are left of it in
   `rest`; false where the padding is wrong. */
static bool add_padding_check(const RecordRows *rows, size_t reserved, size_t *rest)
{
    size_t size = size_of(rows, "plain");
    const Operand *plain = list_find(rows->list, "plain");
    size_t length = plain->value.data[size - 1];
    list_row(rows->list, "padding_length", row_text(rows->arena, "number(plain[%zu..%zu])", size - 1, size - 1),
             "the last byte says how many there are before it");
    if (!record_rows_require(rows, "padding_fits",
                             row_text(rows->arena, "padding_length + %zu ≤ len(plain)", 1 + reserved),
                             "there is as much"))
        return false;
    *rest = size - length - 1;
    return record_rows_require(rows, "padding_good",
                               row_text(rows->arena, "%s == repeat(bytes(padding_length, 1), padding_length + 1)",
                                        part(rows, "plain", *rest, size)),
                               "every byte of it has that value");
}

static void open_mac_inside(const RecordRows *rows)
{
    size_t rest, mac = hash_size(rows->record->mac);
    add_decryption(rows, rows->input->name);
    if (!add_padding_check(rows, mac, &rest))
        return;
    list_row(rows->list, "content", part(rows, "plain", 0, rest - mac), "what stands before MAC and padding");
    list_row(rows->list, "MAC", part(rows, "plain", rest - mac, rest), "the code that came");
    record_rows_header(rows, "header", "len(content)");
    add_mac(rows, "expected", "content", "the code that should have come");
    if (record_rows_require(rows, "good", "MAC == expected", "1: it is what was sent, and in its place"))
        list_row(rows->list, rows->result, "content", "so this is the content");
}

static void open_mac_outside(const RecordRows *rows)
{
    size_t rest, size = rows->input->value.size, mac = hash_size(rows->record->mac);
    list_row(rows->list, "sealed", part(rows, rows->input->name, 0, size - mac), "what the code covers");
    list_row(rows->list, "MAC", part(rows, rows->input->name, size - mac, size), "the code that came");
    record_rows_header(rows, "header", "len(sealed)");
    add_mac(rows, "expected", "sealed", "the code that should have come");
    if (!record_rows_require(rows, "good", "MAC == expected", "1: it is what was sent, and in its place"))
        return;
    add_decryption(rows, "sealed");
    if (add_padding_check(rows, 0, &rest))
        list_row(rows->list, rows->result, part(rows, "plain", 0, rest), "what stands before the padding");
}

/* Whole blocks, and enough of them for all that has to be there. */
static bool add_size_check(const RecordRows *rows)
{
    const RecordCase *record = rows->record;
    size_t mac = hash_size(record->mac);
    size_t outside = (record->chained_iv ? 0 : CIPHER_BLOCK_SIZE) + (record->encrypt_then_mac ? mac : 0);
    size_t least = outside + (record->encrypt_then_mac ? 0 : mac) + 1;
    if (rows->input->value.size < least)
        return record_rows_require(rows, "long_enough",
                                   row_text(rows->arena, "%zu ≤ len(%s)", least, rows->input->name),
                                   "IV, MAC and the padding's length byte need as many bytes");
    if ((rows->input->value.size - outside) % CIPHER_BLOCK_SIZE == 0)
        return true;
    list_row(rows->list, "left_over", row_text(rows->arena, "len(%s) - %zu mod 16", rows->input->name, outside),
             "bytes that fill no block");
    return record_rows_require(rows, "whole", "left_over == 0", "what is encrypted is whole blocks");
}

void record_rows_open_cbc(const RecordRows *rows)
{
    if (!add_size_check(rows))
        return;
    if (rows->record->encrypt_then_mac)
        open_mac_outside(rows);
    else
        open_mac_inside(rows);
}
