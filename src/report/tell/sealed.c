#include "report/tell/sealed.h"

#include <string.h>

#include "report/tell/known.h"
#include "tls/wire/message.h"
#include "tls/wire/naming.h"

static bool find_keys(SealedRecord *out, const Timeline *timeline, const Step *step, const RecordView *record)
{
    int handshake = record->keys.handshake;
    bool client = step->message->from == ACTOR_CLIENT;
    out->suite = names_find_suite(known_in(timeline, step, handshake, FACT_CIPHER_SUITE));
    if (!out->suite)
        return false;
    out->cipher = cipher_info(out->suite->cipher);
    out->key = known_in(timeline, step, handshake, client ? FACT_CLIENT_WRITE_KEY : FACT_SERVER_WRITE_KEY);
    out->mac_key = known_in(timeline, step, handshake, client ? FACT_CLIENT_WRITE_MAC_KEY : FACT_SERVER_WRITE_MAC_KEY);
    out->fixed_iv = known_in(timeline, step, handshake, client ? FACT_CLIENT_WRITE_IV : FACT_SERVER_WRITE_IV);
    out->mac_size = out->cipher->aead ? 0 : hash_size(out->suite->mac);
    out->encrypt_then_mac = !out->cipher->aead && known_flag(timeline, step, handshake, FACT_ENCRYPT_THEN_MAC);
    return out->key.size > 0;
}

/* False where the fragment is too short. */
static bool cut_fragment(SealedRecord *out, uint16_t version)
{
    size_t iv_size = out->cipher->aead || version_has_record_iv(version) ? out->cipher->record_iv_size : 0;
    size_t mac_size = out->encrypt_then_mac ? out->mac_size : 0;
    if (out->fragment.size <= iv_size + mac_size)
        return false;
    size_t size = out->fragment.size - iv_size - mac_size;
    out->record_iv = bytes_slice(out->fragment, 0, iv_size);
    out->ciphertext = bytes_slice(out->fragment, iv_size, size);
    out->mac = bytes_slice(out->fragment, iv_size + size, mac_size);
    return size >= (out->cipher->aead ? out->cipher->tag_size : out->cipher->block_size);
}

/* The record of a step that has this number under these keys; NULL where it is another's. */
static const RecordView *find_in(const Step *of, const Step *step, RecordKeys keys, uint64_t number)
{
    const StepMessage *message = of->message;
    if (!message || of->connection != step->connection || of->actor != step->actor ||
        message->from != step->message->from)
        return NULL;
    for (int i = 0; i < message->view.record_count; i++) {
        const RecordView *record = &message->view.records[i];
        if (record->keys.number == keys.number && record->sequence_number == number)
            return record;
    }
    return NULL;
}

/* The record before, under the same keys, as the step's actor has it; empty where it is the first. */
static Bytes record_before(const Timeline *timeline, const Step *step, const RecordView *record)
{
    const RecordView *before = NULL;
    for (int i = step->number; i >= 1 && record->sequence_number > 0 && !before; i--)
        before = find_in(timeline_step(timeline, i), step, record->keys, record->sequence_number - 1);
    return before ? before->bytes : BYTES_EMPTY;
}

/* Of TLS 1.0 the last block of the record before (RFC 2246 §6.2.3.2). */
static Bytes cbc_iv(const SealedRecord *sealed, const Timeline *timeline, const Step *step, const RecordView *record)
{
    if (sealed->record_iv.size > 0)
        return sealed->record_iv;
    Bytes before = record_before(timeline, step, record);
    size_t end = before.size - (sealed->encrypt_then_mac ? sealed->mac_size : 0);
    return before.size > 0 ? bytes_slice(before, end - CIPHER_BLOCK_SIZE, CIPHER_BLOCK_SIZE) : sealed->fixed_iv;
}

/* RFC 5288 §3, RFC 7905 §2. */
static void write_nonce(SealedRecord *out)
{
    uint8_t number[8];
    memset(out->nonce, 0, sizeof out->nonce);
    memcpy(out->nonce, out->fixed_iv.data, out->fixed_iv.size);
    if (out->record_iv.size > 0) {
        memcpy(out->nonce + out->fixed_iv.size, out->record_iv.data, out->record_iv.size);
        return;
    }
    bytes_write_number(number, sizeof number, out->sequence_number);
    for (size_t i = 0; i < sizeof number; i++)
        out->nonce[CIPHER_NONCE_SIZE - sizeof number + i] ^= number[i];
}

/* RFC 5246 §6.2.3.1, §6.2.3.3; what encrypt-then-MAC covers is the IV and the ciphertext (RFC 7366 §3). */
static void write_additional(SealedRecord *out)
{
    size_t covered = out->cipher->aead       ? out->ciphertext.size - out->cipher->tag_size
                     : out->encrypt_then_mac ? out->record_iv.size + out->ciphertext.size
                                             : out->plaintext.size;
    bytes_write_number(out->additional, 8, out->sequence_number);
    memcpy(out->additional + 8, out->header.data, 3);
    bytes_write_number(out->additional + 11, 2, covered);
}

bool sealed_find(SealedRecord *out, const Timeline *timeline, const Step *step, int index)
{
    *out = (SealedRecord){0};
    if (!step->message || index < 0 || index >= step->message->view.record_count)
        return false;
    const RecordView *record = &step->message->view.records[index];
    if (!record->encrypted || record->bytes.size < SEALED_HEADER_SIZE || !find_keys(out, timeline, step, record))
        return false;
    out->sequence_number = record->sequence_number;
    out->header = bytes_slice(record->bytes, 0, SEALED_HEADER_SIZE);
    out->fragment = bytes_slice(record->bytes, SEALED_HEADER_SIZE, record->bytes.size);
    out->plaintext = record->plaintext;
    if (!cut_fragment(out, (uint16_t)bytes_read_number(out->header.data + 1, 2)))
        return false;
    if (out->cipher->aead)
        write_nonce(out);
    else
        out->iv = cbc_iv(out, timeline, step, record);
    write_additional(out);
    return true;
}
