#include "ui/content/maths_twin.h"

#include <string.h>

#include "base/text.h"
#include "ui/content/maths_textbook.h"

/* What kind of numbers a step computes with. */
typedef enum Kind { KIND_NONE, KIND_FIELD, KIND_POINTS, KIND_RSA_ENCRYPTION, KIND_RSA_SIGNATURE, KIND_ECDSA } Kind;

static Kind kind_of_derivation(DerivationId id)
{
    switch (id) {
    case DERIVATION_MODEXP_PUBLIC:
    case DERIVATION_MODEXP_SHARED:
    case DERIVATION_DISCRETE_LOGARITHM:
        return KIND_FIELD;
    case DERIVATION_POINT_PUBLIC:
    case DERIVATION_POINT_SHARED:
    case DERIVATION_CURVE_LOGARITHM:
    case DERIVATION_X25519_PUBLIC:
    case DERIVATION_X25519_SHARED:
        return KIND_POINTS;
    case DERIVATION_RSA_PAD:
    case DERIVATION_RSA_ENCRYPT:
    case DERIVATION_RSA_DECRYPT:
        return KIND_RSA_ENCRYPTION;
    default:
        return KIND_NONE;
    }
}

static bool begins_with(const TimelineFact *fact, const char *text)
{
    return fact && bytes_equal(bytes_slice(fact->value, 0, strlen(text)), bytes_of_text(text));
}

/* Of a signature made or checked in the step, by its scheme. */
static Kind kind_of_signature(const Timeline *timeline, const Step *step)
{
    static const struct {
        EventId event;
        const char *scheme;
    } signatures[] = {
        {EVENT_SIGN_PARAMETERS, "signature_scheme"},
        {EVENT_CHECK_SERVER_SIGNATURE, "signature_scheme"},
        {EVENT_SIGN_MESSAGES, "client_signature_scheme"},
        {EVENT_CHECK_CLIENT_SIGNATURE, "client_signature_scheme"},
    };
    for (size_t i = 0; i < COUNT_OF(signatures); i++)
        if (signatures[i].event == step->event) {
            const TimelineFact *scheme = timeline_known(timeline, step->actor, signatures[i].scheme, step->number);
            return begins_with(scheme, "rsa")     ? KIND_RSA_SIGNATURE
                   : begins_with(scheme, "ecdsa") ? KIND_ECDSA
                                                  : KIND_NONE;
        }
    return KIND_NONE;
}

static Kind kind_of_step(const Timeline *timeline, const Step *step)
{
    for (int i = 0; i < step->fact_count; i++) {
        Kind kind = kind_of_derivation(step->facts[i].how.id);
        if (kind != KIND_NONE)
            return kind;
    }
    return kind_of_signature(timeline, step);
}

static bool is_small_already(const Step *step)
{
    for (int i = 0; i < step->fact_count; i++)
        if (step->facts[i].how.group && strncmp(step->facts[i].how.group, "toy-", 4) == 0)
            return true;
    return false;
}

/* The timeline of a run with a toy group; NULL where the program's own certificates cannot be read. */
static const Timeline *toy_run(Simulation **simulation, const char *suite, const char *group)
{
    Diagnostic diagnostic = {""};
    if (!*simulation) {
        Scenario *scenario = scenario_new();
        if (scenario_set(scenario, "suite", suite, &diagnostic) &&
            scenario_set(scenario, "group", group, &diagnostic) && scenario_set(scenario, "seed", "twin", &diagnostic))
            *simulation = simulation_new(scenario, &diagnostic);
        scenario_free(scenario);
        if (!*simulation)
            return NULL;
        simulation_run(*simulation);
    }
    return simulation_timeline(*simulation);
}

/* The step of that name in another run, whichever connection and handshake it had in this one. */
static const Step *same_step(const Timeline *timeline, const Step *step)
{
    Buffer name = BUFFER_EMPTY;
    text_append(&name, actor_name(step->actor));
    text_append(&name, ".");
    text_append(&name, event_kind_name(step->item->kind));
    text_append(&name, ".");
    text_append(&name, step->item->what);
    const Step *same = timeline_find_step(timeline, text_finish(&name));
    buffer_clear(&name);
    return same;
}

static const char *take_toy_step(const Timeline *timeline, const Step *step, MathsSheet *sheet)
{
    const Step *same = timeline ? same_step(timeline, step) : NULL;
    if (!same)
        return "the run with small numbers has no such step";
    maths_sheet_of_step(sheet, timeline, same);
    return NULL;
}

PictureKind maths_picture_of_step(const Timeline *timeline, const Step *step)
{
    static const PictureKind pictures[] = {
        [KIND_FIELD] = PICTURE_CLOCK, [KIND_POINTS] = PICTURE_CURVE, [KIND_ECDSA] = PICTURE_CURVE};
    return pictures[kind_of_step(timeline, step)];
}

bool maths_step_has_twin(const Timeline *timeline, const Step *step)
{
    return kind_of_step(timeline, step) != KIND_NONE && !is_small_already(step);
}

bool maths_twin_is_the_same_step(const Timeline *timeline, const Step *step)
{
    Kind kind = kind_of_step(timeline, step);
    return kind == KIND_FIELD || kind == KIND_POINTS;
}

const char *maths_twin_of_step(MathsTwins *twins, const Timeline *timeline, const Step *step, MathsSheet *sheet,
                               const char **title)
{
    if (is_small_already(step))
        return "these numbers are small already";
    switch (kind_of_step(timeline, step)) {
    case KIND_FIELD:
        *title = "small numbers: toy-dh-23, a run of its own";
        return take_toy_step(toy_run(&twins->field, "TLS_DHE_RSA_WITH_AES_128_GCM_SHA256", "toy-dh-23"), step, sheet);
    case KIND_POINTS:
        *title = "small numbers: toy-curve-17, a run of its own";
        return take_toy_step(toy_run(&twins->curve, "TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256", "toy-curve-17"), step,
                             sheet);
    case KIND_RSA_ENCRYPTION:
        *title = "textbook RSA: no padding, would not be used";
        maths_textbook_rsa_encryption(sheet);
        return NULL;
    case KIND_RSA_SIGNATURE:
        *title = "textbook RSA: no padding, would not be used";
        maths_textbook_rsa_signature(sheet);
        return NULL;
    case KIND_ECDSA:
        *title = "textbook ECDSA: on toy-curve-17, would not be used";
        maths_textbook_ecdsa(sheet);
        return NULL;
    case KIND_NONE:
        break;
    }
    return "no twin in small numbers: it computes with none, or bytes of fixed size";
}

void maths_twins_clear(MathsTwins *twins)
{
    simulation_free(twins->field);
    simulation_free(twins->curve);
    *twins = (MathsTwins){NULL, NULL};
}
