/* The list of alerts: what each says, and how to see it. */
#include "base/text.h"
#include "commands/lists/lists.h"
#include "report/write/json_parts.h"

typedef struct AlertItem {
    Error alert;
    bool fatal;
    const char *source;
    int from; /* an Actor; -1: nobody */
    const char *check, *options, *reason;
} AlertItem;

enum { ALERT_WARNING = false, ALERT_FATAL = true };

static const AlertItem items[] = {
#define ALERT(NAME, level, source, sender, check, options)                                                             \
    {ERROR_##NAME, ALERT_##level, source, ACTOR_##sender, check, options, NULL},
#define NO_ALERT(NAME, level, source, reason) {ERROR_##NAME, ALERT_##level, source, -1, NULL, NULL, reason},
#include "commands/lists/alerts.def"
#undef ALERT
#undef NO_ALERT
};

/* A command line that ends with status 0 where the alert is sent. */
static json_t *new_command(const AlertItem *item)
{
    if (!item->options)
        return json_null();
    Buffer text = BUFFER_EMPTY;
    text_append(&text, "tlsteps run ");
    text_append(&text, item->options);
    text_append(&text, item->options[0] ? " --expect " : "--expect ");
    text_append(&text, error_name(item->alert));
    json_t *command = json_new_text(buffer_bytes(&text));
    buffer_clear(&text);
    return command;
}

static json_t *new_alert(const AlertItem *item)
{
    json_t *object = json_object();
    json_object_set_new(object, "name", json_new_name(error_name(item->alert)));
    json_object_set_new(object, "id", json_integer(item->alert));
    json_object_set_new(object, "meaning", json_new_name(error_sentence(item->alert)));
    json_object_set_new(object, "level", json_new_name(item->fatal ? "fatal" : "warning"));
    json_object_set_new(object, "source", json_new_name(item->source));
    json_object_set_new(object, "from", json_new_name(item->from >= 0 ? actor_name((Actor)item->from) : NULL));
    json_object_set_new(object, "check", json_new_name(item->check));
    json_object_set_new(object, "command", new_command(item));
    json_object_set_new(object, "reason", json_new_name(item->reason));
    return object;
}

json_t *list_make_alerts(Diagnostic *diagnostic)
{
    (void)diagnostic;
    json_t *array = json_array();
    for (size_t i = 0; i < COUNT_OF(items); i++)
        json_array_append_new(array, new_alert(&items[i]));
    return array;
}
