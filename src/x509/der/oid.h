/* Object identifiers: one list of those that are known here, recognised by their octets. */
#ifndef TLSTEPS_X509_OID_H
#define TLSTEPS_X509_OID_H

#include "base/bytes.h"

typedef enum OidId {
    OID_UNKNOWN,
#define OID(ID, octets, name, meaning) OID_##ID,
#include "x509/der/oids.def"
#undef OID
    OID_COUNT
} OidId;

/* The identifier with these contents octets (without tag and length). */
OidId oid_find(Bytes contents);
/* Its name in its RFC ("commonName", "sha256WithRSAEncryption"); "unknown" for OID_UNKNOWN. Static. */
const char *oid_name(OidId id);
/* What it stands for, one sentence. Static. */
const char *oid_meaning(OidId id);
Bytes oid_contents(OidId id);

/* True where the octets are an identifier in its distinguished encoding. */
bool oid_is_valid(Bytes contents);
/* Appends "2.5.4.3"; nothing where the octets are no identifier. */
void oid_append_dotted(Buffer *out, Bytes contents);
/* Appends the name, or the dotted form of one that has none here. */
void oid_append_name(Buffer *out, Bytes contents);

#endif
