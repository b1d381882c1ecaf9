/* A server, and everything that a client says to it. The seeds are made by peer_seeds. */
#include "fuzz_peer.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    fuzz_peer(ACTOR_SERVER, bytes_of(data, size));
    return 0;
}
