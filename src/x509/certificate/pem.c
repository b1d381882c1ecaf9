#include "x509/certificate/pem.h"

#include <nettle/base64.h>
#include <string.h>

#include "base/text.h"

static const char begin_mark[] = "-----BEGIN ", end_mark[] = "-----END ", tail_mark[] = "-----";

void pem_reader_init(PemReader *reader, Bytes text)
{
    *reader = (PemReader){.text = text_skip_mark(text)};
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

static bool is_blank(uint8_t c)
{
    return c == ' ' || c == '\t';
}

/* Where the line ends, and how many characters end it: LF, CR LF or CR. */
static size_t find_line_end(Bytes text, size_t *size)
{
    size_t end = 0;
    while (end < text.size && text.data[end] != '\n' && text.data[end] != '\r')
        end++;
    bool pair = end + 1 < text.size && text.data[end] == '\r' && text.data[end + 1] == '\n';
    *size = pair ? 2 : 1;
    return end;
}

/* Takes the next line, without its end and the blanks around it; false at the end of the text. */
static bool next_line(Bytes *text, Bytes *line)
{
    size_t end_size;
    if (text->size == 0)
        return false;
    size_t end = find_line_end(*text, &end_size), begin = 0;
    const uint8_t *data = text->data;
    *text = bytes_slice(*text, end + end_size, text->size);
    while (begin < end && is_blank(data[begin]))
        begin++;
    while (end > begin && is_blank(data[end - 1]))
        end--;
    *line = bytes_of(data + begin, end - begin);
    return true;
}

static bool begins_with(Bytes line, const char *mark)
{
    size_t size = strlen(mark);
    return line.size >= size && memcmp(line.data, mark, size) == 0;
}

/* Dashes stand in a label one at a time (RFC 7468 §3): two say that something else follows on the same line. */
static bool is_label(Bytes text)
{
    for (size_t i = 0; i + 1 < text.size; i++)
        if (text.data[i] == '-' && text.data[i + 1] == '-')
            return false;
    return true;
}

/* The label between a mark and the five dashes at the line's end. */
static bool read_label(Bytes line, const char *mark, Bytes *label)
{
    size_t before = strlen(mark), after = strlen(tail_mark);
    if (!begins_with(line, mark) || line.size < before + after)
        return false;
    *label = bytes_slice(line, before, line.size - before - after);
    return memcmp(line.data + line.size - after, tail_mark, after) == 0 && is_label(*label);
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

static bool is_header(Bytes line)
{
    return line.size > 0 && memchr(line.data, ':', line.size);
}

static Error refuse(PemReader *reader, RuleId rule, Bytes wanted, Bytes seen)
{
    reader->flaw = (Flaw){.rule = rule, .wanted = wanted, .seen = seen};
    return rule_error(rule);
}

/* A line that begins with dashes ends the block, or should have. */
static Error read_end(PemReader *reader, const PemBlock *block, Bytes line, struct base64_decode_ctx *base64)
{
    Bytes label;
    if (!read_label(line, end_mark, &label) || !bytes_equal(label, block->label))
        return refuse(reader, RULE_PEM_END, block->label, line);
    return base64_decode_final(base64) ? ERROR_NONE
                                       : refuse(reader, RULE_PEM_BASE64, BYTES_EMPTY, bytes_of_text("a cut group"));
}

/* Decodes lines up to the END of the block. */
static Error read_body(PemReader *reader, PemBlock *block)
{
    struct base64_decode_ctx base64;
    Bytes line;
    base64_decode_init(&base64);
    while (next_line(&reader->text, &line)) {
        reader->line++;
        if (begins_with(line, tail_mark))
            return read_end(reader, block, line, &base64);
        if (is_encrypted(line))
            return refuse(reader, RULE_PEM_ENCRYPTED, BYTES_EMPTY, BYTES_EMPTY);
        if (is_header(line))
            return refuse(reader, RULE_PEM_HEADER, BYTES_EMPTY, line);
        if (line.size && !decode_line(&base64, &block->der, line))
            return refuse(reader, RULE_PEM_BASE64, BYTES_EMPTY, bytes_of_text("a line that is none"));
    }
    return refuse(reader, RULE_PEM_ENDS, block->label, BYTES_EMPTY);
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
        block->line = reader->body_line = reader->line;
        reader->body = reader->text;
        return read_label(line, begin_mark, &block->label) ? read_body(reader, block)
                                                           : refuse(reader, RULE_PEM_BEGIN, BYTES_EMPTY, line);
    }
    return ERROR_NONE;
}

void pem_resume(PemReader *reader)
{
    reader->text = reader->body;
    reader->line = reader->body_line;
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

bool pem_is_foreign_certificate(const PemBlock *block)
{
    return pem_label_is(block, "TRUSTED CERTIFICATE") || pem_label_is(block, "X509 CERTIFICATE") ||
           pem_label_is(block, "X.509 CERTIFICATE");
}

/* What reading one block has come to. */
typedef struct PemRun {
    PemReader reader;
    PemBlock block;
    Bytes other; /* the label of the first block that was passed over; empty */
    bool any;    /* a block of the label that is looked for has come */
} PemRun;

static Error take_block(PemRun *run, const char *label, PemAdd *add, void *context, Refusal *refusal)
{
    if (pem_label_is(&run->block, label)) {
        run->any = true;
        Error error = add(context, buffer_bytes(&run->block.der), refusal);
        if (error)
            refusal->line = run->block.line;
        return error;
    }
    if (strcmp(label, "CERTIFICATE") == 0 && pem_is_foreign_certificate(&run->block)) {
        /* To pass over it would leave a gap in a chain. */
        Flaw flaw = {.rule = RULE_PEM_LABEL, .seen = run->block.label};
        refusal_set_line(refusal, &flaw, run->block.line);
        return refusal->error;
    }
    if (run->other.size == 0)
        run->other = run->block.label;
    return ERROR_NONE;
}

static Error read_blocks(PemRun *run, const char *label, PemAdd *add, void *context, Refusal *refusal)
{
    bool found = true;
    Error error = ERROR_NONE;
    while (error == ERROR_NONE && found) {
        error = pem_next(&run->reader, &run->block, &found);
        if (error)
            refusal_set_line(refusal, &run->reader.flaw, run->reader.line);
        else if (found)
            error = take_block(run, label, add, context, refusal);
    }
    if (error || run->any)
        return error;
    Flaw flaw = {
        .rule = run->other.size ? RULE_PEM_OTHER : RULE_PEM_SOME, .wanted = bytes_of_text(label), .seen = run->other};
    refusal_set_line(refusal, &flaw, 0);
    return refusal->error;
}

static Error read_pem(Bytes file, const char *label, PemAdd *add, void *context, Refusal *refusal)
{
    PemRun run = {.any = false};
    pem_reader_init(&run.reader, file);
    Error error = read_blocks(&run, label, add, context, refusal);
    pem_block_clear(&run.block);
    return error;
}

Error pem_check_form(bool *is_der, Bytes file, Refusal *refusal)
{
    enum { SEQUENCE = 0x30 }; /* how everything in DER begins that is kept in files */
    bool pem = file.size == 0 || pem_is(file);
    *is_der = !pem && file.data[0] == SEQUENCE;
    if (pem || *is_der)
        return ERROR_NONE;
    Flaw flaw = {.rule = RULE_FILE_FORM};
    refusal_set_line(refusal, &flaw, 0);
    return refusal->error;
}

static Error read_file(Bytes file, const char *label, PemAdd *add, void *context, Refusal *refusal)
{
    bool is_der;
    Error error = pem_check_form(&is_der, file, refusal);
    if (error)
        return error;
    return is_der ? add(context, file, refusal) : read_pem(file, label, add, context, refusal);
}

Error pem_read_file(Bytes file, const char *label, PemAdd *add, void *context, Refusal *refusal)
{
    Refusal ignored = {0};
    Refusal *why = refusal ? refusal : &ignored;
    refusal_clear(why);
    Error error = read_file(file, label, add, context, why);
    refusal_clear(&ignored);
    return error;
}
