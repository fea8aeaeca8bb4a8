// Archives: any bytes are read or refused as head, end and frame; and so are any columns within a frame whose digest is right.
// What is read is written back to something that reads the same.
#include <sodium.h>
#include <zstd.h>

#include <cstdlib>

#include "learning/archive_files/rules.h"
#include "learning/frames/rules.h"

namespace {

namespace frames = learning::frames;
constexpr frames::Place kPlace{1, {2}};

void put(std::string& bytes, std::uint64_t value, int count) {
    for (int each = 0; each < count; ++each)
        bytes.push_back(static_cast<char>(value >> (8 * each)));
}

// A frame of these columns with everything around them in order.
std::string frame_around(const std::string& columns, std::uint64_t count) {
    std::string body(ZSTD_compressBound(columns.size()), '\0');
    body.resize(ZSTD_compress(body.data(), body.size(), columns.data(), columns.size(), 1));
    std::string frame;
    put(frame, 2, 8);
    put(frame, count, 4);
    put(frame, body.size(), 4);
    put(frame, 0, 4);
    const auto whole = frame + body;
    std::string digest(16, '\0');
    crypto_generichash(reinterpret_cast<unsigned char*>(digest.data()), digest.size(),
                       reinterpret_cast<const unsigned char*>(whole.data()), whole.size(), nullptr, 0);
    return frame + digest + body;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
    namespace files = learning::archive_files;
    const std::string bytes(reinterpret_cast<const char*>(data), size);
    if (const auto head = files::read_head(bytes); head && files::read_head(files::write_head(*head)) != head) std::abort();
    (void)files::read_end(bytes, size + 1000);
    (void)frames::read(kPlace, bytes, "");
    if (size == 0) return 0;
    const auto answers = frames::read(kPlace, frame_around(bytes.substr(1), data[0]), "");
    if (!answers) return 0;
    if (frames::read(kPlace, frames::write(kPlace, *answers, "", ""), "") != answers) std::abort();
    return 0;
}
