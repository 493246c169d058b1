// A file of some text, gone afterwards.
#pragma once

#include <doctest/doctest.h>
#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>
#include <string_view>

namespace knockon::test {

class TemporaryFile {
  public:
    explicit TemporaryFile(std::string_view text) {
        std::string name = (std::filesystem::temp_directory_path() / "knockon-XXXXXX").string();
        const int file = mkstemp(name.data());
        REQUIRE(file >= 0);
        close(file);
        path = name;
        std::ofstream(path, std::ios::binary) << text;
    }
    TemporaryFile(const TemporaryFile&) = delete;
    TemporaryFile& operator=(const TemporaryFile&) = delete;
    ~TemporaryFile() { std::filesystem::remove(path); }

    std::string path;
};

}  // namespace knockon::test
