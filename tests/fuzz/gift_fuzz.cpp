// GIFT as question banks send it: any bytes give questions or problems, and questions an adoption or its problems.
#include "gift/rules.h"
#include "importing/rules.h"

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
    const auto quiz = curriculum::read_gift({reinterpret_cast<const char*>(data), size});
    if (quiz.problems.empty()) (void)curriculum::adopt(quiz, curriculum::ExchangeFormat::gift, "vi-du-1-01");
    return 0;
}
