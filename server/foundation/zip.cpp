#include "foundation/zip.h"

#include <zip.h>

#include <memory>
#include <stdexcept>

namespace {

constexpr zip_uint16_t kFirstDosDay = (1 << 5) | 1;  // 1980-01-01, the earliest a ZIP entry can carry

// The bytes an archive is written into; kept by us beyond the archive's life.
class Target {
public:
    Target() {
        zip_error_t error;
        zip_error_init(&error);
        source_ = zip_source_buffer_create(nullptr, 0, 0, &error);
        zip_error_fini(&error);
        if (!source_) throw std::bad_alloc();
        zip_source_keep(source_);
    }
    Target(const Target&) = delete;
    ~Target() { zip_source_free(source_); }

    zip_source_t* source() { return source_; }

    std::string read() {
        if (zip_source_open(source_) != 0) throw std::runtime_error("zip: cannot read what was packed");
        zip_source_seek(source_, 0, SEEK_END);
        std::string bytes(static_cast<std::size_t>(zip_source_tell(source_)), '\0');
        zip_source_seek(source_, 0, SEEK_SET);
        const auto count = zip_source_read(source_, bytes.data(), bytes.size());
        zip_source_close(source_);
        if (count != static_cast<zip_int64_t>(bytes.size())) throw std::runtime_error("zip: short read");
        return bytes;
    }

private:
    zip_source_t* source_;
};

struct Discard {
    void operator()(zip_t* zip) const { zip_discard(zip); }
};

void add(zip_t* archive, const ZipPart& part) {
    auto* content = zip_source_buffer(archive, part.content.data(), part.content.size(), 0);
    if (!content) throw std::bad_alloc();
    const auto index = zip_file_add(archive, part.name.c_str(), content, ZIP_FL_ENC_UTF_8);
    if (index < 0) {
        zip_source_free(content);
        throw std::runtime_error("zip: " + part.name + ": " + zip_strerror(archive));
    }
    const auto at = static_cast<zip_uint64_t>(index);
    zip_set_file_compression(archive, at, ZIP_CM_DEFLATE, 6);
    zip_file_set_dostime(archive, at, 0, kFirstDosDay, 0);
}

}  // namespace

std::string pack_zip(const std::vector<ZipPart>& parts) {
    Target target;
    zip_error_t error;
    zip_error_init(&error);
    std::unique_ptr<zip_t, Discard> archive(zip_open_from_source(target.source(), ZIP_TRUNCATE, &error));
    if (!archive) zip_source_free(target.source());
    zip_error_fini(&error);
    if (!archive) throw std::runtime_error("zip: cannot begin an archive");
    for (const auto& part : parts)
        add(archive.get(), part);
    if (zip_close(archive.get()) != 0) throw std::runtime_error(std::string("zip: ") + zip_strerror(archive.get()));
    (void)archive.release();
    return target.read();
}
