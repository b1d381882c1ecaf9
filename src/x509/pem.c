#include "x509/pem.h"

#include <nettle/base64.h>
#include <string.h>

#include "base/text.h"

static const char begin_mark[] = "-----BEGIN ", end_mark[] = "-----END ", tail_mark[] = "-----";

void pem_reader_init(PemReader *reader, Bytes text)
{
    *reader = (PemReader){text_skip_mark(text), 0};
}

void pem_block_clear(PemBlock *block)
{
    buffer_clear(&block->der);
    *block = (PemBlock){0};
}

bool pem_label_is(const PemBlock *block, const char *label)
{
    return bytes_equal(block->label, bytes_of_text(label));
}

static bool is_space(uint8_t c)
{
    return c == ' ' || c == '\t' || c == '\r';
}

/* Takes the next line, without its end and the white space before that; false at the end of the text. */
static bool next_line(Bytes *text, Bytes *line)
{
    if (text->size == 0)
        return false;
    const uint8_t *end = memchr(text->data, '\n', text->size);
    size_t size = end ? (size_t)(end - text->data) : text->size;
    *line = bytes_of(text->data, size);
    *text = bytes_slice(*text, size + 1, text->size);
    while (line->size && is_space(line->data[line->size - 1]))
        line->size--;
    return true;
}

static bool begins_with(Bytes line, const char *mark)
{
    size_t size = strlen(mark);
    return line.size >= size && memcmp(line.data, mark, size) == 0;
}

/* The label between a mark and the five dashes at the line's end. */
static bool read_label(Bytes line, const char *mark, Bytes *label)
{
    size_t before = strlen(mark), after = strlen(tail_mark);
    if (!begins_with(line, mark) || line.size < before + after)
        return false;
    *label = bytes_slice(line, before, line.size - before - after);
    return memcmp(line.data + line.size - after, tail_mark, after) == 0;
}

static bool decode_line(struct base64_decode_ctx *base64, Buffer *der, Bytes line)
{
    size_t size = BASE64_DECODE_LENGTH(line.size), before = der->size;
    uint8_t *place = buffer_extend(der, size);
    bool ok = base64_decode_update(base64, &size, place, line.size, (const char *)line.data);
    buffer_truncate(der, before + (ok ? size : 0));
    return ok;
}

/* A block with headers (RFC 1421 §4.6.1.1): OpenSSL's old way to encrypt a private key. */
static bool is_encrypted(Bytes line)
{
    static const char header[] = "Proc-Type:", word[] = "ENCRYPTED";
    size_t size = strlen(word);
    return begins_with(line, header) && line.size >= size && memcmp(line.data + line.size - size, word, size) == 0;
}

/* Decodes lines up to the END of the block. */
static Error read_body(PemReader *reader, PemBlock *block)
{
    struct base64_decode_ctx base64;
    Bytes line, label;
    base64_decode_init(&base64);
    while (next_line(&reader->text, &line)) {
        reader->line++;
        if (begins_with(line, tail_mark)) {
            bool matches = read_label(line, end_mark, &label) && bytes_equal(label, block->label);
            return matches && base64_decode_final(&base64) ? ERROR_NONE : ERROR_BAD_PEM;
        }
        if (is_encrypted(line))
            return ERROR_ENCRYPTED_KEY;
        if (line.size && !decode_line(&base64, &block->der, line))
            return ERROR_BAD_PEM;
    }
    return ERROR_BAD_PEM;
}

Error pem_next(PemReader *reader, PemBlock *block, bool *found)
{
    Bytes line;
    pem_block_clear(block);
    *found = false;
    while (next_line(&reader->text, &line)) {
        reader->line++;
        if (!begins_with(line, begin_mark))
            continue;
        *found = true;
        block->line = reader->line;
        return read_label(line, begin_mark, &block->label) ? read_body(reader, block) : ERROR_BAD_PEM;
    }
    return ERROR_NONE;
}

bool pem_is(Bytes file)
{
    Bytes line;
    file = text_skip_mark(file);
    while (next_line(&file, &line))
        if (begins_with(line, begin_mark))
            return true;
    return false;
}

static Error read_blocks(Bytes text, const char *label, PemAdd *add, void *context, unsigned *line)
{
    PemReader reader;
    PemBlock block = {0};
    bool found = true, any = false;
    Error error = ERROR_NONE;
    pem_reader_init(&reader, text);
    while (error == ERROR_NONE) {
        error = pem_next(&reader, &block, &found);
        *line = reader.line;
        if (error != ERROR_NONE || !found)
            break;
        if (pem_label_is(&block, label)) {
            *line = block.line;
            any = true;
            error = add(context, buffer_bytes(&block.der));
        }
    }
    pem_block_clear(&block);
    return error == ERROR_NONE && !any ? ERROR_BAD_PEM : error;
}

Error pem_read_file(Bytes file, const char *label, PemAdd *add, void *context, unsigned *line)
{
    unsigned ignored = 0;
    line = line ? line : &ignored;
    *line = 0;
    if (pem_is(file))
        return read_blocks(file, label, add, context, line);
    return file.size ? add(context, file) : ERROR_BAD_PEM;
}
