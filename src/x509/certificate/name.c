#include "x509/certificate/name.h"

#include "x509/certificate/dns_name.h"
#include "x509/certificate/ip_address.h"

bool certificate_is_for_host(const Certificate *certificate, const char *host)
{
    uint8_t octets[IP_ADDRESS_SIZE_MAX];
    Bytes names = certificate->alternative_names, address = bytes_of(octets, ip_address_parse(octets, host));
    GeneralName name;
    while (general_name_next(&names, &name)) {
        if (name.kind == GENERAL_NAME_IP_ADDRESS && address.size && bytes_equal(name.value, address))
            return true;
        if (name.kind == GENERAL_NAME_DNS && !address.size && dns_name_matches(name.value, bytes_of_text(host)))
            return true;
    }
    return false;
}
