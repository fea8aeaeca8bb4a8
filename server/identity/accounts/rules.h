#pragma once
// What a login, a name, a nickname and a birth year may be.
#include "public.h"

#include <optional>
#include <string>
#include <string_view>

namespace identity {

enum class AccountRefusal { login_invalid, login_taken, name_invalid, nickname_invalid, birth_year_invalid, no_such_unit, may_not_show_name };
BOOST_DESCRIBE_ENUM(AccountRefusal, login_invalid, login_taken, name_invalid, nickname_invalid, birth_year_invalid, no_such_unit, may_not_show_name)

enum class AddressForm { ban, bac, co, chu, anh, chi };
BOOST_DESCRIBE_ENUM(AddressForm, ban, bac, co, chu, anh, chi)

// A mobile number in any usual writing becomes 0xxxxxxxxx; a user name is lower-cased. Nothing for anything else.
std::optional<std::string> normalise_login(std::string_view typed);

// Squeezed; 2–80 letters of any script, spaces and . ' - between them. Nothing for anything else.
std::optional<std::string> normalise_full_name(std::string_view typed);
std::optional<std::string> normalise_nickname(std::string_view typed);

inline constexpr int kAgeMin = 5;
inline constexpr int kAgeMax = 120;
bool is_birth_year(int birth_year, int year);

// Only the year of birth is known, so whoever turns 16 this year counts as not yet 16: the cautious reading of the age
// below which a guardian consents and no full name is shown.
inline constexpr int kGrownAge = 16;
bool is_surely_grown(int birth_year, int year);

// Nobody's name and nobody's rank: "Lá chè 482". Any two numbers give one.
std::string make_nickname(std::uint32_t word, std::uint32_t number);
inline constexpr std::uint32_t kNicknameNumbers = 900;
std::uint32_t nickname_words_count();

std::string greeting_name(AddressForm form, std::string_view full_name);

// A user name for who has no phone: "lan.nt" from "Nguyễn Thị Lan", then "lan.nt2", "lan.nt3" …
std::string make_login(std::string_view full_name, int attempt);

}  // namespace identity
