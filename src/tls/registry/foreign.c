#include "tls/registry/foreign.h"

const char *foreign_name(Bytes first)
{
    /* Words alone that no record can begin with: bytes that are no text could be anything. */
    static const struct {
        const char *begins, *name;
    } known[] = {
        {"GET ", "HTTP without TLS"},
        {"HEAD ", "HTTP without TLS"},
        {"POST ", "HTTP without TLS"},
        {"PUT ", "HTTP without TLS"},
        {"DELETE ", "HTTP without TLS"},
        {"OPTIONS ", "HTTP without TLS"},
        {"CONNECT ", "HTTP without TLS"},
        {"PATCH ", "HTTP without TLS"},
        {"TRACE ", "HTTP without TLS"},
        {"PRI * HTTP/2", "HTTP/2 without TLS"},
        {"HTTP/", "HTTP without TLS"},
        {"SSH-", "SSH"},
        {"220 ", "SMTP or FTP"},
        {"220-", "SMTP or FTP"},
        {"EHLO ", "SMTP"},
        {"HELO ", "SMTP"},
        {"* OK", "IMAP"},
        {"+OK", "POP3"},
    };
    for (size_t i = 0; i < COUNT_OF(known); i++) {
        Bytes begins = bytes_of_text(known[i].begins);
        if (bytes_equal(bytes_slice(first, 0, begins.size), begins))
            return known[i].name;
    }
    return NULL;
}
