#include <string.h>

#include "base/text.h"
#include "report/write/json_parts.h"
#include "tls/wire/message.h"

static json_t *new_record(const RecordView *record)
{
    json_t *object = json_object();
    json_object_set_new(object, "offset", json_integer((json_int_t)record->offset));
    json_object_set_new(object, "bytes", json_new_hex(record->bytes));
    json_object_set_new(object, "plaintext", json_new_hex(record->plaintext));
    json_object_set_new(object, "encrypted", json_boolean(record->encrypted));
    return object;
}

/* Elements of a vector go by their position; but an extension, of which there is only one of a kind, by its name. */
static bool goes_by_name(const FieldTree *tree, const Field *field)
{
    if (field->index < 0)
        return true;
    if (field->parent < 0 || strcmp(tree->fields[field->parent].name, "extensions") != 0)
        return false;
    for (int i = 0; i < tree->count; i++) {
        const Field *other = &tree->fields[i];
        if (other != field && other->parent == field->parent && strcmp(other->name, field->name) == 0)
            return false;
    }
    return true;
}

/* The field's path from the top, with dots between; field_tree_find understands it. */
static const char *new_path(Arena *arena, const char *const *paths, const FieldTree *tree, const Field *field)
{
    Buffer path = BUFFER_EMPTY;
    if (field->parent >= 0) {
        text_append(&path, paths[field->parent]);
        text_append(&path, ".");
    }
    if (goes_by_name(tree, field))
        text_append(&path, field->name);
    else
        text_append_decimal(&path, (uint64_t)field->index);
    const char *copy = arena_copy_characters(arena, buffer_bytes(&path));
    buffer_clear(&path);
    return copy;
}

static json_t *new_field_value(const Field *field, Bytes bytes)
{
    Bytes value = bytes_slice(bytes, field->offset, field->length);
    switch (field->kind) {
    case FIELD_GROUP:
        return json_null();
    case FIELD_NUMBER:
        return json_new_value(VALUE_NUMBER, value);
    case FIELD_TEXT:
        return json_new_text(value);
    case FIELD_BYTES:
        break;
    }
    return json_new_hex(value);
}

static json_t *new_field(const FieldTree *tree, const Field *field, const char *path, Bytes bytes)
{
    const char *parent = field->parent >= 0 ? tree->fields[field->parent].name : NULL;
    const FieldInfo *info = tls_field_info(parent, field->name);
    json_t *object = json_object();
    json_object_set_new(object, "name", json_new_name(path));
    json_object_set_new(object, "field", json_new_name(field->name));
    json_object_set_new(object, "offset", json_integer((json_int_t)field->offset));
    json_object_set_new(object, "length", json_integer((json_int_t)field->length));
    json_object_set_new(object, "value", new_field_value(field, bytes));
    json_object_set_new(object, "value_name", json_new_name(field->value_name));
    json_object_set_new(object, "meaning", json_new_name(info ? info->meaning : NULL));
    json_object_set_new(object, "source", json_new_name(info ? info->source : NULL));
    return object;
}

static json_t *new_fields(const StepMessage *message)
{
    FieldTree tree = FIELD_TREE_EMPTY;
    Arena arena = {0};
    timeline_annotate(&tree, message);
    const char **paths = arena_new(&arena, (size_t)tree.count * sizeof *paths);
    json_t *fields = json_array();
    for (int i = 0; i < tree.count; i++) {
        paths[i] = new_path(&arena, paths, &tree, &tree.fields[i]);
        json_array_append_new(fields, new_field(&tree, &tree.fields[i], paths[i], message->view.bytes));
    }
    arena_clear(&arena);
    field_tree_clear(&tree);
    return fields;
}

json_t *json_new_message(const StepMessage *message)
{
    json_t *object = json_object();
    json_object_set_new(object, "type", json_new_name(message->type));
    json_object_set_new(object, "from", json_new_name(actor_name(message->from)));
    json_object_set_new(object, "to", json_new_name(actor_name(message->to)));
    json_object_set_new(object, "content_type", json_integer(message->view.content_type));
    json_object_set_new(object, "encrypted", json_boolean(message->view.encrypted));
    json_object_set_new(object, "bytes", json_new_hex(message->view.bytes));
    if (message->differs) {
        json_object_set_new(object, "sent", json_new_hex(message->sent));
        json_object_set_new(object, "received", json_new_hex(message->received));
    }
    json_t *records = json_array();
    for (int i = 0; i < message->view.record_count; i++)
        json_array_append_new(records, new_record(&message->view.records[i]));
    json_object_set_new(object, "records", records);
    json_object_set_new(object, "fields", new_fields(message));
    return object;
}
