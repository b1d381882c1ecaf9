/*
 * Extensions: what they say, how that stands in a message, and the block of them (RFC 5246 §7.4.1.4). All that there
 * are stand in extensions.def.
 */
#ifndef TLSTEPS_TLS_EXTENSIONS_H
#define TLSTEPS_TLS_EXTENSIONS_H

#include "base/cursor.h"

/* Their numbers */
enum {
#define EXTENSION(NAME, type, name, meaning, source) TLS_EXTENSION_##NAME = type,
#include "tls/registry/extensions.def"
#undef EXTENSION
};

/* The messages that an extension may stand in (RFC 8446 §4.2): a row has a mask of them. What an extension of one type
   holds differs from message to message. */
typedef enum ExtensionPlace {
    PLACE_CLIENT_HELLO = 1 << 0,
    PLACE_SERVER_HELLO = 1 << 1,
    PLACE_HELLO_RETRY_REQUEST = 1 << 2,
    PLACE_ENCRYPTED_EXTENSIONS = 1 << 3,
    PLACE_CERTIFICATE = 1 << 4,
    PLACE_CERTIFICATE_REQUEST = 1 << 5,
    PLACE_NEW_SESSION_TICKET = 1 << 6,
} ExtensionPlace;

enum { EXTENSIONS_MAX = 64 };
/* CertificateStatusType (RFC 6961 §2.2): one OCSP response, or a list with one for each certificate. */
enum { STATUS_TYPE_OCSP = 1, STATUS_TYPE_OCSP_MULTI = 2, STATUS_TYPES_KNOWN = 2 };

/*
 * What extensions say. The members stand in the rows of extensions.def: a flag `has_…` says that it was there, or is to
 * be written; of the values
 *
 *   server_name               host_name; empty in a ServerHello, and in a list without one
 *   supported_groups, signature_algorithms, signature_algorithms_cert    u16 each
 *   ec_point_formats          u8 each
 *   alpn                      ProtocolName vectors, each with its length byte
 *   session_ticket            from a server, and from a client that has none yet: empty
 *   status_type               of a ClientHello; what else a request for OCSP says is passed over
 *   status_types_v2           likewise: the types that are known here, each once, the preferred one first; then 0
 *   renegotiated_connection   verify_data of the handshake before (RFC 5746 §3.1)
 */
typedef struct Extensions {
    /* The block itself came: a hello may end before it, and an empty block is another thing. Who writes a hello sets it
       only for an empty block. */
    bool present;
#define EXTENSION(NAME, type, name, meaning, source)
#define SPOKEN(NAME, type, name, member, members, places, meaning, source) members;
#include "tls/registry/extensions.def"
#undef EXTENSION
    /* Types of all extensions, known and unknown, in the order in which they came, and the extension_data of each. Of
       more than EXTENSIONS_MAX the first ones. An encoder writes these in this order (from the members above where the
       flag is set, otherwise from `data`), then those whose flag is set and which are not among them. */
    uint16_t types[EXTENSIONS_MAX];
    Bytes data[EXTENSIONS_MAX];
    int type_count;
} Extensions;
/* True where the type is among `types` or its flag is set. */
bool extensions_have(const Extensions *extensions, uint16_t type);
const char *extension_name(uint16_t type); /* IANA's; NULL where unknown */

enum { EXTENSION_SAMPLES_MAX = 4 };
/* How the data of an extension stand in a message. */
typedef struct ExtensionForm {
    /* Reads extension_data up to the cursor's limit into the value; the flag is set already. NULL, and so the next:
       being there says everything. */
    void (*decode)(Extensions *out, Cursor *cursor, ExtensionPlace place);
    /* Appends extension_data. */
    void (*encode)(Buffer *out, const Extensions *extensions, ExtensionPlace place);
    /* Broken by an extension in a hello that is none of its places; RULE_NONE where both are. */
    RuleId misplaced;
    /* Data of each form that there is, of a ClientHello: by these who asks for the fields of messages learns them. */
    Bytes samples[EXTENSION_SAMPLES_MAX]; /* behind the last one empty */
} ExtensionForm;
#define EXTENSION_SAMPLE(data)                                                                                         \
    {                                                                                                                  \
        (const uint8_t *)(data), sizeof(data) - 1                                                                      \
    }
/* extension_status.c; those of the others are extension_body.c's own. */
extern const ExtensionForm extension_form_status_request, extension_form_status_request_v2;

/* An extension that is spoken here: a row of extensions.def. */
typedef struct SpokenExtension {
    uint16_t type;
    unsigned places;    /* a mask of ExtensionPlace */
    size_t flag_offset; /* of its flag in Extensions */
    const ExtensionForm *form;
} SpokenExtension;
/* In the order in which a hello of ours has them; NULL past the end. */
const SpokenExtension *spoken_extension_at(int index);
/* NULL for a type whose data are not looked into. */
const SpokenExtension *spoken_extension_of(uint16_t type);

/* The extension block, where anything is left for it (RFC 5246 §7.4.1.2). */
void extensions_decode(Extensions *out, Cursor *cursor, ExtensionPlace place);
void extensions_encode(Buffer *out, const Extensions *extensions, ExtensionPlace place);

#endif
