#include "read/bytes.h"

#include <doctest/doctest.h>
#include <fcntl.h>
#include <sys/stat.h>

#include "scratch.h"

using namespace knockon;

namespace {

/// The only diagnostic for a file of these bytes, rendered; empty if there is none.
std::string objection(std::string_view bytes) {
    Sources sources;
    Diagnostics problems;
    const bool fine = check_bytes(sources.add("f", std::string(bytes)), sources, problems);
    CHECK(fine == problems.all.empty());
    CHECK(problems.all.size() <= 1);
    if (fine) return {};
    const Diagnostic& d = problems.all[0];
    CHECK(d.code == "K002");
    return std::to_string(d.at.line) + ":" + std::to_string(d.at.column) + " " + d.message;
}

std::string why_not(const std::string& path, const Limits& limits = {}) {
    Sources sources;
    Diagnostics problems;
    Intake intake{limits, 0, 0, {}};
    const auto file = read_bytes(path, intake, sources, problems);
    CHECK(file.has_value() == problems.all.empty());
    return problems.all.empty() ? "" : problems.all[0].message;
}

}  // namespace

TEST_CASE("text in any script passes") {
    CHECK(objection("") == "");
    CHECK(
        objection("knockon: landscape/1\r\nname: \xE6\x97\xA5\xE6\x9C\xAC \xF0\x9F\x9A\xB2\t#\n") ==
        "");
    CHECK(objection("\xEF\xBB\xBFknockon: landscape/1\n") == "");
}

TEST_CASE("bytes that are no UTF-8 are named with line and column in characters") {
    CHECK(objection("a\n\xC3\xA9\xFF") == "2:2 byte 0xFF is not valid UTF-8");
    CHECK(objection("\xC0\xAF") == "1:1 byte 0xC0 is not valid UTF-8");
    CHECK(objection("\xED\xA0\x80") == "1:1 byte 0xED is not valid UTF-8");
    CHECK(objection("\xE6\x97") == "1:1 byte 0xE6 is not valid UTF-8");
    CHECK(objection("\xF4\x90\x80\x80") == "1:1 byte 0xF4 is not valid UTF-8");
}

TEST_CASE("control characters, lone carriage returns and late byte-order marks are refused") {
    using namespace std::string_view_literals;
    CHECK(objection("ab\0c"sv) == "1:3 control character U+0000");
    CHECK(objection("\x04") == "1:1 control character U+0004");
    CHECK(objection("a: \x7F") == "1:4 control character U+007F");
    CHECK(objection("\xC2\x85") == "1:1 control character U+0085");
    CHECK(objection("\xEF\xBF\xBF") == "1:1 control character U+FFFF");
    CHECK(objection("a\rb") == "1:2 a carriage return without a line feed");
    CHECK(objection("a\r") == "1:2 a carriage return without a line feed");
    CHECK(objection("\xEF\xBB\xBF\xEF\xBB\xBF") ==
          "1:1 a byte-order mark that is not the first character");
}

TEST_CASE("other encodings are called by their name") {
    using namespace std::string_view_literals;
    CHECK(objection("\xFF\xFEk\0"sv) == "1:1 the file is UTF-16, not UTF-8");
    CHECK(objection("\xFE\xFF\0k"sv) == "1:1 the file is UTF-16, not UTF-8");
    CHECK(objection("k\0n\0"sv) == "1:1 the file is UTF-16, not UTF-8");
    CHECK(objection("\0\0\xFE\xFF"sv) == "1:1 the file is UTF-32, not UTF-8");
}

TEST_CASE("only regular files are read, and nothing hangs") {
    const Scratch scratch;
    const std::string pipe = scratch.path("pipe");
    REQUIRE(mkfifo(pipe.c_str(), 0600) == 0);
    CHECK(why_not(pipe) == "cannot read: it is a pipe, not a file");
    CHECK(why_not("/dev/null") == "cannot read: it is a device, not a file");
    CHECK(why_not("/dev/zero") == "cannot read: it is a device, not a file");
    CHECK(why_not(scratch.path()) == "cannot read: it is a folder, not a file");
    CHECK(why_not(scratch.path("none")) == "cannot open: No such file or directory");
    CHECK(why_not(scratch.write("some", "a: b\n")) == "");
}

TEST_CASE("limits on bytes and files are named and hold exactly") {
    const Scratch scratch;
    const std::string file = scratch.write("f", "12345");
    Limits limits;
    limits.bytes = 5;
    CHECK(why_not(file, limits) == "");
    limits.bytes = 4;
    CHECK(why_not(file, limits) == "the file is larger than 4 bytes");
    limits = {};
    limits.total_bytes = 4;
    CHECK(why_not(file, limits) == "all files together are larger than 4 bytes");
    limits = {};
    limits.files = 0;
    CHECK(why_not(file, limits) == "more than 0 files");
}

TEST_CASE("a folder is searched in sorted order, and circles of links end") {
    const Scratch s;
    s.write("b.yaml", "");
    s.write("a/z.yml", "");
    s.write("a/c.json", "");
    s.write("notes.txt", "");
    s.write(".hidden.yaml", "");
    s.write(".git/x.yaml", "");
    std::filesystem::create_directory_symlink(s.path(), s.path("a/loop"));
    Sources sources;
    Diagnostics problems;
    CHECK(files_below(s.path(), {}, sources, problems) ==
          std::vector{s.path("a/c.json"), s.path("a/z.yml"), s.path("b.yaml")});
    CHECK(problems.all.empty());
}

TEST_CASE("a file met twice is read once") {
    const Scratch s;
    const std::string file = s.write("a.yaml", "knockon: landscape/1\ncomponents: {x: {}}\n");
    std::filesystem::create_symlink(file, s.path("b.yaml"));
    const auto r = landscape_at({s.path(), file});
    CHECK(r.text(s) == "");
    CHECK(r.value.components.size() == 1);
}
