#pragma once
// The words under which a person is found. Pure.
#include <set>
#include <string>

namespace identity {

// Of the name and the login, as search_key has them.
std::set<std::string> words_of(const std::string& full_name, const std::string& login);

}  // namespace identity
