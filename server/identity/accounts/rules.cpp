#include "accounts/rules.h"

#include "foundation/text.h"

#include <algorithm>
#include <array>

namespace identity {
namespace {

constexpr std::size_t kNameMin = 2, kNameMax = 80, kNicknameMax = 24, kUserNameMin = 3, kUserNameMax = 40;

bool is_digit(char letter) { return letter >= '0' && letter <= '9'; }

// Mobile prefixes 03, 05, 07, 08, 09 with ten digits: the plan in force since 2018 (QĐ 798/QĐ-BTTTT).
std::optional<std::string> normalise_phone(std::string_view typed) {
    std::string digits;
    bool has_plus = false;
    for (const char letter : typed) {
        if (is_digit(letter)) {
            digits += letter;
        } else if (letter == '+' && digits.empty() && !has_plus) {
            has_plus = true;
        } else if (std::string_view(" .-()").find(letter) == std::string_view::npos) {
            return std::nullopt;
        }
    }
    if (digits.starts_with("0084")) digits = "0" + digits.substr(4);
    if (digits.starts_with("84") && (has_plus || digits.size() == 11)) digits = "0" + digits.substr(2);
    if (digits.size() != 10 || digits[0] != '0') return std::nullopt;
    if (std::string_view("35789").find(digits[1]) == std::string_view::npos) return std::nullopt;
    return digits;
}

std::optional<std::string> normalise_user_name(std::string_view typed) {
    std::string name;
    bool has_letter = false;
    for (const char raw : typed) {
        const char letter = raw >= 'A' && raw <= 'Z' ? static_cast<char>(raw - 'A' + 'a') : raw;
        const bool is_letter = letter >= 'a' && letter <= 'z';
        if (!is_letter && !is_digit(letter) && std::string_view("._-").find(letter) == std::string_view::npos) return std::nullopt;
        has_letter = has_letter || is_letter;
        name += letter;
    }
    // Digits alone are a phone number with a digit too many or too few, not a name.
    if (!has_letter || name.size() < kUserNameMin || name.size() > kUserNameMax) return std::nullopt;
    return name;
}

// What one meets on the way to a tea house; nothing that could be said against somebody.
constexpr std::array kNicknameWords = {
    "Lá chè",    "Búp trà",    "Chén trà",   "Đồi chè",    "Nắng mai",   "Gió đồi",   "Mây trắng", "Suối trong", "Hoa ban",
    "Hoa sim",   "Hoa cúc",    "Hoa gạo",    "Hoa sen",    "Lúa vàng",   "Lúa non",   "Cỏ non",    "Tre xanh",   "Măng non",
    "Cau vườn",  "Bưởi ngọt",  "Nhãn lồng",  "Vải thiều",  "Quế thơm",   "Chim sâu",  "Chim én",   "Sáo nâu",    "Ong vàng",
    "Chuồn kim", "Đom đóm",    "Cá rô",      "Sao mai",    "Trăng rằm",  "Mưa xuân",  "Sương sớm", "Cầu vồng",   "Núi xanh",
    "Sông xanh", "Thuyền nan", "Nón lá",     "Diều giấy",  "Sáo trúc",   "Đèn dầu",   "Bút tre",   "Trang vở",   "Giếng làng",
};

}  // namespace

std::optional<std::string> normalise_login(std::string_view typed) {
    const auto squeezed = text::squeeze(typed);
    if (auto phone = normalise_phone(squeezed)) return phone;
    return normalise_user_name(squeezed);
}

std::optional<std::string> normalise_full_name(std::string_view typed) {
    auto name = text::squeeze(typed);
    for (auto at = name.find("’"); at != std::string::npos; at = name.find("’", at)) name.replace(at, std::string_view("’").size(), "'");
    const auto length = text::length(name);
    if (length < kNameMin || length > kNameMax) return std::nullopt;
    if (!text::consists_of_letters_and(" .'-", name)) return std::nullopt;
    if (std::string_view(" .'-").find(name.front()) != std::string_view::npos) return std::nullopt;
    return name;
}

std::optional<std::string> normalise_nickname(std::string_view typed) {
    auto name = text::squeeze(typed);
    const auto length = text::length(name);
    if (length < kNameMin || length > kNicknameMax) return std::nullopt;
    if (!text::consists_of_letters_and(" .'-0123456789", name)) return std::nullopt;
    if (text::search_key(name).empty()) return std::nullopt;
    return name;
}

bool is_birth_year(int birth_year, int year) { return birth_year >= year - kAgeMax && birth_year <= year - kAgeMin; }

bool is_surely_grown(int birth_year, int year) { return year - birth_year > kGrownAge; }

std::uint32_t nickname_words_count() { return kNicknameWords.size(); }

std::string make_nickname(std::uint32_t word, std::uint32_t number) {
    return std::string(kNicknameWords[word % kNicknameWords.size()]) + " " + std::to_string(100 + number % kNicknameNumbers);
}

std::string greeting_name(AddressForm form, std::string_view full_name) {
    const auto words = text::split_words(full_name);
    const auto given = words.empty() ? std::string() : words.back();
    switch (form) {
    case AddressForm::ban: return "bạn " + given;
    case AddressForm::bac: return "bác " + given;
    case AddressForm::co: return "cô " + given;
    case AddressForm::chu: return "chú " + given;
    case AddressForm::anh: return "anh " + given;
    case AddressForm::chi: return "chị " + given;
    }
    return given;
}

std::string make_login(std::string_view full_name, int attempt) {
    std::string initials, given;
    const auto words = text::split_words(text::search_key(full_name));
    for (std::size_t index = 0; index < words.size(); ++index) {
        std::string ascii;
        for (const char letter : words[index]) {
            if (letter >= 'a' && letter <= 'z') ascii += letter;
        }
        if (index + 1 == words.size()) given = ascii.substr(0, 20);
        else if (!ascii.empty() && initials.size() < 8) initials += ascii[0];
    }
    if (given.empty()) given = "hocvien";
    auto login = initials.empty() ? given : given + "." + initials;
    if (attempt > 1 || login.size() < kUserNameMin) login += std::to_string(login.size() < kUserNameMin ? attempt + 10 : attempt);
    return login;
}

}  // namespace identity
