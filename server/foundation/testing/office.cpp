#include "foundation/testing/office.h"

#include <zip.h>
#include <pugixml.hpp>

#include <stdlib.h>

#include <array>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <stdexcept>

namespace testing_office {
namespace {

constexpr int kDotsPerInch = 300;
constexpr double kPointsPerDot = 72.0 / kDotsPerInch;

void append_words(const pugi::xml_node& node, std::string& text) {
    for (const auto& child : node.children()) {
        const std::string_view name = child.name();
        if (name == "w:t") text += child.child_value();
        if (name == "w:br") text += '\n';
        append_words(child, text);
        if (name == "w:p") text += '\n';
    }
}

}  // namespace

std::map<std::string, std::string> unzip(const std::string& bytes) {
    zip_error_t error;
    zip_error_init(&error);
    auto* archive = zip_open_from_source(zip_source_buffer_create(bytes.data(), bytes.size(), 0, &error), ZIP_RDONLY, &error);
    if (!archive) throw std::runtime_error("not a ZIP archive");
    std::map<std::string, std::string> parts;
    for (zip_int64_t index = 0; index < zip_get_num_entries(archive, 0); ++index) {
        zip_stat_t about;
        zip_stat_index(archive, static_cast<zip_uint64_t>(index), 0, &about);
        std::string content(about.size, '\0');
        auto* file = zip_fopen_index(archive, static_cast<zip_uint64_t>(index), 0);
        zip_fread(file, content.data(), content.size());
        zip_fclose(file);
        parts.emplace(about.name, std::move(content));
    }
    zip_discard(archive);
    return parts;
}

std::string words_of(const std::string& document_xml) {
    pugi::xml_document document;
    const auto parsed =
        document.load_buffer(document_xml.data(), document_xml.size(), pugi::parse_default | pugi::parse_ws_pcdata);
    if (!parsed) throw std::runtime_error(parsed.description());
    std::string text;
    append_words(document, text);
    return text;
}

Folder::Folder() {
    std::string pattern = (std::filesystem::temp_directory_path() / "bdh-office-XXXXXX").string();
    if (!mkdtemp(pattern.data())) throw std::runtime_error("no temporary folder");
    path_ = pattern;
}

Folder::~Folder() {
    std::error_code ignored;
    // BDH_KEEP_DOCUMENTS=folder keeps what was made, for somebody to look at.
    if (const char* kept = std::getenv("BDH_KEEP_DOCUMENTS")) {
        std::filesystem::remove_all(path_ + "/profile", ignored);
        std::filesystem::copy(
            path_, kept, std::filesystem::copy_options::recursive | std::filesystem::copy_options::overwrite_existing, ignored);
    }
    std::filesystem::remove_all(path_, ignored);
}

void Folder::write(const std::string& name, const std::string& bytes) const {
    std::ofstream(path(name), std::ios::binary) << bytes;
}

std::string Folder::read(const std::string& name) const {
    std::ifstream file(path(name), std::ios::binary);
    if (!file) throw std::runtime_error(name + " was not made");
    std::ostringstream content;
    content << file.rdbuf();
    return content.str();
}

std::string Folder::run(const std::string& command) const {
    const auto whole = "cd '" + path_ + "' && " + command + " 2>&1";
    auto* pipe = popen(whole.c_str(), "r");
    if (!pipe) throw std::runtime_error("cannot run " + command);
    std::string output;
    std::array<char, 65536> buffer;
    for (std::size_t count; (count = std::fread(buffer.data(), 1, buffer.size(), pipe)) > 0;)
        output.append(buffer.data(), count);
    if (pclose(pipe) != 0) throw std::runtime_error(command + ": " + output);
    return output;
}

void Folder::convert(const std::string& name, const std::string& filter) const {
    // A profile of its own: two LibreOffices with one profile do not run side by side.
    run("timeout 120 soffice -env:UserInstallation=file://" + path("profile") + " --headless --convert-to '" + filter + "' " +
        name);
}

std::vector<Rendered> Folder::pages(const std::string& pdf) const {
    run("pdftotext -bbox-layout " + pdf + " words.xml");
    pugi::xml_document document;
    const auto xml = read("words.xml");
    if (!document.load_buffer(xml.data(), xml.size())) throw std::runtime_error("pdftotext gave no XML");
    std::vector<Rendered> pages;
    for (const auto& page : document.child("html").child("body").child("doc").children("page")) {
        Rendered rendered{page.attribute("width").as_double(), page.attribute("height").as_double(), {}};
        for (const auto& found : page.select_nodes(".//word")) {
            const auto word = found.node();
            rendered.words.push_back({word.child_value(), word.attribute("xMin").as_double(), word.attribute("yMin").as_double(),
                                      word.attribute("xMax").as_double(), word.attribute("yMax").as_double()});
        }
        pages.push_back(std::move(rendered));
    }
    return pages;
}

Word find_words(const Rendered& page, const std::string& text) {
    for (std::size_t from = 0; from < page.words.size(); ++from) {
        auto box = page.words[from];
        for (std::size_t at = from + 1; text.starts_with(box.text) && at < page.words.size() && box.text.size() < text.size();
             ++at) {
            const auto& next = page.words[at];
            box.text += " " + next.text;
            box.left = std::min(box.left, next.left);
            box.right = std::max(box.right, next.right);
            box.bottom = std::max(box.bottom, next.bottom);
        }
        if (box.text == text) return box;
    }
    throw std::runtime_error("not on the page: " + text);
}

Picture::Picture(const Folder& folder, const std::string& pdf, int page) {
    const auto number = std::to_string(page);
    folder.run("pdftoppm -gray -r " + std::to_string(kDotsPerInch) + " -f " + number + " -l " + number + " -singlefile " + pdf +
               " page");
    std::istringstream pgm(folder.read("page.pgm"));
    std::string magic;
    int white = 0;
    pgm >> magic >> width_ >> height_ >> white;
    pgm.get();
    grey_.resize(static_cast<std::size_t>(width_) * static_cast<std::size_t>(height_));
    pgm.read(grey_.data(), static_cast<std::streamsize>(grey_.size()));
    if (magic != "P5" || !pgm) throw std::runtime_error("pdftoppm gave no picture");
}

Picture::Line Picture::longest_line(double left, double top, double right, double bottom) const {
    const auto dots = [](double points) { return static_cast<int>(points / kPointsPerDot); };
    Line longest;
    for (int y = std::max(0, dots(top)); y < std::min(height_, dots(bottom)); ++y) {
        int run = 0;
        for (int x = std::max(0, dots(left)); x <= std::min(width_ - 1, dots(right)); ++x) {
            const auto grey = static_cast<unsigned char>(
                grey_[static_cast<std::size_t>(y) * static_cast<std::size_t>(width_) + static_cast<std::size_t>(x)]);
            run = grey < 128 ? run + 1 : 0;
            if (run * kPointsPerDot > longest.right - longest.left)
                longest = {(x - run + 1) * kPointsPerDot, (x + 1) * kPointsPerDot, y * kPointsPerDot};
        }
    }
    return longest;
}

}  // namespace testing_office
