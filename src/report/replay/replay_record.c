/* Records replayed: protected by who sends them, opened by who takes them in. */
#include "explain/secrets/record.h"
#include "report/replay/replay.h"
#include "report/tell/sealed.h"

static RecordCase record_case(const SealedRecord *sealed, Actor sender)
{
    bool client = sender == ACTOR_CLIENT;
    bool cbc = !sealed->cipher->aead;
    Bytes iv = cbc ? sealed->iv : sealed->fixed_iv;
    return (RecordCase){
        .cipher = sealed->suite->cipher,
        .mac = sealed->suite->mac,
        .encrypt_then_mac = sealed->encrypt_then_mac,
        .chained_iv = cbc && sealed->record_iv.size == 0,
        .mac_key = operand_bytes(client ? "client_write_mac_key" : "server_write_mac_key", sealed->mac_key),
        .key = operand_bytes(client ? "client_write_key" : "server_write_key", sealed->key),
        .iv = operand_bytes(cbc      ? "IV"
                            : client ? "client_write_iv"
                                     : "server_write_iv",
                            iv),
        .sequence_number = sealed->sequence_number,
        .content_type = sealed->header.data[0],
        .version = (uint16_t)bytes_read_number(sealed->header.data + 1, 2),
    };
}

Worked *replay_record(const Timeline *timeline, const Step *step, int record)
{
    SealedRecord sealed;
    if (!sealed_find(&sealed, timeline, step, record))
        return NULL;
    RecordCase of = record_case(&sealed, step->message->from);
    Operand content = operand_bytes("content", sealed.plaintext);
    Operand fragment = operand_bytes("fragment", sealed.fragment);
    bool sent = step_sends(step) && !step->message->alone;
    return sent ? explain_record_protect(&of, &content, "fragment") : explain_record_open(&of, &fragment, "content");
}
