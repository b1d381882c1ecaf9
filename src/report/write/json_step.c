#include "base/text.h"
#include "report/replay/reproduce.h"
#include "report/tell/today.h"
#include "report/write/json_parts.h"

/* The name of a fact of the same handshake, in full. */
static json_t *new_fact_name(const TimelineFact *beside, FactRef ref)
{
    Buffer name = BUFFER_EMPTY;
    buffer_append(&name, bytes_of(beside->name, (size_t)(beside->bare - beside->name)));
    fact_append_name(&name, ref);
    json_t *string = json_new_text(buffer_bytes(&name));
    buffer_clear(&name);
    return string;
}

/* What the formula needs besides the facts; a key that it does not need is left out. */
static void set_parameters(json_t *object, const Derivation *how)
{
    if (how->hash)
        json_object_set_new(object, "hash", json_new_name(how->hash));
    if (how->label)
        json_object_set_new(object, "label", json_new_name(how->label));
    if (how->group)
        json_object_set_new(object, "group", json_new_name(how->group));
    if (how->id == DERIVATION_CUT || how->id == DERIVATION_STATE_PART)
        json_object_set_new(object, "offset", json_integer((json_int_t)how->offset));
    if (how->id == DERIVATION_DISCRETE_LOGARITHM || how->id == DERIVATION_CURVE_LOGARITHM)
        json_object_set_new(object, "tries", json_integer((json_int_t)how->offset));
}

/* The line for sh and what it needs; both null where nothing is computed. Empties `line`. */
static void set_reproduction(json_t *object, bool computed, Buffer *line)
{
    json_object_set_new(object, "reproduce", computed ? json_new_text(buffer_bytes(line)) : json_null());
    json_object_set_new(object, "reproduce_needs", json_new_name(computed ? reproduce_needs(text_finish(line)) : NULL));
    buffer_clear(line);
}

static json_t *new_fact(const Timeline *timeline, const TimelineFact *fact)
{
    const DerivationItem *derivation = derivation_item(fact->how.id);
    json_t *object = json_object(), *from = json_array();
    for (int i = 0; i < fact->how.from_count; i++)
        json_array_append_new(from, new_fact_name(fact, fact->how.from[i]));
    json_object_set_new(object, "name", json_new_name(fact->name));
    json_object_set_new(object, "value", json_new_fact_value(fact));
    json_object_set_new(object, "from", from);
    json_object_set_new(object, "how", json_new_name(derivation->name));
    json_object_set_new(object, "formula", json_new_name(derivation->formula));
    set_parameters(object, &fact->how);
    Buffer line = BUFFER_EMPTY;
    bool computed = reproduce_append(&line, timeline, fact);
    set_reproduction(object, computed, &line);
    json_object_set_new(object, "meaning", json_new_name(fact_item(fact->ref.id)->meaning));
    json_object_set_new(object, "source", json_new_name(fact_source(fact->ref.id, fact->how.id)));
    const Standing *standing = today_of(fact);
    if (standing)
        json_object_set_new(object, "standing", json_new_standing(standing));
    return object;
}

static json_t *new_check(const Timeline *timeline, const Step *step)
{
    const Check *check = step->check;
    json_t *object = json_object();
    json_object_set_new(object, "what", json_new_name(step->item->what));
    json_object_set_new(object, "passed", json_boolean(check->passed));
    json_object_set_new(object, "error", json_new_name(check->passed ? NULL : error_name(check->error)));
    json_object_set_new(object, "expected", json_new_value(check->kind, check->expected));
    json_object_set_new(object, "found", json_new_value(check->kind, check->found));
    if (check->index >= 0)
        json_object_set_new(object, "index", json_integer(check->index));
    Buffer line = BUFFER_EMPTY;
    bool computed = reproduce_append_check(&line, timeline, step);
    set_reproduction(object, computed, &line);
    return object;
}

static json_t *new_alert(const Step *step)
{
    json_t *object = json_object();
    json_object_set_new(object, "level", json_new_name(step->fatal ? "fatal" : "warning"));
    json_object_set_new(object, "name", json_new_name(error_name(step->alert)));
    json_object_set_new(object, "meaning", json_new_name(error_sentence(step->alert)));
    return object;
}

static json_t *new_sentence(const Step *step, const Timeline *timeline)
{
    Buffer sentence = BUFFER_EMPTY;
    timeline_append_sentence(&sentence, timeline, step, step->item->text, 0);
    json_t *string = json_new_text(buffer_bytes(&sentence));
    buffer_clear(&sentence);
    return string;
}

json_t *json_new_step(const Step *step, const Timeline *timeline)
{
    json_t *object = json_object(), *facts = json_array();
    json_object_set_new(object, "step", json_integer(step->place));
    json_object_set_new(object, "name", json_new_name(step->name));
    json_object_set_new(object, "connection", json_integer(step->connection));
    json_object_set_new(object, "handshake", json_integer(step->handshake));
    json_object_set_new(object, "flight", json_integer(step->flight));
    json_object_set_new(object, "actor", json_new_name(actor_name(step->actor)));
    json_object_set_new(object, "kind", json_new_name(event_kind_name(step->item->kind)));
    json_object_set_new(object, "title", json_new_name(step->item->title));
    json_object_set_new(object, "why", json_new_name(step->item->why));
    json_object_set_new(object, "text", new_sentence(step, timeline));
    json_object_set_new(object, "source", json_new_name(step->item->source));
    if (step->message)
        json_object_set_new(object, "message", json_new_message(step->message));
    for (int i = 0; i < step->fact_count; i++)
        json_array_append_new(facts, new_fact(timeline, &step->facts[i]));
    json_object_set_new(object, "facts", facts);
    if (step->check)
        json_object_set_new(object, "check", new_check(timeline, step));
    if (step->item->kind == KIND_ALERT)
        json_object_set_new(object, "alert", new_alert(step));
    return object;
}
