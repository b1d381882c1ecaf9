/*
 * Protected records as a timeline has them: with whose keys, under which number and from which IV one was protected
 * (RFC 5246 §6.2.3). The record stands in a step; the rest is found from what its actor knew.
 */
#ifndef TLSTEPS_REPORT_SEALED_H
#define TLSTEPS_REPORT_SEALED_H

#include "sim/timeline/timeline.h"
#include "tls/record/protection.h"

enum { SEALED_ADDITIONAL_SIZE = 13, SEALED_HEADER_SIZE = 5 };

typedef struct SealedRecord {
    const Suite *suite;
    const CipherInfo *cipher;
    Bytes key, mac_key, fixed_iv; /* of the sender; those that the suite has */
    uint64_t sequence_number;
    bool encrypt_then_mac;
    Bytes header, fragment, plaintext;
    /* The parts of the fragment: what the record carries of IV or nonce; ciphertext (with the tag, of AEAD); and behind
       it the MAC of encrypt-then-MAC. */
    Bytes record_iv, ciphertext, mac;
    /* CBC: the IV, carried or not. */
    Bytes iv;
    size_t mac_size;
    uint8_t nonce[CIPHER_NONCE_SIZE];           /* AEAD */
    uint8_t additional[SEALED_ADDITIONAL_SIZE]; /* seq_num ‖ type ‖ version ‖ length that AEAD and MAC cover */
} SealedRecord;

/*
 * Record `index` of the step's message. Everything borrows from the timeline. False where the record is not protected,
 * where the step's actor did not have the keys, and where the record is too short to have its parts.
 */
WARN_UNUSED bool sealed_find(SealedRecord *out, const Timeline *timeline, const Step *step, int index);

#endif
