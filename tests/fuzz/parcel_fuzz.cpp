// Files from hand to hand: any bytes are read or refused, what is read is written back the same, and nothing opens but what was
// sealed. The same bytes as a content survive sealing and opening.
#include "learning/parcels/rules.h"

#include <cstdlib>

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
    namespace parcels = learning::parcels;
    const std::string bytes(reinterpret_cast<const char*>(data), size);
    static const std::string agreed(32, 'k');
    if (const auto read = parcels::from_base64(bytes); read && parcels::from_base64(parcels::to_base64(*read)) != read) std::abort();
    (void)parcels::is_public_key(bytes);
    if (const auto envelope = parcels::read_envelope(bytes)) {
        if (parcels::write_envelope(*envelope) != bytes) std::abort();
        (void)parcels::open(*envelope, parcels::Kind::parcel, agreed);
    }
    parcels::Envelope sent{1, static_cast<std::uint32_t>(size), std::string(parcels::kSaltBytes, 's'), {}};
    parcels::seal(sent, parcels::Kind::receipt, agreed, bytes);
    if (parcels::open(sent, parcels::Kind::receipt, agreed) != bytes || parcels::open(sent, parcels::Kind::parcel, agreed)) std::abort();
    return 0;
}
