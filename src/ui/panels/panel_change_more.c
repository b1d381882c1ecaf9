/* Changing something: the message to swap with, bytes to slip in, the alert to send. */
#include <stdio.h>

#include "base/text.h"
#include "sim/scenario/tampering_write.h"
#include "ui/content/change.h"
#include "ui/content/words.h"
#include "ui/panels/panel_change.h"

/* The message to swap with: another that the same side sends on the connection. */

static bool can_swap(const ChangeDraft *draft, const Step *step)
{
    return step != draft->sent && step->message && step_sends(step) && step->actor == draft->sent->actor &&
           step->connection == draft->sent->connection;
}

static void fill_swap(const Player *player, Picker *picker)
{
    Buffer title = BUFFER_EMPTY;
    const Step *step;
    picker->title = "Swap it with which message?";
    picker->introduction = "Two messages of the same side change places: the one that is sent first waits for the "
                           "other.";
    for (int number = 1; (step = timeline_step(player->timeline, number)); number++) {
        char place[32];
        if (!can_swap(&player->draft, step))
            continue;
        buffer_truncate(&title, 0);
        snprintf(place, sizeof place, "step %d", step->place);
        picker_add(picker, number, message_title(&title, step), place);
    }
    buffer_clear(&title);
}

/* The earlier one is named first. */
static bool write_swap(Buffer *out, const Player *player, const Picker *picker, const PickerItem *item)
{
    (void)picker;
    if (!item)
        return false;
    const ChangeDraft *draft = &player->draft;
    const Step *other = timeline_step(player->timeline, item->id);
    const Step *first = other->number < draft->sent->number ? other : draft->sent;
    text_append(out, "swap:");
    if (!tampering_write_target(out, player->timeline, first, draft->who))
        return false;
    text_append(out, ",");
    return tampering_write_target(out, player->timeline, first == other ? draft->sent : other, draft->who);
}

static void take_swap(Player *player, Picker *picker, const PickerItem *item, const char *typed)
{
    (void)typed;
    change_take_rule(player, picker, item, write_swap, "there is no such message to swap it with");
}

static void foot_swap(const Player *player, const Picker *picker, const PickerItem *item, Page *page)
{
    (void)change_show_rule(player, picker, item, write_swap, page);
}

void change_swap_open(Player *player)
{
    static const PickerKind kind = {.fill = fill_swap,
                                    .take = take_swap,
                                    .foot = foot_swap,
                                    .prompt = "Type a part of its name:",
                                    .enter = "run it"};
    picker_open(player, &kind, NULL, player->draft.sent->number + 1);
}

/* Bytes to slip in */

static void fill_insert(const Player *player, Picker *picker)
{
    bool attacker = player->draft.who == TAMPER_BY_ATTACKER;
    picker->title = "Slip which bytes in?";
    picker->introduction =
        attacker ? "Hex digits: a whole record, that is type, version, length and content. 1503030002015a is the "
                   "warning user_canceled."
                 : "Hex digits: the content type in one byte, and the message itself. 1600000000 is a "
                   "HelloRequest.";
}

static bool write_insert(Buffer *out, const Player *player, const Picker *picker, const PickerItem *item)
{
    (void)item;
    Buffer bytes = BUFFER_EMPTY, behind = BUFFER_EMPTY;
    text_append(&behind, ":");
    text_append(&behind, picker->typing.text);
    bool good = text_decode_hex(&bytes, picker->typing.text) && bytes.size &&
                change_append_action(out, &player->draft, "insert", text_finish(&behind));
    buffer_clear(&bytes);
    buffer_clear(&behind);
    return good;
}

static void take_insert(Player *player, Picker *picker, const PickerItem *item, const char *typed)
{
    (void)typed;
    change_take_rule(player, picker, item, write_insert, "that is not accepted: hex digits are, two for each byte");
}

static void foot_insert(const Player *player, const Picker *picker, const PickerItem *item, Page *page)
{
    (void)change_show_rule(player, picker, item, write_insert, page);
}

void change_insert_open(Player *player)
{
    static const PickerKind kind = {.fill = fill_insert,
                                    .take = take_insert,
                                    .foot = foot_insert,
                                    .takes_typed = true,
                                    .prompt = "Bytes:",
                                    .enter = "run it"};
    picker_open(player, &kind, NULL, 0);
}

/* The alert to send: each description as a fatal one and as a warning. */

static void fill_alert(const Player *player, Picker *picker)
{
    (void)player;
    Buffer name = BUFFER_EMPTY;
    picker->title = "Send which alert?";
    picker->introduction = "A side gives up for no reason, or warns of something, and the other has to go along.";
    for (int fatal = 1; fatal >= 0; fatal--)
        for (int value = 0; value <= UINT8_MAX; value++) {
            if (!error_is_alert((Error)value))
                continue;
            buffer_truncate(&name, 0);
            text_append(&name, fatal ? "fatal:" : "warning:");
            text_append(&name, error_name((Error)value));
            picker_add(picker, value, text_finish(&name), error_sentence((Error)value));
        }
    buffer_clear(&name);
}

/* "fatal:internal_error:MESSAGE" */
static bool write_alert(Buffer *out, const Player *player, const Picker *picker, const PickerItem *item)
{
    (void)picker;
    return item && change_append_action(out, &player->draft, item->name, "");
}

static void take_alert(Player *player, Picker *picker, const PickerItem *item, const char *typed)
{
    (void)typed;
    change_take_rule(player, picker, item, write_alert, "no alert is called so");
}

static void foot_alert(const Player *player, const Picker *picker, const PickerItem *item, Page *page)
{
    (void)change_show_rule(player, picker, item, write_alert, page);
}

void change_alert_open(Player *player)
{
    static const PickerKind kind = {.fill = fill_alert,
                                    .take = take_alert,
                                    .foot = foot_alert,
                                    .prompt = "Type a part of its name:",
                                    .enter = "run it"};
    picker_open(player, &kind, NULL, ERROR_INTERNAL_ERROR);
}
