// Files that were cut off or damaged: every prefix and 2,000 changes of one byte of each example,
// through the reader to the checks. Nothing may be thrown, and what is wrong must have a place that
// exists.
#include <doctest/doctest.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>

#include "model/check.h"
#include "scratch.h"
#include "seeded.h"

using namespace knockon;

namespace {

namespace fs = std::filesystem;

bool long_run() { return std::getenv("KNOCKON_LONG") != nullptr; }

std::vector<fs::path> examples() {
    std::vector<fs::path> all;
    for (const auto& entry : fs::recursive_directory_iterator(KNOCKON_SOURCE_DIR "/examples"))
        if (entry.path().extension() == ".yaml") all.push_back(entry.path());
    std::sort(all.begin(), all.end());
    return all;
}

/// Reads the text as whatever it is, or was meant to be; the codes of what is wrong.
std::size_t read_as_any(const std::string& text, const std::string& name, const Scratch& scratch) {
    const std::string path = scratch.write(name, text);
    const std::vector<std::string> paths{path};
    Sources sources;
    Diagnostics out;
    if (text.find("change/1") != text.npos)
        (void)read_changes(paths, {}, sources, out);
    else if (text.find("policy/1") != text.npos)
        (void)read_policy(path, {}, sources, out);
    else if (text.find("history/1") != text.npos)
        (void)read_history(path, {}, sources, out);
    else {
        const Landscape l = read_landscape(paths, {}, sources, out);
        if (!out.has_errors()) check(l, out);
    }
    for (const Diagnostic& d : out.all) {
        REQUIRE(d.at.file < sources.files.size());
        REQUIRE((d.at.line <= 1 || !sources.line(d.at).empty() || d.at.column <= 1));
        REQUIRE(!d.message.empty());
    }
    REQUIRE(render(out, sources).find('\x1b') == std::string::npos);
    return out.all.size();
}

}  // namespace

TEST_CASE("every prefix of every example is read or refused") {
    const Scratch scratch;
    std::size_t refused = 0, all = 0;
    for (const fs::path& example : examples()) {
        std::ifstream in(example);
        const std::string text{std::istreambuf_iterator<char>(in), {}};
        CAPTURE(example.string());
        const std::size_t step = long_run() || text.size() < 300 ? 1 : 23;
        for (std::size_t n = 0; n < text.size(); n += step) {
            CAPTURE(n);
            refused += read_as_any(text.substr(0, n), "cut.yaml", scratch) > 0 ? 1u : 0u;
            ++all;
        }
    }
    CHECK(all > 1000);
    CHECK(refused > all / 4);
}

TEST_CASE("a changed byte of an example is read or refused") {
    const Scratch scratch;
    test::Seeded draws(20);
    for (const fs::path& example : examples()) {
        std::ifstream in(example);
        const std::string text{std::istreambuf_iterator<char>(in), {}};
        if (text.empty()) continue;
        CAPTURE(example.string());
        for (int i = 0; i < (long_run() ? 2000 : 100); ++i) {
            std::string damaged = text;
            const auto at =
                static_cast<std::size_t>(draws.between(0, static_cast<int>(text.size()) - 1));
            damaged[at] = static_cast<char>(draws.between(0, 255));
            CAPTURE(at);
            CAPTURE(static_cast<int>(damaged[at]));
            read_as_any(damaged, "damaged.yaml", scratch);
        }
    }
}
