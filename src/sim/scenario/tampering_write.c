#include "sim/scenario/tampering_write.h"

#include "base/text.h"
#include "tls/wire/message.h"

static bool sent_by(const Step *step, Actor sender, int connection)
{
    return step->message && step->actor == sender && step->message->from == sender && step->connection == connection;
}

/* Behind an attacker a message may stand elsewhere in the stream: then the last one of its kind is meant. */
const Step *tampering_sent_step(const Timeline *timeline, const Step *step)
{
    const Step *alike = NULL;
    const MessageView *view = &step->message->view;
    for (int number = step->number; number >= 1; number--) {
        const Step *other = timeline_step(timeline, number);
        if (!sent_by(other, step->message->from, step->connection))
            continue;
        const MessageView *sent = &other->message->view;
        bool same_kind = other->message->id == step->message->id;
        if (sent->record_count && view->record_count && sent->records[0].offset == view->records[0].offset &&
            (same_kind || sent->encrypted))
            return other;
        if (!alike && same_kind)
            alike = other;
    }
    return alike;
}

/* An attacker cannot tell one protected handshake message from another, but for the Finished, which is the first under
   new keys. */
static MessageId name_for(TamperWho who, const Step *step)
{
    const MessageView *view = &step->message->view;
    bool closed = view->encrypted && view->content_type == CONTENT_HANDSHAKE;
    if (who == TAMPER_BY_SENDER || !closed)
        return step->message->id;
    return view->record_count > 0 && view->records[0].sequence_number == 0 ? MESSAGE_FINISHED
                                                                           : MESSAGE_ENCRYPTED_HANDSHAKE;
}

/* How often a name passes in a connection: from each side, and up to the step in question from its own. */
typedef struct NameCount {
    int from[2];
    int number;
    MessageId name;
} NameCount;

static void count_name(NameCount *count, const Timeline *timeline, const Step *sent, TamperWho who)
{
    /* First what it is called, then how many others are. */
    for (int round = 0; round < 2; round++)
        for (int number = 1; number <= timeline_step_count(timeline); number++) {
            const Step *step = timeline_step(timeline, number);
            if (!step->message || step->message->from > ACTOR_SERVER ||
                !sent_by(step, step->message->from, sent->connection))
                continue;
            Actor from = step->message->from;
            MessageId name = name_for(who, step);
            if (round == 0 && step == sent)
                count->name = name;
            if (round == 0 || name != count->name)
                continue;
            count->from[from]++;
            if (step == sent)
                count->number = count->from[from];
        }
}

static bool is_target(MessageId name)
{
    MessageId known;
    for (int i = 0; (known = tampering_message_at(i)) != MESSAGE_UNKNOWN; i++)
        if (known == name)
            return true;
    return false;
}

bool tampering_write_target(Buffer *out, const Timeline *timeline, const Step *sent, TamperWho who)
{
    NameCount count = {{0, 0}, 0, MESSAGE_UNKNOWN};
    count_name(&count, timeline, sent, who);
    if (!is_target(count.name))
        return false;
    if (timeline_connection_count(timeline) > 1) {
        text_append(out, "c");
        text_append_decimal(out, (uint64_t)sent->connection);
        text_append(out, ".");
    }
    if (count.from[ACTOR_CLIENT] && count.from[ACTOR_SERVER]) {
        text_append(out, actor_name(sent->message->from));
        text_append(out, ".");
    }
    text_append(out, message_id_name(count.name));
    if (count.number > 1) {
        text_append(out, "#");
        text_append_decimal(out, (uint64_t)count.number);
    }
    return true;
}

bool tampering_write_difference(Buffer *out, Bytes before, Bytes after, size_t offset)
{
    size_t first = 0, end = before.size;
    while (first < end && before.data[first] == after.data[first])
        first++;
    while (end > first && before.data[end - 1] == after.data[end - 1])
        end--;
    if (first == end)
        return false;
    text_append(out, ":");
    text_append_decimal(out, offset + first);
    text_append(out, ":");
    for (size_t i = first; i < end; i++) {
        uint8_t mask = before.data[i] ^ after.data[i];
        text_append_hex(out, bytes_of(&mask, 1));
    }
    return true;
}
