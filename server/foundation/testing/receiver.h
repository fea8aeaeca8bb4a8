#pragma once
// A real mail server and a real web server beside a test, and what they got (testing/receiver.py).
#include "foundation/testing/databases.h"

#include <string>
#include <vector>

namespace testing_receiver {

class Receiver {
public:
    Receiver();
    ~Receiver();
    Receiver(const Receiver&) = delete;
    std::string smtp_url() const { return "smtp://127.0.0.1:" + std::to_string(mail_port_); }
    std::string web_url(const std::string& path) const { return "http://127.0.0.1:" + std::to_string(web_port_) + path; }
    // As received, in order: "from -> to", then the letter; headers and body as JSON.
    std::vector<std::string> letters() const { return read("mail"); }
    std::vector<std::string> posts() const { return read("hook"); }
    std::string write(const std::string& name, const std::string& text) const;

private:
    std::vector<std::string> read(const std::string& kind) const;
    testing_databases::Folder folder_;
    int input_ = -1;
    int process_ = 0;
    int mail_port_ = 0;
    int web_port_ = 0;
};

}  // namespace testing_receiver
