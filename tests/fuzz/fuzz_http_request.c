/* An HTTP request: whole, and byte by byte, which has to come to the same. */
#include <string.h>

#include "fuzz.h"
#include "net/http.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    HttpRequest whole = {0}, pieces = {0};
    http_request_read(&whole, bytes_of(data, size));
    for (size_t i = 0; i < size; i++)
        http_request_read(&pieces, bytes_of(data + i, 1));
    fuzz_require(memcmp(&whole, &pieces, sizeof whole) == 0);
    fuzz_require(whole.size <= size && whole.line_size < sizeof whole.line && whole.line[whole.line_size] == '\0');

    Buffer response = BUFFER_EMPTY;
    http_response_append(&response, &whole, http_request_judge(&whole), BYTES_OF_ARRAY("page"));
    fuzz_require(response.size > 0);
    buffer_clear(&response);
    return 0;
}
