#include "report/tell/story.h"

#include <ctype.h>
#include <string.h>
#include <unistr.h>

#include "base/memory.h"
#include "base/text.h"
#include "report/tell/style.h"
#include "sim/timeline/outcome.h"

void story_append_message_name(Buffer *out, const char *type)
{
    bool upper = true;
    for (; *type; type++) {
        if (*type == '_') {
            upper = true;
            continue;
        }
        char character = (char)(upper ? toupper((unsigned char)*type) : *type);
        buffer_append(out, bytes_of(&character, 1));
        upper = false;
    }
}

const char *story_seed(const Report *report)
{
    const char *seed = scenario_get(report->scenario, SCENARIO_SEED, ACTOR_CLIENT, 1, 1);
    return seed ? seed : "";
}

/* The last value that either side learned of a fact in a handshake; NULL where neither did. */
static const TimelineFact *agreed(const Timeline *timeline, FactId id, int connection, int handshake)
{
    const TimelineFact *latest = NULL;
    for (int i = 0; i < timeline_fact_count(timeline); i++) {
        const TimelineFact *fact = timeline_fact_at(timeline, i);
        if (fact->ref.id == id && fact->connection == connection && fact->handshake == handshake)
            latest = fact;
    }
    return latest;
}

void story_append_agreement(Buffer *out, const Report *report, int connection, int handshake)
{
    static const FactId parts[] = {FACT_CIPHER_SUITE, FACT_DH_GROUP, FACT_ECDH_GROUP};
    const TimelineFact *version = agreed(report->timeline, FACT_VERSION, connection, handshake);
    text_append(out, "TLS ");
    buffer_append(out, version ? version->value : bytes_of_text("handshake, nothing agreed"));
    for (size_t i = 0; i < COUNT_OF(parts); i++) {
        const TimelineFact *fact = agreed(report->timeline, parts[i], connection, handshake);
        if (!fact)
            continue;
        text_append(out, " · ");
        buffer_append(out, fact->value);
    }
    if (*story_seed(report)) {
        text_append(out, " · seed ");
        text_append(out, story_seed(report));
    }
}

void story_append_derivation(Buffer *out, const Derivation *how)
{
    if (how->id == DERIVATION_NONE)
        return;
    text_append(out, derivation_item(how->id)->formula);
    if (how->id == DERIVATION_CUT || how->id == DERIVATION_STATE_PART)
        text_print(out, " at byte %zu", how->offset);
    if (how->id == DERIVATION_DISCRETE_LOGARITHM || how->id == DERIVATION_CURVE_LOGARITHM)
        text_print(out, ", after %zu tries", how->offset);
    if (how->hash)
        text_print(out, ", with %s", how->hash);
    if (how->label)
        text_print(out, ", label \"%s\"", how->label);
    if (how->group)
        text_print(out, ", in %s", how->group);
    for (int i = 0; i < how->from_count; i++) {
        text_append(out, i ? ", " : "; from ");
        fact_append_name(out, how->from[i]);
    }
}

static bool knows(const Timeline *timeline, Actor actor, const TimelineFact *fact, int step)
{
    const TimelineFact *known = timeline_known(timeline, actor, fact->name, step);
    return known && bytes_equal(known->value, fact->value);
}

void story_append_knowers(Buffer *out, const Timeline *timeline, const TimelineFact *fact, int step)
{
    bool first = true;
    for (int actor = 0; actor < ACTOR_COUNT; actor++) {
        if (actor != (int)fact->actor && !knows(timeline, (Actor)actor, fact, step))
            continue;
        text_print(out, "%s%s", first ? "" : ", ", actor_name((Actor)actor));
        first = false;
    }
}

void story_append_size(Buffer *out, const TimelineFact *fact)
{
    Bytes value = fact->value;
    if (fact->how.id == DERIVATION_SEQUENCE)
        return; /* how many bits a count has tells nobody anything */
    switch (fact_item(fact->ref.id)->kind) {
    case VALUE_TEXT:
        return;
    case VALUE_BYTES:
        text_print(out, "%zu byte%s", value.size, value.size == 1 ? "" : "s");
        return;
    case VALUE_NUMBER:
        break;
    }
    while (value.size && value.data[0] == 0)
        value = bytes_slice(value, 1, value.size - 1);
    size_t bits = value.size ? 8 * (value.size - 1) : 0;
    for (unsigned top = value.size ? value.data[0] : 0; top; top >>= 1)
        bits++;
    text_print(out, "%zu bit%s", bits, bits == 1 ? "" : "s");
}

ValueKind story_value_kind(const TimelineFact *fact)
{
    FactId id = fact->ref.id;
    bool said = id == FACT_CLIENT_APPLICATION_DATA || id == FACT_SERVER_APPLICATION_DATA || id == FACT_REQUEST;
    if (said && !u8_check(fact->value.data, fact->value.size))
        return VALUE_TEXT;
    return fact_item(fact->ref.id)->kind;
}

enum { ESCAPE_MAX = 4 }; /* "\\x1b" */

/* Length of the character at the front of `text`; 0 for what acts on a terminal and for what is no UTF-8. */
static size_t safe_character(Bytes text)
{
    ucs4_t character;
    int length = u8_mbtoucr(&character, text.data, text.size);
    return length < 0 || text_acts_on_terminal(character) ? 0 : (size_t)length;
}

static void append_quoted(Buffer *out, Bytes text)
{
    text_append(out, "\"");
    while (text.size) {
        size_t length = safe_character(text);
        if (length)
            buffer_append(out, bytes_slice(text, 0, length));
        else if (text.data[0] == '\r' || text.data[0] == '\n')
            text_append(out, text.data[0] == '\r' ? "\\r" : "\\n");
        else
            text_print(out, "\\x%02x", text.data[0]);
        text = bytes_slice(text, length ? length : 1, text.size);
    }
    text_append(out, "\"");
}

/* The length of what append_quoted writes for a byte; 1 for a backslash that is nothing but itself. */
static size_t escape_size(Bytes text)
{
    bool hex = text.size > 1 && text.data[1] == 'x';
    bool line_end = text.size > 1 && (text.data[1] == 'r' || text.data[1] == 'n');
    return text.data[0] != '\\' ? 1 : hex ? ESCAPE_MAX : line_end ? 2 : 1;
}

static bool inside_character(Bytes text, size_t at)
{
    if (at >= text.size)
        return false;
    for (size_t back = 1; back < ESCAPE_MAX && back <= at; back++)
        if (escape_size(bytes_slice(text, at - back, text.size)) > back)
            return true;
    return (text.data[at] & 0xc0) == 0x80;
}

void story_append_value(Buffer *out, ValueKind kind, Bytes value, size_t limit)
{
    Buffer whole = BUFFER_EMPTY;
    if (value.size == 0)
        text_append(&whole, kind == VALUE_NUMBER ? "0x0" : "(empty)");
    else if (kind == VALUE_TEXT)
        append_quoted(&whole, value);
    else if (kind == VALUE_NUMBER)
        text_append_hex_number(&whole, value);
    else
        text_append_hex(&whole, value);
    Bytes text = buffer_bytes(&whole);
    if (limit == 0 || text.size <= limit) {
        buffer_append(out, text);
    } else {
        size_t head = limit * 2 / 3, tail = text.size - (limit - head - 1);
        if (kind != VALUE_TEXT) { /* whole bytes: two digits each */
            head -= head % 2;
            tail += (text.size - tail) % 2;
        }
        while (inside_character(text, head))
            head++;
        while (inside_character(text, tail))
            tail++;
        buffer_append(out, bytes_slice(text, 0, head));
        text_append(out, "…");
        buffer_append(out, bytes_slice(text, tail, text.size - tail));
    }
    buffer_clear(&whole);
}

void story_append_verdict(Buffer *out, const Check *check)
{
    if (check->passed)
        text_append(out, "passed");
    else
        text_print(out, "failed: %s. %s", error_name(check->error), error_sentence(check->error));
}

bool story_flight(const Timeline *timeline, const Step *step, Actor *from, Actor *to)
{
    for (int i = 1; i <= timeline_step_count(timeline); i++) {
        const Step *other = timeline_step(timeline, i);
        if (!other->message || other->connection != step->connection || other->flight != step->flight)
            continue;
        *from = other->message->from;
        *to = other->message->to;
        return true;
    }
    return false;
}

bool story_begins_handshake(const Step *before, int handshake, const Step *step)
{
    return before && (before->connection != step->connection || (step->handshake && step->handshake != handshake));
}

int story_knower_count(const Timeline *timeline)
{
    for (int i = 0; i < timeline_fact_count(timeline); i++)
        if (timeline_fact_at(timeline, i)->actor == ACTOR_ATTACKER)
            return ACTOR_COUNT;
    return ACTOR_ATTACKER;
}

static void add_grasps(KnownRow *rows, int count, const Timeline *timeline)
{
    Secrets secrets;
    secrets_init(&secrets, timeline, 0);
    for (int i = 0; i < count; i++)
        for (int actor = 0; actor < ACTOR_COUNT; actor++)
            rows[i].grasp[actor] = secrets_grasp(&secrets, (Actor)actor, rows[i].fact);
    secrets_clear(&secrets);
}

KnownRow *story_known_rows(int *count, const Timeline *timeline)
{
    int facts = timeline_fact_count(timeline);
    KnownRow *rows = memory_new_array((size_t)facts, sizeof *rows);
    *count = 0;
    for (int i = 0; i < facts; i++) {
        const TimelineFact *fact = timeline_fact_at(timeline, i);
        if (timeline_known(timeline, fact->actor, fact->name, 0) != fact)
            continue; /* replaced by a later value */
        int row = 0;
        while (row < *count &&
               !(strcmp(rows[row].fact->name, fact->name) == 0 && bytes_equal(rows[row].fact->value, fact->value)))
            row++;
        if (row == *count)
            rows[(*count)++].fact = fact;
    }
    add_grasps(rows, *count, timeline);
    return rows;
}

const char *story_grasp(Grasp grasp, const char *none)
{
    switch (grasp) {
    case GRASP_KNOWN:
        return "yes";
    case GRASP_PART:
        return "part";
    case GRASP_FOLLOWS:
        return "could";
    case GRASP_NONE:
        break;
    }
    return none;
}

static bool has_grasp(const KnownRow *rows, int count, Grasp grasp)
{
    for (int i = 0; i < count; i++)
        for (int actor = 0; actor < ACTOR_COUNT; actor++)
            if (rows[i].grasp[actor] == grasp)
                return true;
    return false;
}

void story_append_grasps(Buffer *out, const KnownRow *rows, int count)
{
    bool part = has_grasp(rows, count, GRASP_PART), follows = has_grasp(rows, count, GRASP_FOLLOWS);
    if (part)
        text_append(out, "part: has a longer value that this one stands in.");
    if (part && follows)
        text_append(out, " ");
    if (follows)
        text_append(out, "could: the eavesdropper has all that it takes, and has not worked it out.");
}

static bool closed_in_clear(const Timeline *timeline, int connection)
{
    const Step *step;
    for (int number = 1; (step = timeline_step(timeline, number)); number++)
        if (step->connection == connection && step->event == EVENT_CLOSED_IN_CLEAR)
            return true;
    return false;
}

static void append_states(Buffer *out, const Outcome *outcome)
{
    const char *client = ending_name(outcome->client), *server = ending_name(outcome->server);
    if (client)
        text_print(out, " client %s%s", client, server ? "," : "");
    if (server)
        text_print(out, " server %s", server);
}

void story_append_outcome(Buffer *out, const Timeline *timeline, int connection)
{
    const Outcome *outcome = timeline_outcome(timeline, connection);
    if (!outcome) {
        text_print(out, "Connection %d has not ended.", connection);
        return;
    }
    bool well = outcome_is_well(outcome);
    if (well)
        text_print(out, "Connection %d: connected, then closed by both sides.", connection);
    else {
        text_print(out, "Connection %d:", connection);
        append_states(out, outcome);
        text_append(out, ".");
    }
    for (int i = 0; i < outcome->alert_count; i++) {
        const AlertOutcome *alert = &outcome->alerts[i];
        if (well && alert->alert == ERROR_NONE) /* close_notify: that is how it was closed */
            continue;
        text_print(out, " The %s sent %s (%s).", actor_name(alert->from), error_name(alert->alert),
                   alert->fatal ? "fatal" : "warning");
    }
    if (closed_in_clear(timeline, connection))
        text_append(out, " A close_notify crossed in the clear: nothing proves who sent it.");
}
