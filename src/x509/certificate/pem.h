/*
 * PEM (RFC 7468): DER as base64 between lines that say what it is.
 *
 * How strictly it is read is our choice where RFC 7468 leaves one. Lines end in LF, CR LF or CR; blanks at either end
 * of a line and among the base64 do not count, so that a block may be indented (OpenSSL would pass over it without a
 * word). An END and a BEGIN that were joined to one line are refused, as OpenSSL does, and so are other labels for a
 * certificate (§5.1) and headers (§2).
 */
#ifndef TLSTEPS_X509_PEM_H
#define TLSTEPS_X509_PEM_H

#include "x509/certificate/refusal.h"

typedef struct PemReader {
    Bytes text;    /* what is left */
    unsigned line; /* read last, counted from 1: after an error the one at fault */
    Flaw flaw;     /* after an error: which rule was broken */
    Bytes body;    /* what follows the last BEGIN, which is in line `body_line`; see pem_resume */
    unsigned body_line;
} PemReader;

typedef struct PemBlock {
    Bytes label;   /* "CERTIFICATE"; points into the text */
    Buffer der;    /* owned: the next pem_next, or pem_block_clear, empties it */
    unsigned line; /* of its BEGIN */
} PemBlock;

/* `text` is borrowed; it may begin with a byte order mark. */
void pem_reader_init(PemReader *reader, Bytes text);
/* Reads the next block into `block` (all zero at first), passing over lines outside of blocks, as RFC 7468 §5.2 allows
   them. *found is false at the end of the text. ERROR_ENCRYPTED_KEY: a header (RFC 1421) says so. ERROR_BAD_PEM: a
   block that does not end, ends as something else, has other headers, or is no base64. */
WARN_UNUSED Error pem_next(PemReader *reader, PemBlock *block, bool *found);
/* After an error: the reading goes on behind the BEGIN of the block at fault, so that another one that comes too early
   is not lost. */
void pem_resume(PemReader *reader);
void pem_block_clear(PemBlock *block); /* wipes */
bool pem_label_is(const PemBlock *block, const char *label);
/* True for what others than RFC 7468 call a certificate. */
bool pem_is_foreign_certificate(const PemBlock *block);

/* Hands every DER of a file to `add`, in order: the PEM blocks of that label (others are passed over, but for old and
   foreign labels of a certificate), or all of a file that is no PEM. ERROR_BAD_PEM where there is none; an error of
   `add`, which says why in its `refusal`, ends it. `refusal` may be NULL, and is cleared first. */
typedef Error PemAdd(void *context, Bytes der, Refusal *refusal);
WARN_UNUSED Error pem_read_file(Bytes file, const char *label, PemAdd *add, void *context, Refusal *refusal);

/* Whether a file is DER and not PEM; an empty one is PEM without a block. An error where it is neither. */
WARN_UNUSED Error pem_check_form(bool *is_der, Bytes file, Refusal *refusal);
/* True where a file looks like PEM rather than DER: it has a line that begins with -----BEGIN. */
bool pem_is(Bytes file);

#endif
