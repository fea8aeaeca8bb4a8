#pragma once
// Office files and pages as the tests look at them: parts of a ZIP, and what LibreOffice and poppler make of a file.
#include <map>
#include <string>
#include <vector>

namespace testing_office {

std::map<std::string, std::string> unzip(const std::string& bytes);
// All text of a Word part, paragraphs and breaks as \n.
std::string words_of(const std::string& document_xml);

struct Word {
    std::string text;
    double left = 0, top = 0, right = 0, bottom = 0;  // in points
    // Liberation Serif's ascent and descent make 1.3 times the size, as poppler reports them.
    double size_pt() const { return (bottom - top) / 1.3; }
};
struct Rendered {
    double width = 0, height = 0;
    std::vector<Word> words;
};

// A folder of a test's own, gone with it.
class Folder {
public:
    Folder();
    ~Folder();
    Folder(const Folder&) = delete;
    std::string path(const std::string& name) const { return path_ + "/" + name; }
    void write(const std::string& name, const std::string& bytes) const;
    std::string read(const std::string& name) const;
    // Turns "report.docx" into "report.pdf" or its tables into CSV files; throws with what the program said.
    void convert(const std::string& name, const std::string& filter) const;
    std::vector<Rendered> pages(const std::string& pdf) const;
    std::string run(const std::string& command) const;

private:
    std::string path_;
};

// Words that follow one another on a page, as one box; fails when they are not there.
Word find_words(const Rendered& page, const std::string& text);

// A page in grey, to measure drawn lines.
class Picture {
public:
    Picture(const Folder& folder, const std::string& pdf, int page);
    struct Line {
        double left = 0, right = 0, top = 0;  // in points
    };
    // The longest dark horizontal run in a strip.
    Line longest_line(double left, double top, double right, double bottom) const;

private:
    int width_ = 0;
    int height_ = 0;
    std::string grey_;
};

}  // namespace testing_office
