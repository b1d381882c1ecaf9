#include "explain/secrets/key_schedule.h"

#include "explain/language/digest.h"
#include "explain/language/row.h"
#include "explain/language/single.h"
#include "explain/secrets/prf_rows.h"

enum { MASTER_SECRET_SIZE = 48, VERIFY_DATA_SIZE = 12 };

Worked *explain_psk_pre_master(Bytes other_secret, Bytes psk)
{
    Operand operands[] = {operand_bytes("other_secret", other_secret), operand_bytes("psk", psk)};
    return explain_single("The pre-master secret of a pre-shared key", "pre_master_secret",
                          "bytes(len(other_secret), 2) ‖ other_secret ‖ bytes(len(psk), 2) ‖ psk",
                          "each with its length in front", operands, COUNT_OF(operands));
}

Worked *explain_stripped_secret(const Operand *shared, const char *result)
{
    Arena arena = {0};
    List *list = list_new(row_text(&arena, "%s, without zeros in front", result));
    list_given(list, shared);
    list_row(list, "size", row_text(&arena, "(bits(%s) + 7) div 8", shared->name), "bytes that the number needs");
    list_row(list, result, row_text(&arena, "bytes(%s, size)", shared->name), "no zeros stand in front of them");
    arena_clear(&arena);
    return list_finish(list);
}

Worked *explain_master_secret(HashId prf, Bytes pre_master_secret, Bytes client_random, Bytes server_random)
{
    Operand seed[] = {operand_bytes("client_random", client_random), operand_bytes("server_random", server_random)};
    return explain_prf(&(PrfCall){
        .hash = prf,
        .secret = operand_bytes("pre_master_secret", pre_master_secret),
        .label = "master secret",
        .seed = seed,
        .seed_count = COUNT_OF(seed),
        .result = "master_secret",
        .size = MASTER_SECRET_SIZE,
    });
}

Worked *explain_extended_master_secret(HashId prf, Bytes pre_master_secret, Bytes session_hash)
{
    Operand seed = operand_bytes("session_hash", session_hash);
    return explain_prf(&(PrfCall){
        .hash = prf,
        .secret = operand_bytes("pre_master_secret", pre_master_secret),
        .label = "extended master secret",
        .seed = &seed,
        .seed_count = 1,
        .result = "master_secret",
        .size = MASTER_SECRET_SIZE,
    });
}

static size_t total_of(const KeySizes *sizes)
{
    return 2 * (sizes->mac_key + sizes->key + sizes->iv);
}

/* The server's random comes first here. */
static void add_key_block(List *list, HashId prf, Bytes master_secret, Bytes server_random, Bytes client_random,
                          size_t size)
{
    Operand seed[] = {operand_bytes("server_random", server_random), operand_bytes("client_random", client_random)};
    list_prf(list, &(PrfCall){
                       .hash = prf,
                       .secret = operand_bytes("master_secret", master_secret),
                       .label = "key expansion",
                       .seed = seed,
                       .seed_count = COUNT_OF(seed),
                       .result = "key_block",
                       .size = size,
                   });
}

Worked *explain_key_block(HashId prf, Bytes master_secret, Bytes server_random, Bytes client_random, size_t size)
{
    if (size == 0)
        return NULL;
    List *list = list_new("key_block = PRF(master_secret, \"key expansion\", …)");
    add_key_block(list, prf, master_secret, server_random, client_random, size);
    return list_finish(list);
}

/* One key: `size` bytes from `offset` on, which is moved behind them. */
static void add_key(List *list, Arena *arena, const char *name, size_t *offset, size_t size)
{
    list_row(list, name, row_text(arena, "key_block[%zu..%zu]", *offset, *offset + size - 1), "%zu bytes from byte %zu",
             size, *offset);
    *offset += size;
}

Worked *explain_keys(HashId prf, Bytes master_secret, Bytes server_random, Bytes client_random, const KeySizes *sizes)
{
    const struct {
        const char *client, *server;
        size_t size;
    } pairs[] = {
        {"client_write_mac_key", "server_write_mac_key", sizes->mac_key},
        {"client_write_key", "server_write_key", sizes->key},
        {"client_write_iv", "server_write_iv", sizes->iv},
    };
    size_t offset = 0, total = total_of(sizes);
    if (total == 0)
        return NULL;
    Arena arena = {0};
    List *list = list_new("The keys of a connection, cut from the key block");
    add_key_block(list, prf, master_secret, server_random, client_random, total);
    for (size_t i = 0; i < COUNT_OF(pairs); i++) {
        if (pairs[i].size == 0)
            continue;
        add_key(list, &arena, pairs[i].client, &offset, pairs[i].size);
        add_key(list, &arena, pairs[i].server, &offset, pairs[i].size);
    }
    arena_clear(&arena);
    return list_finish(list);
}

Worked *explain_part(const char *name, const Operand *whole, size_t offset, size_t size)
{
    if (size == 0 || size > whole->value.size || offset > whole->value.size - size)
        return NULL;
    Arena arena = {0};
    const char *title = row_text(&arena, "%s, cut from %s", name, whole->name);
    const char *formula = row_text(&arena, "%s[%zu..%zu]", whole->name, offset, offset + size - 1);
    const char *note = row_text(&arena, "%zu bytes from byte %zu", size, offset);
    Worked *worked = explain_single(title, name, formula, note, whole, 1);
    arena_clear(&arena);
    return worked;
}

Worked *explain_handshake_hash(HashId hash, const char *name, Bytes messages)
{
    Arena arena = {0};
    Operand operand = operand_bytes("handshake_messages", messages);
    const char *formula = digest_formula(&arena, hash, "handshake_messages");
    const char *title = row_text(&arena, "%s, the hash of the handshake messages", name);
    Worked *worked = explain_single(title, name, formula, "each with its header, one after the other", &operand, 1);
    arena_clear(&arena);
    return worked;
}

Worked *explain_verify_data(HashId prf, Bytes master_secret, const char *label, Bytes handshake_hash)
{
    Operand seed = operand_bytes("handshake_hash", handshake_hash);
    return explain_prf(&(PrfCall){
        .hash = prf,
        .secret = operand_bytes("master_secret", master_secret),
        .label = label,
        .seed = &seed,
        .seed_count = 1,
        .result = "verify_data",
        .size = VERIFY_DATA_SIZE,
    });
}
