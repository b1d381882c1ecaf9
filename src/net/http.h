/*
 * As much of HTTP/1.0 and 1.1 (RFC 9112) as a server of one page needs. A request is read in any pieces, and no more of
 * it is kept than the beginning of its first line: however long the header is, it takes no memory.
 */
#ifndef TLSTEPS_NET_HTTP_H
#define TLSTEPS_NET_HTTP_H

#include "base/bytes.h"

enum { HTTP_LINE_KEPT = 256, HTTP_HEADER_MAX = 1 << 20 };

typedef enum HttpStatus {
    HTTP_OK = 200,
    HTTP_BAD_REQUEST = 400,
    HTTP_METHOD_NOT_ALLOWED = 405,
    HTTP_HEADER_TOO_LARGE = 431,
} HttpStatus;

/* Starts as all zero. */
typedef struct HttpRequest {
    char line[HTTP_LINE_KEPT]; /* the first line, without its end; a longer one is cut */
    size_t line_size;
    bool line_over, blank; /* `blank`: nothing has come in the present line */
    bool over;             /* the blank line has come, or nothing more is read of so long a header */
    size_t size;           /* of the header so far */
} HttpRequest;

/* Takes in bytes of a request. What comes after the blank line is no part of it. */
void http_request_read(HttpRequest *request, Bytes bytes);
/* What a request that is over is answered with. */
HttpStatus http_request_judge(const HttpRequest *request);

/* Appends a whole response that ends with the connection. HEAD gets no body. */
void http_response_append(Buffer *out, const HttpRequest *request, HttpStatus status, Bytes page);

#endif
