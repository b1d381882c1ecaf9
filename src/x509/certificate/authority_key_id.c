#include "x509/certificate/authority_key_id.h"

#include "x509/der/der.h"

/* AuthorityKeyIdentifier ::= SEQUENCE { keyIdentifier [0] OPTIONAL, authorityCertIssuer [1] OPTIONAL,
   authorityCertSerialNumber [2] OPTIONAL } (§4.2.1.1) */
bool authority_key_id_decode_fields(Cursor *cursor, Bytes *key_identifier)
{
    CursorScope scope;
    Bytes ignored;
    if (der_enter(cursor, "authorityKeyIdentifier", DER_SEQUENCE, &scope)) {
        if (der_next_is(cursor, DER_CONTEXT(0)))
            der_read(cursor, "keyIdentifier", DER_CONTEXT(0), FIELD_BYTES, key_identifier);
        if (der_next_is(cursor, DER_CONTEXT_CONSTRUCTED(1)))
            der_read(cursor, "authorityCertIssuer", DER_CONTEXT_CONSTRUCTED(1), FIELD_BYTES, &ignored);
        if (der_next_is(cursor, DER_CONTEXT(2)))
            der_read(cursor, "authorityCertSerialNumber", DER_CONTEXT(2), FIELD_NUMBER, &ignored);
    }
    return der_leave(cursor, &scope);
}
