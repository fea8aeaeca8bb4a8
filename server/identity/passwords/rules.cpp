#include "passwords/rules.h"

#include "foundation/text.h"

#include <fmt/format.h>

#include <algorithm>
#include <string_view>
#include <unordered_set>

namespace identity {
namespace {

// The commonest of eight characters and more in published leak counts (NCSC's list of 100,000), with what is common in
// Việt Nam: love, family, football, the programme's and the provinces' names. Compared in lower case.
const std::unordered_set<std::string_view>& common_passwords() {
    static const std::unordered_set<std::string_view> list{
        "password",    "password1",   "password12",  "password123", "passw0rd",    "p@ssw0rd",     "p@ssword",    "pass1234",
        "12345678",    "123456789",   "1234567890",  "0123456789",  "87654321",    "987654321",    "0987654321",  "11223344",
        "12341234",    "12344321",    "123123123",   "123321123",   "112233445566", "147258369",   "159753456",   "789456123",
        "123456789a",  "12345678a",   "a12345678",   "a123456789",  "aa123456",    "aa12345678",   "abc12345",    "abc123456",
        "abcd1234",    "abcd12345",   "abcdefgh",    "abc123abc",   "1q2w3e4r",    "1q2w3e4r5t",   "1qaz2wsx",    "q1w2e3r4",
        "qwer1234",    "qwerty12",    "qwerty123",   "qwertyui",    "qwertyuiop",  "asdfghjk",     "asdfghjkl",   "asdf1234",
        "zxcvbnm1",    "zxcvbnm123",  "zaq12wsx",    "qazwsxedc",   "iloveyou",    "iloveyou1",    "iloveyou123", "loveyou123",
        "sunshine",    "princess",    "football",    "baseball",    "superman",    "starwars",     "welcome1",    "welcome123",
        "dragon123",   "monkey123",   "letmein1",    "letmein123",  "admin123",    "admin1234",    "administrator", "administrator1",
        "admin@123",   "trustno1",    "computer",    "internet",    "whatever",    "michelle",     "jennifer",    "samsung1",
        "matkhau1",    "matkhau12",   "matkhau123",  "matkhau1234", "matkhau@123", "mậtkhẩu123",   "mat khau",    "mật khẩu",
        "khongbiet",   "khongcomatkhau", "khongnho", "anhyeuem",    "anhyeuem1",   "anhyeuem123",  "emyeuanh",    "emyeuanh123",
        "yeuemnhieu",  "yeuanhnhieu", "anhnhoem",    "emnhoanh",    "mottinhyeu",  "tinhyeu1",     "tinhyeu123",  "tinhyeucuatoi",
        "conyeume",    "conyeubome",  "yeubome1",    "giadinhtoi",  "giadinh1",    "giadinh123",   "giadinhlaso1", "hanhphuc",
        "hanhphuc1",   "hanhphuc123", "maimaiyeuem", "maimaiyeu",   "vietnam1",    "vietnam123",   "vietnam2025", "vietnam2026",
        "vietnam@123", "vietnamvodich", "toiyeuvietnam", "yeuvietnam", "bongda123", "hoangsatruongsa", "thanhcong", "thanhcong1",
        "maymanlam",   "chucmungnammoi", "coganglen", "quyettam1",  "hocsinh1",    "hocsinh123",   "sinhvien",    "sinhvien1",
        "giaovien",    "giaovien1",   "giaovien123", "canbo123",    "canbo1234",   "caobang123",   "nguyenvan",   "nguyenvana",
        "nguyenthi",   "tranvana1",   "binhdanhoc",  "binhdanhoc1", "binhdanhoc123", "binhdanhocai", "binhdanhocvu", "binhdanhocvuso",
        "bình dân học", "hocvuso1",   "hocvuso123",  "chuyendoiso", "chuyendoiso1", "trituenhantao", "thainguyen", "thainguyen1",
        "thainguyen19", "thainguyen20", "thainguyen123", "haiphong", "haiphong1",  "haiphong15",   "haiphong16",  "haiphong31",
        "haiphong123", "hanoi123",    "hanoi1234",   "hanoi2026",   "saigon123",   "hochiminh",    "hochiminh1",  "tphochiminh",
        "danang123",   "kimphuong",   "kimphuong1",  "zaloplus",    "zalo1234",    "facebook",     "facebook1",   "facebook123",
        "google123",   "chatgpt1",    "chatgpt123",  "viettel1",    "viettel123",  "vinaphone",    "mobifone",    "vietcombank",
        "agribank",    "agribank1",   "taikhoan1",   "taikhoan123", "dangnhap",    "dangnhap1",    "dangnhap123", "test1234",
        "testtest",    "user1234",    "changeme",    "changeme1",   "default1",    "secret123",    "master123",   "shadow123",
    };
    return list;
}

bool repeats_one_character(std::string_view text) {
    return std::all_of(text.begin(), text.end(), [&](char letter) { return letter == text.front(); });
}

// 23456789, 98765432, 90123456: digits each one above (or below) the one before, 0 following 9.
bool counts_up_or_down(std::string_view text) {
    const auto steps_by = [&](int step) {
        for (std::size_t at = 0; at < text.size(); ++at) {
            if (text[at] < '0' || text[at] > '9') return false;
            if (at > 0 && (text[at] - text[at - 1] - step + 10) % 10 != 0) return false;
        }
        return true;
    };
    return steps_by(1) || steps_by(-1);
}

}  // namespace

std::optional<PasswordRefusal> refuse_password(const std::string& password, const std::string& login) {
    const auto length = text::length(password);
    if (length < kPasswordMin) return PasswordRefusal::password_too_short;
    if (length > kPasswordMax) return PasswordRefusal::password_too_long;
    const auto folded = text::lower_case(password);
    const bool is_login = folded == login || folded == login + login;
    if (is_login || common_passwords().contains(folded) || repeats_one_character(folded) || counts_up_or_down(folded)) {
        return PasswordRefusal::password_too_common;
    }
    return std::nullopt;
}

std::string make_reset_code(std::uint32_t number) { return fmt::format("{:06}", number % 1000000); }

std::string normalise_code(std::string_view typed) {
    std::string code;
    for (const char letter : typed) {
        if (letter == ' ' || letter == '-' || letter == '.') continue;
        code += letter >= 'a' && letter <= 'z' ? static_cast<char>(letter - 'a' + 'A') : letter;
    }
    return code;
}

}  // namespace identity
