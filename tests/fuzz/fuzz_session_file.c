/* A file that keeps a client's session. What is accepted can be written down and read again, to the same session; what
   is not is told in one line that begins with the file's name, and leaves nothing behind. */
#include <string.h>

#include "fuzz.h"
#include "net/session_file.h"

static void require_refusal(const KeptSession *kept, const Diagnostic *diagnostic)
{
    fuzz_require(strncmp(diagnostic->text, "file:", 5) == 0);
    for (const char *c = diagnostic->text; *c; c++)
        fuzz_require((unsigned char)*c >= 0x20 && *c != 0x7f);
    fuzz_require(kept->host.data == NULL && kept->session.id.data == NULL && kept->session.ticket.data == NULL);
}

static void require_session(const KeptSession *kept)
{
    const Session *session = &kept->session;
    fuzz_require(session->suite && session->version >= VERSION_TLS_1_0 && session->version <= VERSION_TLS_1_2);
    fuzz_require(session->id.size <= SESSION_ID_MAX && session->ticket.size <= 65535);
    fuzz_require(session->id.size > 0 || session->ticket.size > 0);
    fuzz_require(kept->host.size > 0);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    KeptSession kept = {.host = BUFFER_EMPTY}, again = {.host = BUFFER_EMPTY};
    Buffer first = BUFFER_EMPTY, second = BUFFER_EMPTY;
    Diagnostic diagnostic = {""};
    if (session_file_decode(&kept, bytes_of(data, size), "file", &diagnostic)) {
        require_session(&kept);
        session_file_encode(&first, &kept);
        fuzz_require(session_file_decode(&again, buffer_bytes(&first), "again", &diagnostic));
        session_file_encode(&second, &again);
        fuzz_require(bytes_equal(buffer_bytes(&first), buffer_bytes(&second)));
    } else {
        require_refusal(&kept, &diagnostic);
    }
    kept_session_clear(&kept);
    kept_session_clear(&again);
    buffer_clear(&first);
    buffer_clear(&second);
    return 0;
}
