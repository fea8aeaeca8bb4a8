#include "people/rules.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

using testing::ElementsAre;

namespace campaign {
namespace {

std::vector<std::string> names_of(const std::vector<Name>& names) {
    std::vector<std::string> found;
    for (const auto& name : names) found.push_back(name.full_name);
    return found;
}

std::vector<Name> cast() {
    return {{{1}, "Nguyễn Thị Lan", "0912345678"}, {{2}, "Trần Văn Minh", "minh.tv"}, {{3}, "Đặng Ánh", "anh"},
            {{4}, "Lê An", "lean"},                {{5}, "Dương Thị Đào", "dao"},     {{6}, "Nguyễn Văn Lân", "lan2"}};
}

TEST(PeopleRules, SortsByGivenNameTheVietnameseWay) {
    auto names = cast();
    sort_by_given_name(names);
    EXPECT_THAT(names_of(names), ElementsAre("Lê An", "Đặng Ánh", "Dương Thị Đào", "Nguyễn Thị Lan", "Nguyễn Văn Lân", "Trần Văn Minh"));
}

TEST(PeopleRules, NamesakesStandByLogin) {
    std::vector<Name> names = {{{1}, "Lê An", "b"}, {{2}, "Lê An", "a"}};
    sort_by_given_name(names);
    EXPECT_EQ(names[0].login, "a");
}

TEST(PeopleRules, FindsNamesAndLoginsByBeginningsOfWords) {
    EXPECT_THAT(names_of(find_names(cast(), "lan")), ElementsAre("Nguyễn Thị Lan", "Nguyễn Văn Lân"));
    EXPECT_THAT(names_of(find_names(cast(), "NGUYỄN lan thị")), ElementsAre("Nguyễn Thị Lan"));
    EXPECT_THAT(names_of(find_names(cast(), "0912")), ElementsAre("Nguyễn Thị Lan"));
    EXPECT_THAT(names_of(find_names(cast(), "minh.tv")), ElementsAre("Trần Văn Minh"));
    EXPECT_THAT(names_of(find_names(cast(), "an")), ElementsAre("Đặng Ánh", "Lê An"));
    EXPECT_THAT(names_of(find_names(cast(), "guyen")), ElementsAre());
    EXPECT_EQ(find_names(cast(), "  ").size(), 6u);
    EXPECT_EQ(find_names(cast(), "?").size(), 6u);
}

TEST(PeopleRules, WritesACsvThatExcelReadsAndDoesNotRun) {
    Person person;
    person.full_name = "=cmd|' /C calc'!A0";
    person.login = "+84912";
    person.unit = {"05551.01", "Xóm \"Bản, Kim\"", units::Kind::hamlet, {"Cụm Bắc", "Xã Kim Phượng"}};
    person.joined_on = *parse_day("2026-10-01");
    person.points_total = 12;
    EXPECT_EQ(write_csv({person}),
              "\xEF\xBB\xBFHọ và tên,Tên đăng nhập,Đơn vị,Mã đơn vị,Nhóm đối tượng,Ngày tham gia,Ngày học gần nhất,Bài đã xong,Điểm,Chuỗi ngày\r\n"
              "\"'=cmd|' /C calc'!A0\",\"'+84912\",\"Xóm \"\"Bản, Kim\"\", Xã Kim Phượng, Cụm Bắc\",05551.01,Người dân,2026-10-01,,0,12,0\r\n");
}

}  // namespace
}  // namespace campaign
