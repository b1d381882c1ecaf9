/*
 * DER (X.690 §10) through the annotating cursor. An element becomes a group of its own name with the fields "tag",
 * "length" and either "value" or the elements inside. Only the distinguished encoding is read: definite lengths in the
 * fewest octets, BOOLEANs of 00 and ff, INTEGERs without superfluous octets, nothing left over. Every violation is
 * ERROR_BAD_DER, sticky like all errors of a cursor, and named after its field.
 */
#ifndef TLSTEPS_X509_DER_H
#define TLSTEPS_X509_DER_H

#include "base/cursor.h"
#include "x509/der/oid.h"

/* Identifier octets (X.690 §8.1.2): class, the constructed bit, and a tag number below 31. */
enum {
    DER_BOOLEAN = 0x01,
    DER_INTEGER = 0x02,
    DER_BIT_STRING = 0x03,
    DER_OCTET_STRING = 0x04,
    DER_NULL = 0x05,
    DER_OBJECT_IDENTIFIER = 0x06,
    DER_ENUMERATED = 0x0a,
    DER_UTF8_STRING = 0x0c,
    DER_NUMERIC_STRING = 0x12,
    DER_PRINTABLE_STRING = 0x13,
    DER_TELETEX_STRING = 0x14,
    DER_IA5_STRING = 0x16,
    DER_UTC_TIME = 0x17,
    DER_GENERALIZED_TIME = 0x18,
    DER_VISIBLE_STRING = 0x1a,
    DER_UNIVERSAL_STRING = 0x1c,
    DER_BMP_STRING = 0x1e,
    DER_SEQUENCE = 0x30,
    DER_SET = 0x31,
};
/* [number], primitive and constructed. */
#define DER_CONTEXT(number)             (0x80 | (number))
#define DER_CONTEXT_CONSTRUCTED(number) (0xa0 | (number))

/* "SEQUENCE", "[0]"; static. */
const char *der_tag_name(uint8_t tag);

/* True where the next element has this tag: how OPTIONAL and CHOICE are decided. */
bool der_next_is(const Cursor *cursor, uint8_t tag);
/* The next element's identifier octet; 0 where there is none. */
uint8_t der_next_tag(const Cursor *cursor);

/* Enters an element: reads see only its contents until der_leave, which is called also after an error. */
bool der_enter(Cursor *cursor, const char *name, uint8_t tag, CursorScope *scope);
bool der_leave(Cursor *cursor, const CursorScope *scope);
/* A fault unless everything up to the limit was read. */
bool der_expect_end(Cursor *cursor);
/* What a constructed element stands for. No effect without a tree, or after an error. */
void der_note(Cursor *cursor, const CursorScope *scope, const char *value_name);

/* All octets read since the cursor stood at `start`; empty after an error. */
Bytes der_read_since(const Cursor *cursor, size_t start);

/* An element whose contents are noted as one field "value", of the given kind. */
bool der_read(Cursor *cursor, const char *name, uint8_t tag, FieldKind kind, Bytes *contents);
/* The next element, whatever it is, its octets noted as "value". `element`: the whole, tag and length too. */
bool der_read_any(Cursor *cursor, const char *name, Bytes *element);
bool der_read_boolean(Cursor *cursor, const char *name, bool *out);
/* An INTEGER as its contents octets, two's complement; appends it in hex, with a - in front of a negative one. */
bool der_read_integer(Cursor *cursor, const char *name, Bytes *contents);
void der_append_integer(Buffer *out, Bytes contents);
/* A non-negative INTEGER as its octets without leading zeros: empty for 0. */
bool der_read_unsigned(Cursor *cursor, const char *name, Bytes *magnitude);
/* A non-negative INTEGER below 2^31. */
bool der_read_small(Cursor *cursor, const char *name, int *out);
/* An ENUMERATED, whose values are not negative and below 2^31. */
bool der_read_enumerated(Cursor *cursor, const char *name, int *out);
bool der_read_null(Cursor *cursor, const char *name);
/* An OBJECT IDENTIFIER; OID_UNKNOWN where the list has none such. `contents` may be NULL. */
bool der_read_oid(Cursor *cursor, const char *name, OidId *out, Bytes *contents);
/* A BIT STRING of whole octets. Noted as "unused_bits" and "value". */
bool der_read_bit_string(Cursor *cursor, const char *name, Bytes *out);
/* Enters such a BIT STRING, to read the elements inside. */
bool der_enter_bit_string(Cursor *cursor, const char *name, CursorScope *scope);
/* A BIT STRING with named bits (X.690 §11.2.2: no trailing zero bits), at most 16: bit n of the type is bit n of
   `out`. */
bool der_read_named_bits(Cursor *cursor, const char *name, unsigned *out);

/* A new struct of `size` bytes, all zero, and behind it *copy of what it is decoded from: one piece for memory_free. */
WARN_UNUSED void *der_new_with_copy(size_t size, Bytes *copy, Bytes der);

#endif
