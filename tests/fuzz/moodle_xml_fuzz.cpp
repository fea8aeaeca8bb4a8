// Moodle XML as question banks send it: any bytes give questions or problems, and questions an adoption or its problems.
#include "importing/rules.h"
#include "moodle_xml/rules.h"

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
    const auto quiz = curriculum::read_moodle_xml({reinterpret_cast<const char*>(data), size});
    if (quiz.problems.empty()) (void)curriculum::adopt(quiz, curriculum::ExchangeFormat::moodle_xml, "vi-du-1-01");
    return 0;
}
