/* Changing something, first page: who does what to the message, and what has been changed so far. */
#include <string.h>

#include "base/text.h"
#include "sim/scenario/scenario_changes.h"
#include "ui/panels/panel_change.h"

#include "ui/content/change.h"
#include "ui/content/words.h"
#include "ui/panels/panel_compare.h"
#include "ui/panels/panel_scenario.h"
#include "ui/panels/panel_verdict.h"
#include "ui/player/rerun.h"

typedef enum Choice {
    CHOICE_WHO,
    CHOICE_FIELD,
    CHOICE_SEALED,
    CHOICE_BYTES,
    CHOICE_DROP,
    CHOICE_REPLAY,
    CHOICE_SWAP,
    CHOICE_INSERT,
    CHOICE_TRUNCATE,
    CHOICE_ALERT,
    CHOICE_SCENARIO,
    CHOICE_COMPARE,
    CHOICE_RESULT,
    CHOICE_UNDO,
    CHOICE_REMOVE, /* and behind it, one for each change */
} Choice;

/* What the whole rule is known of at once. */
static const char *action_of(int choice)
{
    return choice == CHOICE_DROP       ? "drop"
           : choice == CHOICE_REPLAY   ? "replay"
           : choice == CHOICE_TRUNCATE ? "truncate"
                                       : NULL;
}

static const Scenario *scenario_of(const Player *player)
{
    return simulation_scenario(runs_played(&player->runs));
}

static void add_made(const Player *player, Picker *picker)
{
    Buffer text = BUFFER_EMPTY, rule = BUFFER_EMPTY;
    const char *key;
    for (int i = 0; scenario_change_at(scenario_of(player), i, &key, &rule); i++) {
        if (i == 0)
            picker_add_heading(picker, "Changes that this run has");
        text_append(&text, "--");
        text_append(&text, key);
        text_append(&text, " ");
        text_append(&text, text_finish(&rule));
        picker_add(picker, CHOICE_REMOVE + i, "Take away", text_finish(&text));
        buffer_truncate(&text, 0);
        buffer_truncate(&rule, 0);
    }
    picker_add_heading(picker, "The run as a whole");
    picker_add(picker, CHOICE_SCENARIO, "Another scenario", "suite, group, certificate and all other options (m)");
    picker_add(picker, CHOICE_COMPARE, "Compare", "with another run, side by side (f)");
    if (player->runs.count > 0) {
        picker_add(picker, CHOICE_RESULT, "What came of it", "which check caught it, or that none did");
        picker_add(picker, CHOICE_UNDO, "Undo", "back to the run before the last change");
    }
    buffer_clear(&text);
    buffer_clear(&rule);
}

static void add_kinds(const ChangeDraft *draft, Picker *picker)
{
    bool attacker = draft->who == TAMPER_BY_ATTACKER;
    picker_add(picker, CHOICE_FIELD, "Change a field", "give it another value, by its name");
    if (change_has_sealed(draft))
        picker_add(picker, CHOICE_SEALED, "Change the secret", "before it is encrypted: its padding, version or bytes");
    picker_add(picker, CHOICE_BYTES, "Change bytes",
               attacker ? "in the dump of its records" : "in the dump of the message");
    picker_add(picker, CHOICE_DROP, "Drop it", attacker ? "it never arrives" : "it is never sent");
    picker_add(picker, CHOICE_REPLAY, "Replay it", attacker ? "it arrives twice" : "it is sent twice");
    picker_add(picker, CHOICE_SWAP, "Swap it", "with another message: each goes in the other's place");
    picker_add(picker, CHOICE_INSERT, "Slip something in", "bytes of your own, in front of it");
    picker_add(picker, CHOICE_TRUNCATE, "Cut the connection", "in front of it, without a word");
    if (!attacker)
        picker_add(picker, CHOICE_ALERT, "Send an alert", "in front of it, though nothing is wrong");
}

static void fill(const Player *player, Picker *picker)
{
    const ChangeDraft *draft = &player->draft;
    Buffer title = BUFFER_EMPTY, who = BUFFER_EMPTY;
    text_append(&title, "Change something: ");
    message_title(&title, draft->sent);
    text_append(&title, " from the ");
    text_append(&title, actor_name(draft->sent->message->from));
    picker->title = arena_copy_text(&picker->arena, text_finish(&title));
    buffer_truncate(&title, 0);
    text_append(&title, "Somebody does something to this message. Everything else is run again as it was, and you see "
                        "which check catches it and why, or that nothing does.");
    text_append(&title, rerun_lesson_note(player));
    picker->introduction = arena_copy_text(&picker->arena, text_finish(&title));
    text_append(&who, change_who(draft));
    text_append(&who, draft->who == TAMPER_BY_ATTACKER ? ": sees all, has no key" : ": lies, then hashes and protects");
    picker_add(picker, CHOICE_WHO, "Who does it", text_finish(&who));
    add_kinds(draft, picker);
    add_made(player, picker);
    buffer_clear(&title);
    buffer_clear(&who);
}

static void turn_who(Player *player, Picker *picker)
{
    ChangeDraft *draft = &player->draft;
    change_take(draft, draft->who == TAMPER_BY_ATTACKER ? TAMPER_BY_SENDER : TAMPER_BY_ATTACKER, player->bytes.wire);
    picker_refresh(player, picker);
}

static bool write_action(Buffer *out, const Player *player, const Picker *picker, const PickerItem *item)
{
    (void)picker;
    return item && action_of(item->id) && change_append_action(out, &player->draft, action_of(item->id), "");
}

static void undo(Player *player)
{
    panel_close_all(player);
    rerun_undo(player);
}

static void remove_change(Player *player, int index)
{
    panel_close_all(player);
    rerun_without(player, index);
}

static void open_other(Player *player, int choice)
{
    panel_close_all(player);
    if (choice == CHOICE_SCENARIO)
        scenario_open(player);
    else if (choice == CHOICE_COMPARE)
        compare_open(player);
    else
        verdict_open(player);
}

static void take(Player *player, Picker *picker, const PickerItem *item, const char *typed)
{
    (void)typed;
    if (!item)
        return;
    switch (item->id) {
    case CHOICE_WHO:
        turn_who(player, picker);
        break;
    case CHOICE_FIELD:
        change_take(&player->draft, player->draft.who, player->draft.wire);
        change_fields_open(player);
        break;
    case CHOICE_SEALED:
        if (change_take_sealed(&player->draft))
            change_fields_open(player);
        break;
    case CHOICE_BYTES:
        change_bytes_open(player);
        break;
    case CHOICE_SWAP:
        change_swap_open(player);
        break;
    case CHOICE_INSERT:
        change_insert_open(player);
        break;
    case CHOICE_ALERT:
        change_alert_open(player);
        break;
    case CHOICE_SCENARIO:
    case CHOICE_COMPARE:
    case CHOICE_RESULT:
        open_other(player, item->id);
        break;
    case CHOICE_UNDO:
        undo(player);
        break;
    default:
        if (action_of(item->id))
            change_take_rule(player, picker, item, write_action, "such a message cannot be named in a rule");
        else
            remove_change(player, item->id - CHOICE_REMOVE);
    }
}

/* The option that it is on the command line, as far as that is known here. */
static void foot(const Player *player, const Picker *picker, const PickerItem *item, Page *page)
{
    if (!item || change_show_rule(player, picker, item, write_action, page))
        return;
    if (item->id == CHOICE_FIELD)
        change_show_form(player, -1, page);
    else if (item->id == CHOICE_WHO)
        page_paragraph(page, STYLE_DIM, 0,
                       "Enter: the other of the two. On the command line the one is --tamper, the other --fault.");
    else if (item->id >= CHOICE_REMOVE)
        page_paragraph(page, STYLE_DIM, 0, "Enter: the run is made again without this change.");
}

void change_take_rule(Player *player, Picker *picker, const PickerItem *item, ChangeRule *rule, const char *refusal)
{
    Buffer text = BUFFER_EMPTY;
    if (rule(&text, player, picker, item))
        (void)!change_run_open(player, text_finish(&text), &picker->problem);
    else
        diagnostic_set(&picker->problem, "%s", refusal);
    buffer_clear(&text);
}

bool change_show_rule(const Player *player, const Picker *picker, const PickerItem *item, ChangeRule *rule, Page *page)
{
    Buffer text = BUFFER_EMPTY, option = BUFFER_EMPTY;
    bool good = rule(&text, player, picker, item);
    if (good) {
        change_append_option(&option, &player->draft, player_scenario(player), text_finish(&text));
        page_paragraph(page, STYLE_CODE, 0, text_finish(&option));
    }
    buffer_clear(&text);
    buffer_clear(&option);
    return good;
}

bool change_run_open(Player *player, const char *rule, Diagnostic *diagnostic)
{
    bool done = rerun_with(player, rule, diagnostic);
    if (done) {
        panel_close_all(player);
        verdict_open(player);
    }
    return done;
}

void change_open(Player *player)
{
    static const PickerKind kind = {
        .fill = fill, .take = take, .foot = foot, .prompt = "Choose what is done:", .enter = "take"};
    if (!rerun_is_possible(player))
        return;
    if (!change_begin(&player->draft, player->timeline, &player->bytes))
        player_notice(player, "no message has been sent yet that could be changed: go on to one first");
    else
        picker_open(player, &kind, NULL, CHOICE_FIELD);
}
