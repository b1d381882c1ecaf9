/* The extension that says which of an issuer's keys signed: in certificates and in revocation lists. Private to the
 * room.
 */
#ifndef TLSTEPS_X509_AUTHORITY_KEY_ID_H
#define TLSTEPS_X509_AUTHORITY_KEY_ID_H

#include "base/cursor.h"

/* Reads AuthorityKeyIdentifier (RFC 5280 §4.2.1.1); `key_identifier` is left as it was where it has none. */
bool authority_key_id_decode_fields(Cursor *cursor, Bytes *key_identifier);

#endif
