#include "explain/secrets/ticket.h"

#include "crypto/cipher.h"
#include "crypto/hash.h"
#include "explain/language/hmac.h"
#include "explain/language/list.h"
#include "explain/language/row.h"

/* key_name, iv and the length of encrypted_state come first. */
enum { NAME_SIZE = 16, KEY_SIZE = 16, MAC_SIZE = 32, HEAD_SIZE = NAME_SIZE + CIPHER_BLOCK_SIZE + 2 };
enum { STATE_MAX = 0xffff - CIPHER_BLOCK_SIZE };

static bool sizes_are_right(const TicketCase *keys)
{
    return keys->key_name.value.size == NAME_SIZE && keys->encryption_key.value.size == KEY_SIZE &&
           keys->mac_key.value.size == MAC_SIZE;
}

static List *begin(const char *title, const TicketCase *keys)
{
    List *list = list_new(title);
    list_given(list, &keys->key_name);
    list_given(list, &keys->encryption_key);
    list_given(list, &keys->mac_key);
    return list;
}

static void add_mac(List *list, Arena *arena, const TicketCase *keys, const char *name, const char *note)
{
    list_row(list, name, row_text(arena, "HMAC-SHA-256(%s, authenticated)", keys->mac_key.name), "%s", note);
    list_opens(list, explain_hmac_row);
}

Worked *explain_ticket_seal(const TicketCase *keys, const Operand *iv, const Operand *state, const char *result)
{
    if (!sizes_are_right(keys) || iv->value.size != CIPHER_BLOCK_SIZE || state->value.size > STATE_MAX)
        return NULL;
    Arena arena = {0};
    List *list = begin("A session ticket sealed", keys);
    list_given(list, iv);
    list_given(list, state);
    list_row(list, "padding_length", row_text(&arena, "16 - (len(%s) mod 16)", state->name),
             "up to whole blocks, and at least one byte");
    list_row(list, "padding", "repeat(bytes(padding_length, 1), padding_length)", "each byte says how many there are");
    list_row(
        list, "encrypted_state",
        row_text(&arena, "AES-128-CBC-encrypt(%s, %s, %s ‖ padding)", keys->encryption_key.name, iv->name, state->name),
        "what the client cannot read");
    list_row(
        list, "authenticated",
        row_text(&arena, "%s ‖ %s ‖ bytes(len(encrypted_state), 2) ‖ encrypted_state", keys->key_name.name, iv->name),
        "the key's name tells the server later which of its keys it took");
    add_mac(list, &arena, keys, "mac", "so that the client cannot change it either");
    list_row(list, result, "authenticated ‖ mac", "what the client keeps");
    arena_clear(&arena);
    return list_finish(list);
}

/* True where the row's condition holds. */
static bool require(List *list, const char *name, const char *condition, const char *note)
{
    list_row(list, name, condition, "%s", note);
    return list_find(list, name)->value.size != 0;
}

/* The parts, and whether key name and code are right. */
static bool add_checks(List *list, Arena *arena, const TicketCase *keys, const Operand *ticket)
{
    size_t end = ticket->value.size - MAC_SIZE;
    list_row(list, "key_name", row_text(arena, "%s[0..15]", ticket->name), "which key it is sealed with");
    if (!require(list, "known", row_text(arena, "key_name == %s", keys->key_name.name), "1: this one"))
        return false;
    list_row(list, "authenticated", row_text(arena, "%s[0..%zu]", ticket->name, end - 1), "what the code covers");
    list_row(list, "mac", row_text(arena, "%s[%zu..%zu]", ticket->name, end, end + MAC_SIZE - 1), "the code in it");
    add_mac(list, arena, keys, "expected", "the code that has to be there");
    return require(list, "good", "mac == expected", "1: the server has made it itself");
}

/* Of blocks that may end in anything, how many bytes there are before a padding that may be right. */
static bool add_padding_check(List *list, Arena *arena, size_t *rest)
{
    Bytes blocks = list_find(list, "blocks")->value;
    size_t length = blocks.data[blocks.size - 1];
    list_row(list, "padding_length", row_text(arena, "number(blocks[%zu..%zu])", blocks.size - 1, blocks.size - 1),
             "the last byte says how many are padding");
    if (!require(list, "not_none", "0 < padding_length", "at least that byte itself") ||
        !require(list, "in_block", "padding_length ≤ 16", "and no more than a block"))
        return false;
    *rest = blocks.size - length;
    return require(
        list, "padding_good",
        row_text(arena, "blocks[%zu..%zu] == repeat(bytes(padding_length, 1), padding_length)", *rest, blocks.size - 1),
        "every byte of it has that value");
}

static void add_opening(List *list, Arena *arena, const TicketCase *keys, const Operand *ticket, const char *result)
{
    size_t rest, end = ticket->value.size - MAC_SIZE;
    list_row(list, "iv", row_text(arena, "%s[16..31]", ticket->name), "behind the name");
    list_row(list, "encrypted_state", row_text(arena, "%s[%d..%zu]", ticket->name, HEAD_SIZE, end - 1),
             "behind its length");
    list_row(list, "blocks", row_text(arena, "AES-128-CBC-decrypt(%s, iv, encrypted_state)", keys->encryption_key.name),
             "with the padding still on it");
    if (add_padding_check(list, arena, &rest))
        list_row(list, result, rest ? row_text(arena, "blocks[0..%zu]", rest - 1) : "\"\"",
                 "what the server wanted to remember");
}

static bool lengths_fit(Bytes ticket)
{
    if (ticket.size < HEAD_SIZE + CIPHER_BLOCK_SIZE + MAC_SIZE)
        return false;
    size_t size = (size_t)bytes_read_number(ticket.data + HEAD_SIZE - 2, 2);
    return size % CIPHER_BLOCK_SIZE == 0 && HEAD_SIZE + size + MAC_SIZE == ticket.size;
}

Worked *explain_ticket_open(const TicketCase *keys, const Operand *ticket, const char *result)
{
    if (!sizes_are_right(keys) || !lengths_fit(ticket->value))
        return NULL;
    Arena arena = {0};
    List *list = begin("A session ticket opened", keys);
    list_given(list, ticket);
    if (add_checks(list, &arena, keys, ticket))
        add_opening(list, &arena, keys, ticket, result);
    arena_clear(&arena);
    return list_finish(list);
}
