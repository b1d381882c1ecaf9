#include "report/replay/replay.h"

#include "base/memory.h"
#include "report/replay/replay_parts.h"

/* How each kind of derivation is replayed. */
static const struct Way {
    bool nothing; /* there is nothing to compute */
    ReplayFact *replay;
} ways[DERIVATION_COUNT] = {
    [DERIVATION_NONE] = {.nothing = true},
    [DERIVATION_RANDOM] = {.nothing = true},
    [DERIVATION_MARKED_RANDOM] = {.nothing = true},
    [DERIVATION_READ] = {.nothing = true},
    [DERIVATION_CONFIGURED] = {.nothing = true},
    [DERIVATION_CHOSEN] = {.nothing = true},
    [DERIVATION_IMPLIED] = {.nothing = true},
    [DERIVATION_APPLICATION] = {.nothing = true},
    [DERIVATION_COPY] = {.nothing = true},
    [DERIVATION_REMEMBERED] = {.nothing = true},
    [DERIVATION_CLOCK] = {.nothing = true},
    [DERIVATION_COUNTED] = {.nothing = true},
    [DERIVATION_SEQUENCE] = {.nothing = true},
    [DERIVATION_STOLEN] = {.nothing = true},

    [DERIVATION_MODEXP_PUBLIC] = {.replay = replay_power},
    [DERIVATION_MODEXP_SHARED] = {.replay = replay_power},
    [DERIVATION_DISCRETE_LOGARITHM] = {.replay = replay_logarithm},
    [DERIVATION_STRIP_LEADING_ZEROS] = {.replay = replay_strip},
    [DERIVATION_POINT_PUBLIC] = {.replay = replay_point_public},
    [DERIVATION_POINT_SHARED] = {.replay = replay_point_shared},
    [DERIVATION_CURVE_LOGARITHM] = {.replay = replay_curve_logarithm},
    [DERIVATION_X25519_PUBLIC] = {.replay = replay_x25519_public},
    [DERIVATION_X25519_SHARED] = {.replay = replay_x25519_shared},
    [DERIVATION_RSA_PAD] = {.replay = replay_rsa_pad},
    [DERIVATION_RSA_ENCRYPT] = {.replay = replay_rsa_encrypt},
    [DERIVATION_RSA_DECRYPT] = {.replay = replay_rsa_decrypt},
    [DERIVATION_VERSION_AND_RANDOM] = {.replay = replay_version_and_random},
    [DERIVATION_ZEROS] = {.replay = replay_zeros},
    [DERIVATION_PSK_PRE_MASTER] = {.replay = replay_psk_pre_master},
    [DERIVATION_CONCATENATE] = {.replay = replay_joined},
    [DERIVATION_ENCODE] = {.replay = replay_parameters},
    [DERIVATION_SIGN] = {.replay = replay_sign},
    [DERIVATION_HANDSHAKE_MESSAGES] = {.replay = replay_messages},
    [DERIVATION_HANDSHAKE_HASH] = {.replay = replay_handshake_hash},
    [DERIVATION_MASTER_SECRET] = {.replay = replay_master_secret},
    [DERIVATION_EXTENDED_MASTER_SECRET] = {.replay = replay_extended_master_secret},
    [DERIVATION_KEY_BLOCK] = {.replay = replay_key_block},
    [DERIVATION_CUT] = {.replay = replay_cut},
    [DERIVATION_VERIFY_DATA] = {.replay = replay_verify_data},
    [DERIVATION_SESSION_STATE] = {.replay = replay_session_state},
    [DERIVATION_TICKET_SEAL] = {.replay = replay_ticket_seal},
    [DERIVATION_TICKET_OPEN] = {.replay = replay_ticket_open},
    [DERIVATION_STATE_PART] = {.replay = replay_cut},
    [DERIVATION_DECRYPTED] = {.replay = replay_decrypted},
    [DERIVATION_XOR] = {.replay = replay_xor},
    [DERIVATION_STREAM] = {.replay = replay_stream},
};

bool replay_computes(DerivationId id)
{
    return ways[id].replay != NULL;
}

bool replay_has_way(DerivationId id)
{
    return ways[id].nothing != replay_computes(id);
}

static Worked *replay(Replay *of)
{
    ReplayFact *way = ways[of->fact->how.id].replay;
    Worked *worked = way ? way(of) : NULL;
    if (of->has_own_curve)
        curve_clear(&of->own_curve);
    return worked;
}

Worked *replay_fact(const Timeline *timeline, const TimelineFact *fact)
{
    Replay of = {.timeline = timeline, .fact = fact, .result = fact->bare};
    return replay(&of);
}

static Bytes without_zeros(Bytes number)
{
    while (number.size > 0 && number.data[0] == 0)
        number = bytes_slice(number, 1, number.size);
    return number;
}

/* Numbers and bytes of one number count as equal: a private number is either, by the group. */
static bool comes_to(const Worked *worked, ValueKind kind, Bytes value)
{
    Arena arena = {0};
    Operand result;
    worked_result(worked, &arena, &result);
    bool number = result.kind == VALUE_NUMBER || kind == VALUE_NUMBER;
    bool same = !result.negative && (number ? bytes_equal(without_zeros(result.value), without_zeros(value))
                                            : bytes_equal(result.value, value));
    arena_clear(&arena);
    return same;
}

StepWorking replay_working_of_fact(const Timeline *timeline, const TimelineFact *fact)
{
    StepWorking working = {.fact = fact, .record = -1, .worked = replay_fact(timeline, fact), .agrees = true};
    if (working.worked)
        working.agrees = comes_to(working.worked, fact_item(fact->ref.id)->kind, fact->value);
    return working;
}

StepWorking replay_working_of_record(const Timeline *timeline, const Step *step, int record)
{
    StepWorking working = {.record = record, .worked = replay_record(timeline, step, record), .agrees = true};
    const RecordView *view = &step->message->view.records[record];
    bool sent = step_sends(step) && !step->message->alone;
    Bytes fragment = bytes_slice(view->bytes, 5, view->bytes.size);
    if (working.worked)
        working.agrees = comes_to(working.worked, VALUE_BYTES, sent ? fragment : view->plaintext);
    return working;
}

/* A check that passed has computed a 1; why one fails that has done so too is told by its error. */
StepWorking replay_working_of_check(const Timeline *timeline, const Step *step)
{
    static const uint8_t one = 1;
    StepWorking working = {.record = -1, .worked = replay_check(timeline, step), .agrees = true};
    if (working.worked && (step->check->passed || step->check->error == ERROR_BAD_SIGNATURE))
        working.agrees = comes_to(working.worked, VALUE_NUMBER, bytes_of(&one, 1)) == step->check->passed;
    return working;
}

static void add(StepWorkings *out, StepWorking working)
{
    if (working.worked)
        out->items[out->count++] = working;
}

void replay_step(StepWorkings *out, const Timeline *timeline, const Step *step)
{
    int records = step->message ? step->message->view.record_count : 0;
    size_t most = (size_t)step->fact_count + (size_t)records + 1;
    *out = (StepWorkings){.items = memory_new_array(most, sizeof *out->items)};
    for (int i = 0; i < step->fact_count; i++)
        add(out, replay_working_of_fact(timeline, &step->facts[i]));
    for (int i = 0; i < records; i++)
        add(out, replay_working_of_record(timeline, step, i));
    if (step->check)
        add(out, replay_working_of_check(timeline, step));
}

void step_workings_clear(StepWorkings *workings)
{
    for (int i = 0; i < workings->count; i++)
        worked_free(workings->items[i].worked);
    memory_free(workings->items);
    *workings = (StepWorkings){0};
}
