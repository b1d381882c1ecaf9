/* Rules of tampering, from the text that an option holds. */
#include <string.h>

#include "base/memory.h"
#include "base/text.h"
#include "sim/assets/message_fields.h"
#include "sim/diagnostic/nearest.h"
#include "sim/scenario/scenario_option.h"
#include "sim/scenario/scenario_value.h"
#include "sim/scenario/tampering.h"

/* What is being taken apart, and where complaints go. */
typedef struct Parser {
    Tampering *out;
    TamperWho who;
    const char *list;
    int item; /* number of the next one in the list */
    const char *written;
    Diagnostic *diagnostic;
} Parser;

/* What stands between the colons behind an action's name. */
typedef enum Shape {
    SHAPE_PLACE,     /* MESSAGE[.FIELD]:OFFSET:XOR, and no name in front */
    SHAPE_MESSAGE,   /* :MESSAGE */
    SHAPE_TWO,       /* :MESSAGE,MESSAGE */
    SHAPE_OPTIONAL,  /* [:MESSAGE] */
    SHAPE_AND_BYTES, /* :MESSAGE:HEX */
    SHAPE_ALERT,     /* :ALERT[:MESSAGE] */
} Shape;

typedef struct ActionItem {
    const char *name;
    TamperAction action;
    Shape shape;
    const char *form;
} ActionItem;

static const ActionItem change = {NULL, TAMPER_CHANGE, SHAPE_PLACE, "MESSAGE[.FIELD]:OFFSET:XOR"};
static const ActionItem actions[] = {
    {"drop", TAMPER_DROP, SHAPE_MESSAGE, "drop:MESSAGE"},
    {"replay", TAMPER_REPLAY, SHAPE_MESSAGE, "replay:MESSAGE"},
    {"swap", TAMPER_SWAP, SHAPE_TWO, "swap:MESSAGE,MESSAGE"},
    {"insert", TAMPER_INSERT, SHAPE_AND_BYTES, "insert:MESSAGE:HEX"},
    {"truncate", TAMPER_TRUNCATE, SHAPE_OPTIONAL, "truncate[:MESSAGE]"},
    {"warning", TAMPER_WARNING, SHAPE_ALERT, "warning:ALERT[:MESSAGE]"},
    {"fatal", TAMPER_FATAL, SHAPE_ALERT, "fatal:ALERT[:MESSAGE]"},
};

/* An alert can be sent by a peer alone: an attacker has no keys, and an unprotected one he may insert. */
static int action_count(TamperWho who)
{
    return (int)COUNT_OF(actions) - (who == TAMPER_BY_ATTACKER ? 2 : 0);
}

static const ActionItem *find_action(TamperWho who, const char *name)
{
    for (int i = 0; i < action_count(who); i++)
        if (strcmp(actions[i].name, name) == 0)
            return &actions[i];
    return NULL;
}

/* Complains of an item, with all that could stand there. */
static bool refuse_item(const Parser *parser, const char *item)
{
    Buffer forms = BUFFER_EMPTY;
    text_append(&forms, change.form);
    for (int i = 0; i < action_count(parser->who); i++) {
        text_append(&forms, ", ");
        text_append(&forms, actions[i].form);
    }
    diagnostic_set(parser->diagnostic, "%s: '%s' cannot be read; accepted: %s", parser->written, item,
                   text_finish(&forms));
    buffer_clear(&forms);
    return false;
}

/* Messages */

MessageId tampering_message_at(int index)
{
    if (index < MESSAGE_APPLICATION_DATA)
        return (MessageId)(index + 1);
    return index == MESSAGE_APPLICATION_DATA ? MESSAGE_ENCRYPTED_HANDSHAKE : MESSAGE_UNKNOWN;
}

static const char *attackers_message_at(int index)
{
    MessageId id = tampering_message_at(index);
    return id == MESSAGE_UNKNOWN ? NULL : message_id_name(id);
}

/* A peer knows each of its messages by its own name. */
static const char *senders_message_at(int index)
{
    return tampering_message_at(index) == MESSAGE_ENCRYPTED_HANDSHAKE ? NULL : attackers_message_at(index);
}

static bool refuse_message(const Parser *parser, const char *name)
{
    NameAt *at = parser->who == TAMPER_BY_ATTACKER ? attackers_message_at : senders_message_at;
    Buffer names = BUFFER_EMPTY;
    const char *near = nearest_name(name, at);
    nearest_append_names(&names, at);
    diagnostic_set(parser->diagnostic, "%s: '%s' is no message%s%s%s; accepted: %s", parser->written, name,
                   near ? "; did you mean " : "", near ? near : "", near ? "?" : "", text_finish(&names));
    buffer_clear(&names);
    return false;
}

/* "finished", "finished#2" */
static bool parse_name(const Parser *parser, TamperTarget *target, const char *text)
{
    NameAt *at = parser->who == TAMPER_BY_ATTACKER ? attackers_message_at : senders_message_at;
    const char *mark = strchr(text, '#'), *name;
    size_t length = mark ? (size_t)(mark - text) : strlen(text);
    uint64_t number = 1;
    if (mark && !value_number(&number, mark + 1, 1, 1000000))
        return diagnostic_set(parser->diagnostic, "%s: '%s': accepted behind # is a number from 1", parser->written,
                              text);
    target->number = (int)number;
    for (int i = 0; (name = at(i)); i++)
        if (strlen(name) == length && strncmp(name, text, length) == 0) {
            target->message = tampering_message_at(i);
            return true;
        }
    return refuse_message(parser, text);
}

/* "c2" */
static bool numbered(int *out, char letter, const char *part)
{
    uint64_t number;
    if (*out || part[0] != letter || !value_number(&number, part + 1, 1, OPTION_CONNECTIONS_MAX))
        return false;
    *out = (int)number;
    return true;
}

static bool parse_prefix(TamperTarget *target, const char *part)
{
    if (numbered(&target->connection, 'c', part) || numbered(&target->handshake, 'h', part))
        return true;
    if (target->sender != TAMPER_ANYBODY)
        return false;
    for (Actor actor = ACTOR_CLIENT; actor <= ACTOR_SERVER; actor++)
        if (strcmp(part, actor_name(actor)) == 0) {
            target->sender = (int)actor;
            return true;
        }
    return false;
}

/* Cuts the first part off a dotted text; NULL where nothing is left. */
static const char *take_part(Arena *arena, const char **rest)
{
    if (!*rest)
        return NULL;
    const char *dot = strchr(*rest, '.');
    size_t length = dot ? (size_t)(dot - *rest) : strlen(*rest);
    const char *part = arena_copy_characters(arena, bytes_of(*rest, length));
    *rest = dot ? dot + 1 : NULL;
    return part;
}

/* `field`: what stands behind the message's name; NULL where nothing may. */
static bool parse_target(const Parser *parser, TamperTarget *target, const char **field, const char *text)
{
    const char *rest = text, *part;
    *target = (TamperTarget){.sender = TAMPER_ANYBODY, .number = 1};
    while ((part = take_part(&parser->out->arena, &rest)) && rest && parse_prefix(target, part))
        ;
    if (!part || !parse_name(parser, target, part))
        return false;
    if (rest && !field)
        return diagnostic_set(parser->diagnostic, "%s: '%s': a message is accepted here, not a part of one",
                              parser->written, text);
    if (field)
        *field = rest;
    return true;
}

/* A peer knows also what it encrypts. */
static bool check_field(const Parser *parser, TamperRule *rule)
{
    static const char block[] = "padded_pre_master_secret";
    rule->sealed = rule->field && strncmp(rule->field, block, strlen(block)) == 0;
    return !rule->field || message_field_check(message_id_name(rule->target.message), rule->field,
                                               parser->who == TAMPER_BY_SENDER, parser->written, parser->diagnostic);
}

/* Numbers and bytes */

static bool parse_offset(const Parser *parser, int64_t *out, const char *text)
{
    uint64_t number;
    bool negative = text[0] == '-';
    if (!value_number(&number, text + negative, 0, UINT32_MAX))
        return diagnostic_set(parser->diagnostic,
                              "%s: '%s' is no offset; accepted: a number from 0, or -1 for the last byte and so on",
                              parser->written, text);
    *out = negative ? -(int64_t)number : (int64_t)number;
    return true;
}

static bool parse_bytes(const Parser *parser, Bytes *out, const char *text)
{
    Buffer bytes = BUFFER_EMPTY;
    bool good = text_decode_hex(&bytes, text) && bytes.size > 0;
    *out = arena_copy(&parser->out->arena, buffer_bytes(&bytes));
    buffer_clear(&bytes);
    return good || diagnostic_set(parser->diagnostic, "%s: '%s' is not accepted: hex digits are, two for each byte",
                                  parser->written, text);
}

/* What a side inserts is a content type and a message, which is never empty. */
static bool parse_inserted(const Parser *parser, Bytes *out, const char *text)
{
    if (!parse_bytes(parser, out, text))
        return false;
    return parser->who == TAMPER_BY_ATTACKER || out->size > 1 ||
           diagnostic_set(parser->diagnostic, "%s: '%s' has no message behind its content type", parser->written, text);
}

static bool parse_alert(const Parser *parser, Error *out, const char *text)
{
    if (error_find(text, out) && error_is_alert(*out))
        return true;
    return diagnostic_set(parser->diagnostic, "%s: '%s' is no alert; 'tlsteps list alerts' has them all",
                          parser->written, text);
}

/* Rules */

enum { PARTS_MAX = 3 };

/* An item taken apart at its colons; *count is PARTS_MAX + 1 where there are too many. */
static void split(Arena *arena, const char *parts[PARTS_MAX], int *count, const char *item)
{
    const char *rest = item;
    *count = 0;
    while (rest && *count < PARTS_MAX) {
        const char *colon = strchr(rest, ':');
        size_t length = colon ? (size_t)(colon - rest) : strlen(rest);
        parts[(*count)++] = arena_copy_characters(arena, bytes_of(rest, length));
        rest = colon ? colon + 1 : NULL;
    }
    *count += rest != NULL;
}

static const char *next_item(Parser *parser)
{
    Buffer item = BUFFER_EMPTY;
    const char *text = value_item(&item, parser->list, parser->item);
    const char *copy = arena_copy_text(&parser->out->arena, text);
    buffer_clear(&item);
    parser->item += copy != NULL;
    return copy;
}

/* The second message of a swap is the list's next item. */
static bool parse_swap(Parser *parser, TamperRule *rule, const char *const *parts, int count)
{
    const char *second = count == 2 ? next_item(parser) : NULL;
    if (!second)
        return refuse_item(parser, rule->text);
    Buffer text = BUFFER_EMPTY;
    text_append(&text, rule->text);
    text_append(&text, ",");
    text_append(&text, second);
    rule->text = arena_copy_text(&parser->out->arena, text_finish(&text));
    buffer_clear(&text);
    return parse_target(parser, &rule->target, NULL, parts[1]) && parse_target(parser, &rule->other, NULL, second);
}

static bool parse_alert_rule(const Parser *parser, TamperRule *rule, const char *const *parts, int count)
{
    if (count != 2 && count != 3)
        return refuse_item(parser, rule->text);
    rule->target = (TamperTarget){.sender = TAMPER_ANYBODY, .number = 1};
    return parse_alert(parser, &rule->alert, parts[1]) &&
           (count == 2 || parse_target(parser, &rule->target, NULL, parts[2]));
}

static bool parse_rule(Parser *parser, TamperRule *rule, const ActionItem *item, const char *const *parts, int count)
{
    rule->action = item->action;
    switch (item->shape) {
    case SHAPE_PLACE:
        return (count == 3 || refuse_item(parser, rule->text)) &&
               parse_target(parser, &rule->target, &rule->field, parts[0]) && check_field(parser, rule) &&
               parse_offset(parser, &rule->offset, parts[1]) && parse_bytes(parser, &rule->bytes, parts[2]);
    case SHAPE_MESSAGE:
        return (count == 2 || refuse_item(parser, rule->text)) && parse_target(parser, &rule->target, NULL, parts[1]);
    case SHAPE_OPTIONAL:
        return (count <= 2 || refuse_item(parser, rule->text)) &&
               parse_target(parser, &rule->target, NULL, count == 2 ? parts[1] : "alert");
    case SHAPE_AND_BYTES:
        return (count == 3 || refuse_item(parser, rule->text)) && parse_target(parser, &rule->target, NULL, parts[1]) &&
               parse_inserted(parser, &rule->bytes, parts[2]);
    case SHAPE_TWO:
        return parse_swap(parser, rule, parts, count);
    case SHAPE_ALERT:
        break;
    }
    return parse_alert_rule(parser, rule, parts, count);
}

static bool parse_item(Parser *parser, const char *text)
{
    Tampering *out = parser->out;
    const char *parts[PARTS_MAX];
    int count;
    if (out->count == TAMPER_RULES_MAX)
        return diagnostic_set(parser->diagnostic, "%s: accepted are %d changes at most", parser->written,
                              TAMPER_RULES_MAX);
    split(&out->arena, parts, &count, text);
    const ActionItem *item = find_action(parser->who, parts[0]);
    TamperRule *rule = &out->rules[out->count++];
    *rule = (TamperRule){.text = text};
    return parse_rule(parser, rule, item ? item : &change, parts, count);
}

bool tampering_parse(Tampering *out, const char *text, TamperWho who, const char *written, Diagnostic *diagnostic)
{
    Parser parser = {out, who, text, 0, written, diagnostic};
    const char *item;
    bool good = true;
    while (good && (item = next_item(&parser)))
        good = parse_item(&parser, item);
    if (!good)
        tampering_clear(out);
    return good;
}
