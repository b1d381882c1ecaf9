/* The way from what the key exchange gave to the keys and to Finished, replayed. */
#include "base/memory.h"
#include "base/text.h"
#include "explain/language/encoding.h"
#include "explain/language/single.h"
#include "explain/secrets/key_schedule.h"
#include "report/replay/replay_parts.h"
#include "report/tell/style.h"
#include "tls/wire/message.h"
#include "tls/wire/naming.h"

/* One row; empties `formula`. */
static Worked *single(Replay *replay, const char *title, Buffer *formula, const char *note, const Operand *operands,
                      int count)
{
    Worked *worked =
        replay->lacks ? NULL : explain_single(title, replay->result, text_finish(formula), note, operands, count);
    buffer_clear(formula);
    return worked;
}

/* Pre-master secrets */

Worked *replay_version_and_random(Replay *replay)
{
    uint8_t number[2];
    uint16_t version;
    Buffer formula = BUFFER_EMPTY;
    Operand operands[] = {replay_input(replay, 0), replay_input(replay, 1)};
    replay->lacks |= !names_find_version(&version, operands[0].value);
    bytes_write_number(number, sizeof number, version);
    operands[0].kind = VALUE_NUMBER;
    operands[0].value = BYTES_OF_ARRAY(number);
    text_print(&formula, "bytes(%s, 2) ‖ %s", operands[0].name, operands[1].name);
    return single(replay, "The version that was offered, and random bytes", &formula,
                  "the version's number in two bytes", operands, 2);
}

Worked *replay_zeros(Replay *replay)
{
    Buffer formula = BUFFER_EMPTY;
    Operand key = replay_input(replay, 0);
    text_print(&formula, "zeros(len(%s))", key.name);
    return single(replay, "Zeros in place of another secret", &formula, "as many as the key has bytes", &key, 1);
}

Worked *replay_psk_pre_master(Replay *replay)
{
    Bytes other_secret = replay_bytes(replay, 0), key = replay_bytes(replay, 1);
    return replay->lacks ? NULL : explain_psk_pre_master(other_secret, key);
}

/* One after the other */

Worked *replay_joined(Replay *replay)
{
    Operand parts[DERIVATION_INPUTS_MAX];
    for (int i = 0; i < replay->fact->how.from_count; i++)
        parts[i] = replay_input(replay, i);
    return replay->lacks
               ? NULL
               : explain_joined("The parts one after the other", replay->result, parts, replay->fact->how.from_count);
}

Worked *replay_xor(Replay *replay)
{
    Buffer formula = BUFFER_EMPTY;
    Operand operands[] = {replay_input(replay, 0), replay_input(replay, 1)};
    text_print(&formula, "%s ⊕ %s", operands[0].name, operands[1].name);
    return single(replay, "Bits turned over", &formula, "where the mask has a 1", operands, 2);
}

/* Parts of which nothing says how many there are. */
typedef struct Parts {
    Arena arena; /* of their names */
    Operand *items;
    int count, capacity;
} Parts;

static void add_part(Parts *parts, const char *name, Bytes value)
{
    Buffer text = BUFFER_EMPTY;
    text_print(&text, "%s_%d", name, parts->count + 1);
    parts->items = memory_grown(parts->items, parts->count, &parts->capacity, sizeof *parts->items);
    parts->items[parts->count++] = operand_bytes(arena_copy_text(&parts->arena, text_finish(&text)), value);
    buffer_clear(&text);
}

static Worked *join_parts(Replay *replay, const char *title, Parts *parts)
{
    Worked *worked = explain_joined(title, replay->result, parts->items, parts->count);
    memory_free(parts->items);
    arena_clear(&parts->arena);
    return worked;
}

static void take_part(void *context, Bytes message)
{
    add_part(context, message_name(CONTENT_HANDSHAKE, message), message);
}

Worked *replay_messages(Replay *replay)
{
    Parts parts = {0};
    timeline_take_messages(replay->timeline, replay->fact, take_part, &parts);
    return join_parts(replay, "The handshake messages so far, one after the other", &parts);
}

static void take_data(void *context, Bytes data)
{
    add_part(context, "data", data);
}

Worked *replay_stream(Replay *replay)
{
    Parts parts = {0};
    timeline_take_heard(replay->timeline, replay->fact, take_data, &parts);
    return join_parts(replay, "What the records held, one after the other", &parts);
}

static void take_message(void *context, Bytes message)
{
    buffer_append(context, message);
}

Worked *replay_handshake_hash(Replay *replay)
{
    Buffer messages = BUFFER_EMPTY;
    timeline_take_messages(replay->timeline, replay->fact, take_message, &messages);
    Worked *worked = explain_handshake_hash(replay_hash(replay), replay->result, buffer_bytes(&messages));
    buffer_clear(&messages);
    return worked;
}

/* The PRF */

Worked *replay_master_secret(Replay *replay)
{
    Bytes secret = replay_bytes(replay, 0), client = replay_bytes(replay, 1), server = replay_bytes(replay, 2);
    return replay->lacks ? NULL : explain_master_secret(replay_hash(replay), secret, client, server);
}

Worked *replay_extended_master_secret(Replay *replay)
{
    Bytes secret = replay_bytes(replay, 0), hash = replay_bytes(replay, 1);
    return replay->lacks ? NULL : explain_extended_master_secret(replay_hash(replay), secret, hash);
}

Worked *replay_key_block(Replay *replay)
{
    Bytes secret = replay_bytes(replay, 0), server = replay_bytes(replay, 1), client = replay_bytes(replay, 2);
    return replay->lacks ? NULL
                         : explain_key_block(replay_hash(replay), secret, server, client, replay->fact->value.size);
}

Worked *replay_cut(Replay *replay)
{
    Operand whole = replay_input(replay, 0);
    return explain_part(replay->result, &whole, replay->fact->how.offset, replay->fact->value.size);
}

Worked *replay_verify_data(Replay *replay)
{
    Bytes secret = replay_bytes(replay, 0), hash = replay_bytes(replay, 1);
    return replay->lacks ? NULL : explain_verify_data(replay_hash(replay), secret, replay->fact->how.label, hash);
}
