#include "tls/record/epoch.h"

/* The number goes on, so that no two epochs of a direction have the same; 0 is the time before any keys. */
void epoch_begin(Epoch *epoch, Protection *protection, int handshake)
{
    protection_free(epoch->protection);
    *epoch = (Epoch){.keys = {.number = epoch->keys.number + 1, .handshake = handshake}, .protection = protection};
}

Protection *epoch_release(Epoch *epoch)
{
    Protection *protection = epoch->protection;
    *epoch = (Epoch){.protection = NULL};
    return protection;
}

void epoch_clear(Epoch *epoch)
{
    protection_free(epoch->protection);
    *epoch = (Epoch){.protection = NULL};
}

bool epoch_is_encrypted(const Epoch *epoch)
{
    return epoch->keys.number > 0;
}

void epoch_number_record(Epoch *epoch, RecordView *record)
{
    record->keys = epoch->keys;
    record->encrypted = epoch_is_encrypted(epoch);
    record->sequence_number = epoch->records++;
}
