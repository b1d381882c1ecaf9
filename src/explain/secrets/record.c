#include "explain/secrets/record.h"

#include "explain/language/row.h"
#include "explain/secrets/record_rows.h"

void record_rows_header(const RecordRows *rows, const char *name, const char *length)
{
    list_row(rows->list, name,
             row_text(rows->arena, "bytes(seq_num, 8) ‖ bytes(type, 1) ‖ bytes(version, 2) ‖ bytes(%s, 2)", length),
             "what else has to be right: the record's number, type, version and length");
}

bool record_rows_require(const RecordRows *rows, const char *name, const char *condition, const char *note)
{
    list_row(rows->list, name, condition, "%s", note);
    return list_find(rows->list, name)->value.size != 0;
}

static bool sizes_are_right(const RecordCase *record)
{
    const CipherInfo *info = cipher_info(record->cipher);
    bool needs_iv = info->aead || record->chained_iv;
    size_t iv = info->aead ? info->fixed_iv_size : CIPHER_BLOCK_SIZE;
    return record->key.value.size == info->key_size && (!needs_iv || record->iv.value.size == iv) &&
           (info->aead || record->mac_key.value.size == hash_size(record->mac));
}

/* What all the rows of a record can speak of. */
static List *begin(const char *title, const RecordCase *record, const Operand *input)
{
    bool aead = cipher_info(record->cipher)->aead;
    List *list = list_new(title);
    list_given(list, &record->key);
    if (!aead)
        list_given(list, &record->mac_key);
    if (record->iv.name)
        list_given(list, &record->iv);
    list_given(list, input);
    list_given_count(list, "seq_num", record->sequence_number);
    list_given_count(list, "type", record->content_type);
    list_given_count(list, "version", record->version);
    return list;
}

typedef void AddRows(const RecordRows *rows);

static Worked *explain(const RecordCase *record, const Operand *input, const char *result, const char *what,
                       AddRows *for_cbc, AddRows *for_aead)
{
    if (!sizes_are_right(record))
        return NULL;
    Arena arena = {0};
    const CipherInfo *info = cipher_info(record->cipher);
    RecordRows rows = {.arena = &arena, .record = record, .input = input, .result = result};
    rows.list = begin(row_text(&arena, "A record %s with %s", what, info->name), record, input);
    if (info->aead)
        for_aead(&rows);
    else
        for_cbc(&rows);
    arena_clear(&arena);
    return list_finish(rows.list);
}

Worked *explain_record_protect(const RecordCase *record, const Operand *content, const char *result)
{
    /* To open a record that brings its IV along none is needed, to make one it is. */
    if (!cipher_info(record->cipher)->aead && record->iv.value.size != CIPHER_BLOCK_SIZE)
        return NULL;
    return explain(record, content, result, "protected", record_rows_protect_cbc, record_rows_protect_aead);
}

Worked *explain_record_open(const RecordCase *record, const Operand *fragment, const char *result)
{
    return explain(record, fragment, result, "opened", record_rows_open_cbc, record_rows_open_aead);
}
