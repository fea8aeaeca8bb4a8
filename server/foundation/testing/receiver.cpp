#include "foundation/testing/receiver.h"

#include <sys/wait.h>
#include <unistd.h>

#include <cstdio>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <stdexcept>

namespace testing_receiver {

Receiver::Receiver() {
    int to[2], from[2];
    if (pipe(to) != 0 || pipe(from) != 0) throw std::runtime_error("no pipe");
    const auto script = std::string(BDH_SOURCE_DIR) + "/server/foundation/testing/receiver.py";
    process_ = fork();
    if (process_ == 0) {
        dup2(to[0], STDIN_FILENO);
        dup2(from[1], STDOUT_FILENO);
        for (int each = 3; each < 1024; ++each)
            close(each);
        execl("/usr/bin/python3", "/usr/bin/python3", script.c_str(), folder_.path().c_str(), nullptr);
        _exit(127);
    }
    close(to[0]);
    close(from[1]);
    input_ = to[1];
    FILE* said = fdopen(from[0], "r");
    const int read = std::fscanf(said, "%d %d", &mail_port_, &web_port_);
    std::fclose(said);
    if (read != 2) throw std::runtime_error("the receiver does not start: is python3-aiosmtpd installed?");
}

Receiver::~Receiver() {
    close(input_);
    waitpid(process_, nullptr, 0);
}

std::string Receiver::write(const std::string& name, const std::string& text) const {
    const auto path = folder_.path() + "/" + name;
    std::ofstream(path, std::ios::binary) << text;
    return path;
}

std::vector<std::string> Receiver::read(const std::string& kind) const {
    std::vector<std::string> texts;
    for (int number = 0;; ++number) {
        std::ifstream stream(folder_.path() + "/" + kind + "-" + std::to_string(number) + ".txt", std::ios::binary);
        if (!stream) return texts;
        std::ostringstream text;
        text << stream.rdbuf();
        texts.push_back(text.str());
    }
}

}  // namespace testing_receiver
