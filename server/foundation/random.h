#pragma once
// Secrets and hashes (libsodium). Randomness is handed in through Context, so that a test can repeat itself.
#include <cstdint>
#include <string>
#include <string_view>

class Random {
public:
    virtual ~Random() = default;
    virtual std::string bytes(std::size_t count) = 0;
    // Uniform in [0, below).
    std::uint32_t number(std::uint32_t below);
    // Lower-case hexadecimal of that many random bytes.
    std::string token(std::size_t bytes_count);
};

class SystemRandom final : public Random {
public:
    SystemRandom();
    std::string bytes(std::size_t count) override;
};

// Deterministic; for tests and the demo only.
class SeededRandom final : public Random {
public:
    explicit SeededRandom(std::uint64_t seed) : seed_(seed) {}
    std::string bytes(std::size_t count) override;

private:
    std::uint64_t seed_;
    std::uint64_t counter_ = 0;
};

std::string to_hex(std::string_view bytes);
// BLAKE2b-256 in hexadecimal: for tokens kept only as hashes, and for checksums.
std::string hash_hex(std::string_view bytes);
