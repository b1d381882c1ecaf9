#include "ui/taken.h"

#include <stdio.h>

#include "base/text.h"
#include "report/story.h"
#include "ui/clipboard.h"
#include "ui/player.h"
#include "ui/value.h"
#include "ui/view.h"

void taken_of_bytes(Taken *out, const char *name, ValueKind kind, Bytes value)
{
    text_append(&out->name, name);
    buffer_append(&out->raw, value);
    if (kind == VALUE_TEXT)
        buffer_append(&out->text, value);
    else if (kind == VALUE_NUMBER)
        text_append_hex_number(&out->text, value);
    else
        text_append_hex(&out->text, value);
}

void taken_of_fact(Taken *out, const TimelineFact *fact)
{
    taken_of_bytes(out, fact->bare, story_value_kind(fact), fact->value);
}

void taken_of_operand(Taken *out, const char *name, const Operand *value)
{
    text_append(&out->name, name);
    buffer_append(&out->raw, value->value);
    operand_in_base(&out->text, value, BASE_HEXADECIMAL);
}

void taken_of_text(Taken *out, const char *name, const char *text)
{
    taken_of_bytes(out, name, VALUE_TEXT, bytes_of_text(text));
}

void taken_clear(Taken *taken)
{
    buffer_clear(&taken->name);
    buffer_clear(&taken->text);
    buffer_clear(&taken->raw);
}

bool taken_of_selection(Taken *out, const Player *player)
{
    const View *view = view_of(player, player->view);
    return view->take && view->take(player, out);
}

static void ask(Player *player, WishKind kind, const Taken *taken)
{
    player->wish.kind = kind;
    buffer_set(&player->wish.text, buffer_bytes(&taken->text));
}

void taken_copy_this(Player *player, const Taken *taken)
{
    Buffer name = BUFFER_EMPTY;
    if (taken->text.size > CLIPBOARD_SIZE_MAX) {
        player_notice(player, "too long for a terminal's clipboard: Y shows it");
        return;
    }
    buffer_append(&name, buffer_bytes(&taken->name));
    ask(player, WISH_COPY, taken);
    player_notice(player, "copied %.30s · not in your clipboard? Y shows it", text_finish(&name));
    buffer_clear(&name);
}

void taken_show_this(Player *player, const Taken *taken)
{
    ask(player, WISH_SHOW, taken);
}

void taken_copy(Player *player)
{
    Taken taken = {0};
    if (taken_of_selection(&taken, player))
        taken_copy_this(player, &taken);
    else
        take_open(player);
    taken_clear(&taken);
}

void taken_show(Player *player)
{
    Taken taken = {0};
    if (taken_of_selection(&taken, player))
        taken_show_this(player, &taken);
    else
        take_open(player);
    taken_clear(&taken);
}
