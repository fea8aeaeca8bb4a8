#include "foundation/random.h"

#include <sodium.h>

#include <cstring>
#include <stdexcept>

std::uint32_t Random::number(std::uint32_t below) {
    if (below < 2) return 0;
    const std::uint32_t limit = UINT32_MAX - UINT32_MAX % below;  // values above it would favour small numbers
    for (;;) {
        const auto drawn = bytes(4);
        std::uint32_t value = 0;
        std::memcpy(&value, drawn.data(), 4);
        if (value < limit) return value % below;
    }
}

std::string Random::token(std::size_t bytes_count) { return to_hex(bytes(bytes_count)); }

SystemRandom::SystemRandom() {
    if (sodium_init() < 0) throw std::runtime_error("libsodium does not start");
}

std::string SystemRandom::bytes(std::size_t count) {
    std::string output(count, '\0');
    randombytes_buf(output.data(), count);
    return output;
}

std::string SeededRandom::bytes(std::size_t count) {
    unsigned char seed[randombytes_SEEDBYTES] = {};
    std::memcpy(seed, &seed_, sizeof seed_);
    ++counter_;
    std::memcpy(seed + 8, &counter_, sizeof counter_);
    std::string output(count, '\0');
    randombytes_buf_deterministic(output.data(), count, seed);
    return output;
}

std::string to_hex(std::string_view bytes) {
    std::string output(bytes.size() * 2 + 1, '\0');
    sodium_bin2hex(output.data(), output.size(), reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size());
    output.pop_back();
    return output;
}

std::string hash_hex(std::string_view bytes) {
    unsigned char digest[32];
    crypto_generichash(digest, sizeof digest, reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size(), nullptr, 0);
    return to_hex({reinterpret_cast<const char*>(digest), sizeof digest});
}
