// tests/read/scratch.h: files that a test writes and leaves no trace of.
#pragma once

#include <doctest/doctest.h>
#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "read/read.h"

/// A folder that goes away with the test.
class Scratch {
  public:
    Scratch() {
        std::string name = (std::filesystem::temp_directory_path() / "knockon-XXXXXX").string();
        REQUIRE(mkdtemp(name.data()) != nullptr);
        folder_ = name;
    }
    Scratch(const Scratch&) = delete;
    Scratch& operator=(const Scratch&) = delete;
    ~Scratch() {
        std::error_code ignored;
        std::filesystem::remove_all(folder_, ignored);
    }

    std::string path(const std::string& name = {}) const {
        return name.empty() ? folder_ : folder_ + '/' + name;
    }
    /// Writes a file, and the folders on the way to it.
    std::string write(const std::string& name, std::string_view bytes) const {
        std::filesystem::create_directories(std::filesystem::path(path(name)).parent_path());
        std::ofstream(path(name), std::ios::binary) << bytes;
        return path(name);
    }

  private:
    std::string folder_;
};

/// What reading gave, diagnostics in order and without the name of the folder.
template <class T>
struct Result {
    T value;
    knockon::Sources sources;
    knockon::Diagnostics problems;

    std::string text(const Scratch& scratch) const {
        std::string all = render(problems, sources), folder = scratch.path() + '/';
        for (std::size_t i; (i = all.find(folder)) != all.npos;) all.erase(i, folder.size());
        return all;
    }
    bool has(std::string_view code) const {
        for (const knockon::Diagnostic& d : problems.all)
            if (d.code == code) return true;
        return false;
    }
};

inline Result<knockon::Landscape> landscape_at(const std::vector<std::string>& paths,
                                               const knockon::Limits& limits = {}) {
    Result<knockon::Landscape> r;
    r.value = read_landscape(paths, limits, r.sources, r.problems);
    return r;
}

/// A landscape of one file; the header is put before `body`.
inline Result<knockon::Landscape> landscape_of(std::string_view body, const Scratch& scratch,
                                               const knockon::Limits& limits = {}) {
    return landscape_at({scratch.write("l.yaml", "knockon: landscape/1\n" + std::string(body))},
                        limits);
}

inline Result<knockon::Change> change_of(std::string_view body, const Scratch& scratch) {
    Result<knockon::Change> r;
    r.value = read_change(scratch.write("c.yaml", "knockon: change/1\n" + std::string(body)), {},
                          r.sources, r.problems);
    return r;
}
