/* Requests in any pieces, and what they are answered with. */
#include <string.h>

#include "check.h"

#include "base/text.h"
#include "net/http.h"

static HttpRequest read_in_pieces(const char *text, size_t size)
{
    HttpRequest request = {0};
    Bytes all = bytes_of_text(text);
    for (size_t i = 0; i < all.size; i += size)
        http_request_read(&request, bytes_slice(all, i, size));
    return request;
}

static void test_is_over_with_its_blank_line(void **state)
{
    (void)state;
    static const char *const whole[] = {
        "GET / HTTP/1.0\r\n\r\n",
        "GET / HTTP/1.1\r\nHost: localhost\r\nAccept: */*\r\n\r\n",
        "GET / HTTP/1.1\nHost: localhost\n\n",
        "\r\nGET / HTTP/1.1\r\n\r\n",
    };
    static const char *const parts[] = {"", "GET / HTTP/1.0\r\n", "GET / HTTP/1.0\r\nHost: a\r\n", "\r\n\r\n", "GET"};
    for (size_t size = 1; size < 40; size++) {
        for (size_t i = 0; i < COUNT_OF(whole); i++) {
            HttpRequest request = read_in_pieces(whole[i], size);
            assert_true(request.over);
            assert_int_equal(http_request_judge(&request), HTTP_OK);
        }
        for (size_t i = 0; i < COUNT_OF(parts); i++)
            assert_false(read_in_pieces(parts[i], size).over);
    }
}

static void test_what_comes_after_is_no_part_of_it(void **state)
{
    (void)state;
    HttpRequest request = read_in_pieces("GET / HTTP/1.1\r\n\r\nPOST / HTTP/1.1\r\n", 3);
    assert_string_equal(request.line, "GET / HTTP/1.1");
    assert_int_equal(request.size, strlen("GET / HTTP/1.1\r\n\r\n"));
}

static void test_a_long_header_takes_no_memory_and_has_an_end(void **state)
{
    (void)state;
    HttpRequest request = read_in_pieces("GET / HTTP/1.1\r\n", 1);
    static const char field[] = "X-Filler: 0123456789\r\n";
    size_t sent = 0;
    for (; sent < 64 * 1024; sent += sizeof field - 1)
        http_request_read(&request, bytes_of_text(field));
    assert_false(request.over);
    HttpRequest ended = request;
    http_request_read(&ended, bytes_of_text("\r\n"));
    assert_true(ended.over);
    assert_int_equal(http_request_judge(&ended), HTTP_OK);
    for (; sent <= HTTP_HEADER_MAX; sent += sizeof field - 1)
        http_request_read(&request, bytes_of_text(field));
    assert_true(request.over);
    assert_int_equal(http_request_judge(&request), HTTP_HEADER_TOO_LARGE);
}

static void test_other_requests(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        HttpStatus status;
    } cases[] = {
        {"HEAD / HTTP/1.1\r\n\r\n", HTTP_OK},
        {"GET /any/path?query HTTP/1.1\r\n\r\n", HTTP_OK},
        {"POST / HTTP/1.1\r\n\r\n", HTTP_METHOD_NOT_ALLOWED},
        {"get / HTTP/1.1\r\n\r\n", HTTP_METHOD_NOT_ALLOWED},
        {"GET /\r\n\r\n", HTTP_BAD_REQUEST},
        {"GET  HTTP/1.1\r\n\r\n", HTTP_BAD_REQUEST},
        {"GET / HTTP/2.0\r\n\r\n", HTTP_BAD_REQUEST},
        {"nothing\r\n\r\n", HTTP_BAD_REQUEST},
        {" \r\n\r\n", HTTP_BAD_REQUEST},
    };
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        HttpRequest request = read_in_pieces(cases[i].text, 5);
        assert_true(request.over);
        assert_int_equal(http_request_judge(&request), cases[i].status);
    }
}

static void assert_response(const char *request_text, const char *wanted)
{
    HttpRequest request = read_in_pieces(request_text, 100);
    Buffer out = BUFFER_EMPTY;
    http_response_append(&out, &request, http_request_judge(&request), bytes_of_text("<p>page</p>"));
    assert_string_equal(text_finish(&out), wanted);
    buffer_clear(&out);
}

static void test_responses(void **state)
{
    (void)state;
#define HEADER                                                                                                         \
    "HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\nContent-Length: 11\r\nCache-Control: no-store\r\n"   \
    "Connection: close\r\n\r\n"
    assert_response("GET / HTTP/1.0\r\n\r\n", HEADER "<p>page</p>");
    assert_response("HEAD / HTTP/1.0\r\n\r\n", HEADER);
    assert_response(
        "PUT / HTTP/1.0\r\n\r\n",
        "HTTP/1.1 405 Method Not Allowed\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Length: 18\r\n"
        "Cache-Control: no-store\r\nConnection: close\r\nAllow: GET, HEAD\r\n\r\nMethod Not Allowed");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_is_over_with_its_blank_line),
        cmocka_unit_test(test_what_comes_after_is_no_part_of_it),
        cmocka_unit_test(test_a_long_header_takes_no_memory_and_has_an_end),
        cmocka_unit_test(test_other_requests),
        cmocka_unit_test(test_responses),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
