#include "base/cursor.h"

void cursor_init(Cursor *cursor, Bytes input, FieldTree *tree)
{
    /* A place to point at, so that also an empty input can be counted on from. */
    if (!input.data)
        input.data = (const uint8_t *)"";
    *cursor = (Cursor){.input = input, .limit = input.size, .tree = tree, .parent = -1, .index = -1};
}

/* Sets the first error; what the flaw still lacks is its place. */
static bool fail(Cursor *cursor, Error error, Flaw flaw)
{
    if (cursor->error != ERROR_NONE)
        return false;
    flaw.offset = cursor->base + cursor->position;
    flaw.parent = cursor->parent;
    flaw.last = cursor->tree ? cursor->tree->count - 1 : -1;
    cursor->error = error;
    cursor->flaw = flaw;
    if (cursor->tree) {
        cursor->tree->error = error;
        cursor->tree->flaw = flaw;
    }
    return false;
}

bool cursor_fail(Cursor *cursor, RuleId rule, const char *name)
{
    return fail(cursor, rule_error(rule), (Flaw){.rule = rule, .field = name});
}

bool cursor_fail_as(Cursor *cursor, Error error, RuleId rule, const char *name)
{
    return fail(cursor, error, (Flaw){.rule = rule, .field = name});
}

bool cursor_fail_numbers(Cursor *cursor, RuleId rule, const char *name, uint64_t least, uint64_t most, uint64_t number)
{
    Flaw flaw = {.rule = rule, .field = name, .least = least, .most = most, .number = number};
    return fail(cursor, rule_error(rule), flaw);
}

bool cursor_fail_words(Cursor *cursor, RuleId rule, const char *name, Bytes wanted, Bytes seen)
{
    Flaw flaw = {.rule = rule, .field = name, .wanted = wanted, .seen = seen};
    return fail(cursor, rule_error(rule), flaw);
}

size_t cursor_remaining(const Cursor *cursor)
{
    return cursor->limit - cursor->position;
}

bool cursor_more(const Cursor *cursor)
{
    return cursor->error == ERROR_NONE && cursor->position < cursor->limit;
}

void cursor_element(Cursor *cursor, int index)
{
    cursor->index = index;
}

static int note_field(Cursor *cursor, const char *name, size_t length, FieldKind kind)
{
    int index = cursor->index;
    cursor->index = -1;
    if (!cursor->tree)
        return -1;
    return field_tree_add(cursor->tree, (Field){.name = name,
                                                .offset = cursor->base + cursor->position,
                                                .length = length,
                                                .parent = cursor->parent,
                                                .depth = cursor->depth,
                                                .index = index,
                                                .kind = kind});
}

static bool take(Cursor *cursor, const char *name, size_t size, FieldKind kind, Bytes *out)
{
    *out = BYTES_EMPTY;
    if (cursor->error != ERROR_NONE)
        return false;
    if (cursor_remaining(cursor) < size)
        return cursor_fail_numbers(cursor, RULE_ENOUGH, name, size, 0, cursor_remaining(cursor));
    note_field(cursor, name, size, kind);
    *out = bytes_of(cursor->input.data + cursor->position, size);
    cursor->position += size;
    return true;
}

static bool read_number(Cursor *cursor, const char *name, size_t size, uint64_t *out)
{
    Bytes bytes;
    bool ok = take(cursor, name, size, FIELD_NUMBER, &bytes);
    *out = ok ? bytes_read_number(bytes.data, size) : 0;
    return ok;
}

bool cursor_read_u8(Cursor *cursor, const char *name, uint8_t *out)
{
    uint64_t value;
    bool ok = read_number(cursor, name, 1, &value);
    *out = (uint8_t)value;
    return ok;
}

bool cursor_read_u16(Cursor *cursor, const char *name, uint16_t *out)
{
    uint64_t value;
    bool ok = read_number(cursor, name, 2, &value);
    *out = (uint16_t)value;
    return ok;
}

bool cursor_read_u24(Cursor *cursor, const char *name, uint32_t *out)
{
    uint64_t value;
    bool ok = read_number(cursor, name, 3, &value);
    *out = (uint32_t)value;
    return ok;
}

bool cursor_read_u32(Cursor *cursor, const char *name, uint32_t *out)
{
    uint64_t value;
    bool ok = read_number(cursor, name, 4, &value);
    *out = (uint32_t)value;
    return ok;
}

bool cursor_read_u64(Cursor *cursor, const char *name, uint64_t *out)
{
    return read_number(cursor, name, 8, out);
}

bool cursor_read_bytes(Cursor *cursor, const char *name, size_t size, Bytes *out)
{
    return take(cursor, name, size, FIELD_BYTES, out);
}

bool cursor_read_text(Cursor *cursor, const char *name, size_t size, Bytes *out)
{
    return take(cursor, name, size, FIELD_TEXT, out);
}

bool cursor_read_rest(Cursor *cursor, const char *name, Bytes *out)
{
    return take(cursor, name, cursor_remaining(cursor), FIELD_BYTES, out);
}

void cursor_note(Cursor *cursor, const char *value_name)
{
    FieldTree *tree = cursor->tree;
    if (tree && tree->count > 0 && cursor->error == ERROR_NONE)
        tree->fields[tree->count - 1].value_name = arena_copy_text(&tree->notes, value_name);
}

bool cursor_enter_group(Cursor *cursor, const char *name, CursorScope *scope)
{
    *scope = (CursorScope){cursor->limit, cursor->parent, cursor->depth, -1, false};
    if (cursor->error != ERROR_NONE)
        return false;
    scope->field = note_field(cursor, name, 0, FIELD_GROUP);
    cursor->parent = scope->field;
    cursor->depth++;
    return true;
}

bool cursor_enter_sized(Cursor *cursor, const char *name, size_t size, CursorScope *scope)
{
    if (cursor->error == ERROR_NONE && cursor_remaining(cursor) < size)
        cursor_fail_numbers(cursor, RULE_ENOUGH, name, size, 0, cursor_remaining(cursor));
    if (!cursor_enter_group(cursor, name, scope))
        return false;
    cursor->limit = cursor->position + size;
    scope->bounded = true;
    return true;
}

bool cursor_enter_vector(Cursor *cursor, const char *name, unsigned length_size, size_t min, size_t max,
                         CursorScope *scope)
{
    uint64_t length;
    if (!cursor_enter_group(cursor, name, scope) || !read_number(cursor, "length", length_size, &length))
        return false;
    if (length < min || length > max)
        return cursor_fail_numbers(cursor, RULE_LENGTH_RANGE, name, min, max, length);
    if (length > cursor_remaining(cursor))
        return cursor_fail_numbers(cursor, RULE_LENGTH_FITS, name, 0, cursor_remaining(cursor), length);
    cursor->limit = cursor->position + (size_t)length;
    scope->bounded = true;
    return true;
}

bool cursor_leave(Cursor *cursor, const CursorScope *scope)
{
    if (scope->bounded)
        cursor_expect_end(cursor);
    if (cursor->tree && scope->field >= 0) {
        Field *field = &cursor->tree->fields[scope->field];
        field->length = cursor->base + cursor->position - field->offset;
    }
    cursor->limit = scope->limit;
    cursor->parent = scope->parent;
    cursor->depth = scope->depth;
    return cursor->error == ERROR_NONE;
}

bool cursor_read_vector(Cursor *cursor, const char *name, unsigned length_size, size_t min, size_t max, Bytes *out)
{
    CursorScope scope;
    *out = BYTES_EMPTY;
    if (cursor_enter_vector(cursor, name, length_size, min, max, &scope)) {
        *out = bytes_of(cursor->input.data + cursor->position, cursor_remaining(cursor));
        if (out->size)
            note_field(cursor, "content", out->size, FIELD_BYTES);
        cursor->position = cursor->limit;
    }
    return cursor_leave(cursor, &scope);
}

bool cursor_expect_end(Cursor *cursor)
{
    if (cursor->error == ERROR_NONE && cursor->position != cursor->limit)
        cursor_fail_numbers(cursor, RULE_ALL_READ, "trailing_bytes", 0, 0, cursor_remaining(cursor));
    return cursor->error == ERROR_NONE;
}
