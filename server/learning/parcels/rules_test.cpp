#include "parcels/rules.h"

#include <gtest/gtest.h>

#include "foundation/random.h"

namespace learning::parcels {
namespace {

struct Pair {
    std::string private_key = SeededRandom(7).bytes(kPrivateKeyBytes);
    std::string public_key = *public_key_of(private_key);
};

TEST(LearningParcels, AgreeOnBothSides) {
    const Pair server;
    Pair device;
    device.private_key = SeededRandom(8).bytes(kPrivateKeyBytes);
    device.public_key = *public_key_of(device.private_key);
    EXPECT_EQ(agree(server.private_key, device.public_key), agree(device.private_key, server.public_key));
    EXPECT_NE(agree(server.private_key, device.public_key), agree(server.private_key, server.public_key));
}

TEST(LearningParcels, KnowTheCurve) {
    EXPECT_EQ(from_base64(to_base64("ạ")), "ạ");
    EXPECT_FALSE(from_base64("x"));
    const Pair pair;
    EXPECT_TRUE(is_public_key(pair.public_key));
    auto off = pair.public_key;
    off[40] = static_cast<char>(off[40] ^ 1);
    EXPECT_FALSE(is_public_key(off)) << "a point beside the curve";
    EXPECT_FALSE(is_public_key(""));
    EXPECT_FALSE(public_key_of(std::string(32, '\0')));
    EXPECT_FALSE(public_key_of(std::string(32, '\xff')));
    EXPECT_FALSE(agree(std::string(5, 'a'), pair.public_key));
    // Of RFC 5903, 8.1: the numbers both sides are known to come to.
    const auto bytes = [](const std::string& hex) {
        std::string read;
        for (std::size_t place = 0; place < hex.size(); place += 2)
            read += static_cast<char>(std::stoi(hex.substr(place, 2), nullptr, 16));
        return read;
    };
    const auto i = bytes("c88f01f510d9ac3f70a292daa2316de544e9aab8afe84049c62a9c57862d1433");
    const auto r = bytes("c6ef9c5d78ae012a011164acb397ce2088685d8f06bf9be0b283ab46476bee53");
    EXPECT_EQ(agree(i, *public_key_of(r)), bytes("d6840f6b42f6edafd13116e0e12565202fef8e9ece7dce03812464d04b9442de"));
}

TEST(LearningParcels, OpenOnlyAsTheyWereSealed) {
    const std::string agreed(32, 'k');
    SeededRandom random(9);
    for (std::uint32_t size = 0; size < 200; ++size) {
        const auto content = random.bytes(size);
        Envelope sent{1 + random.number(1000000), size, random.bytes(kSaltBytes), ""};
        seal(sent, Kind::parcel, agreed, content);
        auto bytes = write_envelope(sent);
        const auto got = read_envelope(bytes);
        ASSERT_TRUE(got);
        EXPECT_EQ(got->device_key, sent.device_key);
        EXPECT_EQ(got->entries_count, size);
        EXPECT_EQ(open(*got, Kind::parcel, agreed), content);
        EXPECT_FALSE(open(*got, Kind::receipt, agreed)) << "a parcel does not come back as its receipt";
        EXPECT_FALSE(open(*got, Kind::parcel, std::string(32, 'l')));
        auto& changed = bytes[random.number(static_cast<std::uint32_t>(bytes.size()))];
        changed = static_cast<char>(changed ^ (1 << random.number(8)));
        const auto forged = read_envelope(bytes);
        EXPECT_FALSE(forged && open(*forged, Kind::parcel, agreed)) << "one bit changed on the way";
    }
}

TEST(LearningParcels, OpenWithNoBitChanged) {
    const std::string agreed(32, 'k');
    SeededRandom random(10);
    for (const std::uint32_t size : {0U, 1U, 15U, 16U, 17U, 300U}) {
        Envelope sent{1 + random.number(1000000), size, random.bytes(kSaltBytes), ""};
        seal(sent, Kind::parcel, agreed, random.bytes(size));
        auto bytes = write_envelope(sent);
        for (std::size_t bit = 0; bit < bytes.size() * 8; ++bit) {
            const auto flip = [&] { bytes[bit / 8] = static_cast<char>(bytes[bit / 8] ^ (1 << bit % 8)); };
            flip();
            const auto forged = read_envelope(bytes);
            ASSERT_FALSE(forged && open(*forged, Kind::parcel, agreed)) << "bit " << bit;
            flip();
        }
        ASSERT_TRUE(open(*read_envelope(bytes), Kind::parcel, agreed));
    }
}

}  // namespace
}  // namespace learning::parcels
