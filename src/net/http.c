#include "net/http.h"

#include <string.h>

#include "base/text.h"

static void end_line(HttpRequest *request)
{
    /* RFC 9112 §2.2: an empty line before the request line is ignored, and a lone LF ends a line too. */
    if (request->line_over && request->blank)
        request->over = true;
    if (request->line_size > 0)
        request->line_over = true;
    request->blank = true;
}

static void take_character(HttpRequest *request, char character)
{
    request->size++;
    if (character == '\n') {
        end_line(request);
    } else if (character != '\r') {
        request->blank = false;
        if (!request->line_over && request->line_size + 1 < sizeof request->line)
            request->line[request->line_size++] = character ? character : '?';
    }
    if (request->size >= HTTP_HEADER_MAX)
        request->over = true;
}

void http_request_read(HttpRequest *request, Bytes bytes)
{
    for (size_t i = 0; i < bytes.size && !request->over; i++)
        take_character(request, (char)bytes.data[i]);
}

static bool begins_with(const char *text, const char *start)
{
    return strncmp(text, start, strlen(start)) == 0;
}

/* "GET /… HTTP/1.x", of which a line that was cut lacks the end. */
static bool is_request_line(const HttpRequest *request)
{
    const char *target = strchr(request->line, ' ');
    const char *version = target ? strchr(target + 1, ' ') : NULL;
    if (!target || target == request->line || target[1] == ' ' || target[1] == '\0')
        return false;
    bool cut = request->line_size + 1 == sizeof request->line;
    return version ? begins_with(version + 1, "HTTP/1.") || cut : cut;
}

HttpStatus http_request_judge(const HttpRequest *request)
{
    if (request->size >= HTTP_HEADER_MAX)
        return HTTP_HEADER_TOO_LARGE;
    if (!is_request_line(request))
        return HTTP_BAD_REQUEST;
    return begins_with(request->line, "GET ") || begins_with(request->line, "HEAD ") ? HTTP_OK
                                                                                     : HTTP_METHOD_NOT_ALLOWED;
}

static const char *reason(HttpStatus status)
{
    switch (status) {
    case HTTP_OK:
        return "OK";
    case HTTP_BAD_REQUEST:
        return "Bad Request";
    case HTTP_METHOD_NOT_ALLOWED:
        return "Method Not Allowed";
    case HTTP_HEADER_TOO_LARGE:
        break;
    }
    return "Request Header Fields Too Large";
}

void http_response_append(Buffer *out, const HttpRequest *request, HttpStatus status, Bytes page)
{
    Bytes body = status == HTTP_OK ? page : bytes_of_text(reason(status));
    text_print(out, "HTTP/1.1 %d %s\r\n", (int)status, reason(status));
    text_print(out, "Content-Type: %s; charset=utf-8\r\n", status == HTTP_OK ? "text/html" : "text/plain");
    text_print(out, "Content-Length: %zu\r\nCache-Control: no-store\r\nConnection: close\r\n", body.size);
    text_append(out, status == HTTP_METHOD_NOT_ALLOWED ? "Allow: GET, HEAD\r\n\r\n" : "\r\n");
    if (!begins_with(request->line, "HEAD "))
        buffer_append(out, body);
}
