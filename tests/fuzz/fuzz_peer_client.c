/* A client, and everything that a server says to it. The seeds are made by peer_seeds. */
#include "fuzz_peer.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    fuzz_peer(ACTOR_CLIENT, bytes_of(data, size));
    return 0;
}
