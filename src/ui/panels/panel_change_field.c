/* Changing a field: which one, and its new value. */
#include <stdio.h>
#include <string.h>

#include "base/memory.h"
#include "base/rfc.h"
#include "base/text.h"
#include "tls/wire/field_value.h"
#include "tls/wire/message.h"
#include "ui/content/bytes_value.h"
#include "ui/content/change.h"
#include "ui/panels/panel_change.h"

static const FieldInfo *info_of(const FieldTree *tree, const Field *field)
{
    return tls_field_info(field->parent >= 0 ? tree->fields[field->parent].name : NULL, field->name);
}

/* Meaning and source. */
static void add_meaning(Page *page, const ChangeDraft *draft, int field)
{
    const FieldInfo *info = info_of(&draft->tree, &draft->tree.fields[field]);
    char place[64];
    const Field *changed = &draft->tree.fields[field];
    snprintf(place, sizeof place, "%zu byte%s from %zu. ", changed->length, changed->length == 1 ? "" : "s",
             changed->offset);
    Buffer text = BUFFER_EMPTY;
    text_append(&text, place);
    if (info) {
        text_append(&text, info->meaning);
        text_append(&text, " (");
        rfc_append_marked(&text, info->source);
        text_append(&text, ")");
    }
    page_paragraph(page, STYLE_DIM, 0, text_finish(&text));
    buffer_clear(&text);
}

/* Which field */

void change_show_form(const Player *player, int field, Page *page)
{
    const ChangeDraft *draft = &player->draft;
    Buffer rule = BUFFER_EMPTY, option = BUFFER_EMPTY;
    if (change_append_form(&rule, draft, field)) {
        change_append_option(&option, draft, player_scenario(player), text_finish(&rule));
        page_paragraph(page, STYLE_CODE, 0, text_finish(&option));
    }
    buffer_clear(&rule);
    buffer_clear(&option);
}

static void fill_fields(const Player *player, Picker *picker)
{
    const ChangeDraft *draft = &player->draft;
    Buffer name = BUFFER_EMPTY, value = BUFFER_EMPTY;
    picker->title = "Which field?";
    picker->introduction = "A field keeps its length: a rule turns over bits, and adds and removes none.";
    if (draft->sealed)
        picker->introduction = "What the client encrypts for the server: a pre-master secret in its padding. Nobody on "
                               "the wire sees it, and the server sees it only when it is too late.";
    if (draft->wire && draft->sent->message->view.encrypted)
        picker->introduction = "The message is protected: to an attacker without a key it is a record with some bytes "
                               "in it, and that is what can be changed.";
    for (int i = 0; i < draft->tree.count; i++) {
        const Field *field = &draft->tree.fields[i];
        buffer_truncate(&name, 0);
        buffer_truncate(&value, 0);
        for (int depth = 0; depth < field->depth; depth++)
            text_append(&name, " ");
        text_append(&name, field->name);
        if (field->index >= 0) {
            text_append(&name, " ");
            text_append_decimal(&name, (uint64_t)field->index);
        }
        bytes_append_value(&value, draft->bytes, field);
        picker_add(picker, i, text_finish(&name), text_finish(&value));
    }
    buffer_clear(&name);
    buffer_clear(&value);
}

/* The next page: the value that the field is to have. */
static void value_open(Player *player, int field);

static void take_field(Player *player, Picker *picker, const PickerItem *item, const char *typed)
{
    (void)typed;
    if (!item)
        return;
    if (player->draft.tree.fields[item->id].length == 0)
        diagnostic_set(&picker->problem, "%s has no bytes that could be changed", item->name);
    else
        value_open(player, item->id);
}

static void foot_fields(const Player *player, const Picker *picker, const PickerItem *item, Page *page)
{
    (void)picker;
    if (!item)
        return;
    change_show_form(player, item->id, page);
    add_meaning(page, &player->draft, item->id);
}

/* The field that the Bytes view has selected comes first to hand; otherwise the first that says something. */
static int first_choice(const Player *player)
{
    const ChangeDraft *draft = &player->draft;
    bool same = player->view == VIEW_BYTES && !draft->sealed && player->bytes.wire == draft->wire;
    if (same && player->bytes.field >= 0 && player->bytes.field < draft->tree.count)
        return player->bytes.field;
    for (int i = 0; i < draft->tree.count; i++) {
        const char *name = draft->tree.fields[i].name;
        if (strcmp(name, "msg_type") != 0 && strcmp(name, "length") != 0)
            return i;
    }
    return 0;
}

void change_fields_open(Player *player)
{
    static const PickerKind kind = {.fill = fill_fields,
                                    .take = take_field,
                                    .foot = foot_fields,
                                    .prompt = "Type a part of its name:",
                                    .enter = "change this one"};
    if (player->draft.tree.count == 0)
        player_notice(player, "this message has no bytes that could be changed");
    else
        picker_open(player, &kind, NULL, first_choice(player));
}

/* Its new value */

typedef struct ValueContext {
    int field;
} ValueContext;

static int field_index(const Picker *picker)
{
    const ValueContext *context = picker->context;
    return context->field;
}

static const Field *field_of(const Player *player, const Picker *picker)
{
    return &player->draft.tree.fields[field_index(picker)];
}

/* A field made of others has no value to be said in a word. */
static void append_present_value(Buffer *out, const ChangeDraft *draft, const Field *field)
{
    Buffer value = BUFFER_EMPTY;
    bytes_append_value(&value, draft->bytes, field);
    text_append(out, value.size ? "Now it is " : "It is made of other fields");
    buffer_append(out, buffer_bytes(&value));
    buffer_clear(&value);
}

/* A text, or an encoding with strings in it whose meaning is shown as text. */
static void start_text(Overtype *text, const ChangeDraft *draft, const Field *field)
{
    Bytes value = bytes_slice(draft->bytes, field->offset, field->length);
    *text = (Overtype){.on = false};
    if (field->kind == FIELD_NUMBER || field_has_value_names(field) ||
        !(field->value_name || field->kind == FIELD_TEXT))
        return;
    overtype_start(text, value, false);
    if (!text->on)
        overtype_start(text, value, true);
}

static bool is_edited_as_text(const ChangeDraft *draft, const Field *field)
{
    Overtype text;
    start_text(&text, draft, field);
    return text.on;
}

static void fill_value(const Player *player, Picker *picker)
{
    const ChangeDraft *draft = &player->draft;
    const Field *field = field_of(player, picker);
    Buffer text = BUFFER_EMPTY;
    text_append(&text, "A new value for ");
    field_tree_append_path(&text, &draft->tree, field_index(picker));
    picker->title = arena_copy_text(&picker->arena, text_finish(&text));
    buffer_truncate(&text, 0);
    append_present_value(&text, draft, field);
    const char *digits =
        player->in_words ? ". Type its other hex digits." : ". Change its hex digits: Backspace, or ^U for all.";
    const char *characters = player->in_words ? ". Type other hex digits, or as many characters."
                                              : ". Change its hex digits (Backspace, ^U), or type as many characters.";
    text_append(&text, field_has_value_names(field)  ? ". Choose a name, or type a number, or hex digits."
                       : field->kind == FIELD_NUMBER ? ". Type a number, or hex digits with 0x in front."
                       : is_edited_as_text(draft, field)
                           ? (player->in_words
                                  ? ". Type it anew, in as many characters."
                                  : ". Type over it: it keeps its length. Backspace brings a character back, ^U all.")
                       : field->kind == FIELD_TEXT ? characters
                                                   : digits);
    picker->introduction = arena_copy_text(&picker->arena, text_finish(&text));
    uint32_t end = field->length == 1 ? UINT8_MAX : UINT16_MAX;
    for (uint32_t value = 0; field_has_value_names(field) && value <= end; value++) {
        const char *name = field_value_name(field, (uint16_t)value);
        char number[8];
        snprintf(number, sizeof number, field->length == 1 ? "0x%02x" : "0x%04x", (unsigned)value);
        if (name)
            picker_add(picker, (int)value, name, number);
    }
    buffer_clear(&text);
}

/* The name in the list that is typed as it stands there; NULL for a part of one, and for what is none. */
static const PickerItem *item_typed(const Picker *picker)
{
    for (int i = 0; i < picker->count; i++)
        if (text_equal_ignoring_case(picker->items[i].name, picker->typing.text))
            return &picker->items[i];
    return NULL;
}

/* What was typed is meant where it is a value, unless an arrow has chosen an item since; otherwise the chosen one. */
static bool parse(Buffer *out, const Player *player, const Picker *picker, const PickerItem *item)
{
    const Field *field = field_of(player, picker);
    const PickerItem *named = picker->moved ? NULL : item_typed(picker);
    bool typed = picker->typing.text[0] && !picker->moved && !named;
    if (picker->text.on) {
        buffer_append(out, overtype_bytes(&picker->text));
        return true;
    }
    if (typed && field_value_parse(out, field, picker->typing.text))
        return true;
    item = named ? named : item;
    if (item)
        buffer_append_number(out, field->length, (uint64_t)item->id);
    return item != NULL;
}

static bool write_rule(Buffer *out, const Player *player, const Picker *picker, const PickerItem *item)
{
    Buffer value = BUFFER_EMPTY;
    bool written = parse(&value, player, picker, item) &&
                   change_append_field(out, &player->draft, field_index(picker), buffer_bytes(&value));
    buffer_clear(&value);
    return written;
}

/* Why what was typed or chosen makes no rule. */
static void append_refusal(Buffer *out, const Player *player, const Picker *picker, const PickerItem *item)
{
    const Field *field = field_of(player, picker);
    Buffer value = BUFFER_EMPTY;
    char digits[96];
    bool same = parse(&value, player, picker, item);
    buffer_clear(&value);
    if (same) {
        text_append(out, "that is the value it has already: another one is a change");
        return;
    }
    snprintf(digits, sizeof digits, "' is no value for it: accepted are %zu hex digits", 2 * field->length);
    text_append(out, "'");
    text_append(out, picker->typing.text);
    text_append(out, digits);
    text_append(out, field->kind == FIELD_NUMBER ? ", a decimal number that fits" : "");
    text_append(out, field->kind == FIELD_TEXT ? ", as many characters as there are" : "");
    text_append(out, field_has_value_names(field) ? ", or a name from the list" : "");
}

static void take_value(Player *player, Picker *picker, const PickerItem *item, const char *typed)
{
    (void)typed;
    Buffer refusal = BUFFER_EMPTY;
    append_refusal(&refusal, player, picker, item);
    change_take_rule(player, picker, item, write_rule, text_finish(&refusal));
    buffer_clear(&refusal);
}

static void foot_value(const Player *player, const Picker *picker, const PickerItem *item, Page *page)
{
    (void)change_show_rule(player, picker, item, write_rule, page);
    add_meaning(page, &player->draft, field_index(picker));
}

/* What has no names and takes just as many digits or characters as it has is changed where it stands. */
static void prefill(const Player *player, Picker *picker)
{
    const Field *field = field_of(player, picker);
    start_text(&picker->text, &player->draft, field);
    if (picker->text.on)
        return;
    Bytes value = bytes_slice(player->draft.bytes, field->offset, field->length);
    Buffer text = BUFFER_EMPTY;
    if (field->kind == FIELD_NUMBER)
        return;
    text_append_hex(&text, value);
    if (text.size < sizeof picker->typing.text)
        memcpy(picker->typing.text, text_finish(&text), text.size + 1);
    buffer_clear(&text);
}

static void value_open(Player *player, int field)
{
    static const PickerKind kind = {.fill = fill_value,
                                    .take = take_value,
                                    .foot = foot_value,
                                    .takes_typed = true,
                                    .prompt = "New value:",
                                    .enter = "run it"};
    ValueContext *context = memory_new(sizeof *context);
    const Field *changed = &player->draft.tree.fields[field];
    context->field = field;
    int now =
        changed->length <= 2 ? (int)bytes_read_number(player->draft.bytes.data + changed->offset, changed->length) : -1;
    prefill(player, picker_open(player, &kind, context, now));
}
