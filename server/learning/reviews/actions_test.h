#pragma once
// Lan hands in, teacher Hoa reviews: what the tests of tasks, photos and reviews share.
#include <gd.h>

#include "routes_test.h"

namespace learning_test {

class HandInTest : public LearningTest {
protected:
    HandInTest() {
        within([](Context& context) {
            ensure(units::add_unit(context, "01879", "19", "Xã Cao Minh", units::Kind::commune, context.today() - 100).has_value(),
                   "a unit");
        });
        hoa = add_reviewer("hoa.giaovien", identity::Role::coach, "05551");
    }

    Learner add_reviewer(const std::string& login, identity::Role role, const char* unit_code) {
        const auto learner = add_learner(login);
        within([&](Context& context) {
            identity::grant_role(context, learner.id, role, units::current(context)->find(std::string_view(unit_code))->id);
        });
        return learner;
    }

    std::string page() const { return "/api/v1/lessons/" + lesson(0).id; }
    array checks(bool ticked = true) const { return array(lesson(0).task.criteria.size(), ticked); }

    TestReply hand_in(const Learner& learner, const std::string& words, const boost::json::value& photos = nullptr) {
        return call("PUT", page() + "/task_submission", object{{"text", words}, {"checks", checks()}, {"photos", photos}}, learner.cookie);
    }
    object submission(const Learner& learner) {
        return call("GET", page(), nullptr, learner.cookie).body.at("task").at("submission").as_object();
    }
    std::string address(const Learner& learner) { return "/api/v1/task_submissions/" + std::to_string(submission(learner).at("id").as_int64()); }

    TestReply review(const Learner& coach, const Learner& learner, const std::string& decision, const std::string& reason) {
        const auto standing = submission(learner);
        return call("POST", address(learner) + "/reviews",
                    object{{"decision", decision}, {"reason", reason}, {"checks", checks()}, {"handed_in_at", standing.at("at")}},
                    coach.cookie);
    }
    TestReply queue(const Learner& coach, const std::string& query = "", const std::string& unit = "05551") {
        return call("GET", "/api/v1/units/" + unit + "/task_submissions" + query, nullptr, coach.cookie);
    }

    static std::string jpeg(int width = 40, int height = 30) {
        auto* image = gdImageCreateTrueColor(width, height);
        int size = 0;
        void* bytes = gdImageJpegPtr(image, &size, 80);
        std::string text(static_cast<const char*>(bytes), static_cast<std::size_t>(size));
        gdFree(bytes);
        gdImageDestroy(image);
        return text;
    }
    TestReply upload(const Learner& learner, const std::string& bytes, const std::string& task = "") {
        return product.send({"POST", "/api/v1/lessons/" + (task.empty() ? lesson(0).id : task) + "/task_photos",
                             {{"content-type", "multipart/form-data; boundary=edge"}, {"cookie", learner.cookie}},
                             "--edge\r\nContent-Disposition: form-data; name=\"file\"; filename=\"anh.jpg\"\r\n"
                             "Content-Type: image/jpeg\r\n\r\n" + bytes + "\r\n--edge--\r\n",
                             "127.0.0.1", true, "t"});
    }
    std::int64_t uploaded(const Learner& learner) {
        const auto reply = upload(learner, jpeg());
        EXPECT_EQ(reply.status, 201) << reply.raw;
        return reply.body.at("id").as_int64();
    }
    int status(const std::string& method, const std::string& path, const Learner& who) { return call(method, path, nullptr, who.cookie).status; }
    std::int64_t photos_kept() {
        std::int64_t count = 0;
        within([&](Context& context) { count = db::as_int(context.db.run("SELECT COUNT(*) FROM learning_task_photos")[0][0]); });
        return count;
    }

    Learner hoa;
};

}  // namespace learning_test
