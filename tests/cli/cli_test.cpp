#include <doctest/doctest.h>

#include "cli/parse.h"
#include "cli/session.h"
#include "cli/terminal.h"

using namespace knockon;

namespace {

Request parsed(const std::vector<std::string>& words) {
    Diagnostics out;
    Request request = parse_arguments(words, out);
    REQUIRE_MESSAGE(!out.has_errors(), out.all.front().message);
    return request;
}

Diagnostic refused(const std::vector<std::string>& words) {
    Diagnostics out;
    parse_arguments(words, out);
    REQUIRE(out.all.size() >= 1);
    return out.all.front();
}

using Args = std::vector<std::string>;

Args values(const Request& r, std::string_view option) {
    const auto all = r.line.values(option);
    return {all.begin(), all.end()};
}

}  // namespace

TEST_CASE("options may stand before, between and after operands, together or apart") {
    const Request r = parsed(
        {"assess", "-l", "a", "change.yaml", "-lb", "--landscape=c", "--landscape", "d", "-qv"});
    CHECK(values(r, "landscape") == Args{"a", "b", "c", "d"});
    CHECK(r.line.operands == Args{"change.yaml"});
    CHECK(r.line.has("quiet"));
    CHECK(r.line.has("verbose"));
    CHECK(!r.line.has("brief"));
}

TEST_CASE("an option that repeats takes one value each time, never the operand after it") {
    const Request r = parsed({"impact", "--report", "json=a", "x", "y"});
    CHECK(values(r, "report") == Args{"json=a"});
    CHECK(r.line.operands == Args{"x", "y"});
}

TEST_CASE("a dash is standard input, and nothing after two dashes is an option") {
    CHECK(parsed({"assess", "-"}).line.operands == Args{"-"});
    CHECK(parsed({"impact", "a", "--", "--format", "-x"}).line.operands ==
          Args{"a", "--format", "-x"});
    CHECK(parsed({"impact", "assess"}).line.operands == Args{"assess"});
    CHECK(parsed({"impact", "++", "a"}).line.operands == Args{"++", "a"});
}

TEST_CASE("values that look odd arrive as they are") {
    CHECK(values(parsed({"assess", "c", "--set", "steps.2.fails=10%"}), "set") ==
          Args{"steps.2.fails=10%"});
    CHECK(values(parsed({"assess", "c", "--set=a=[1, 2]"}), "set") == Args{"a=[1, 2]"});
    CHECK(values(parsed({"assess", "c", "--down", "erp@2026-12-30T18:00..2026-12-31T06:00"}),
                 "down") == Args{"erp@2026-12-30T18:00..2026-12-31T06:00"});
}

TEST_CASE("options that all commands share are accepted where they change nothing") {
    CHECK(values(parsed({"check", "--seed", "3"}), "seed") == Args{"3"});
    CHECK(values(parsed({"impact", "x", "--max-runs", "3"}), "max-runs") == Args{"3"});
}

TEST_CASE("what cannot be understood is refused with what was probably meant") {
    CHECK(refused({"chekc"}).help == "did you mean `check`?");
    CHECK(refused({"assess", "c", "--buget"}).message == "`assess` has no option `--buget`");
    CHECK(refused({"assess", "c", "--gat=none"}).help == "did you mean `--gate`?");
    CHECK(refused({"assess", "c", "-z"}).message == "`assess` has no option `-z`");
    CHECK(refused({"check", "--start", "x"}).message == "`check` has no option `--start`");
    CHECK(refused({"assess", "c", "--format"}).message == "`--format` needs a value");
    CHECK(refused({"assess", "c", "--quiet=yes"}).message == "`--quiet` takes no value");
    CHECK(refused({"assess"}).help == "usage: knockon assess CHANGE…");
    CHECK(refused({"-l", "x", "assess"}).message ==
          "the command comes first, then its options: `-l`");
}

TEST_CASE("every command has an example, a summary and options of unique names") {
    for (const Command& c : commands()) {
        CAPTURE(c.name);
        CHECK(c.example.find("knockon " + std::string(c.name)) != std::string_view::npos);
        CHECK(!c.summary.empty());
        CHECK(!c.formats.empty());
        for (std::size_t i = 0; i < c.options.size(); ++i)
            for (std::size_t j = i + 1; j < c.options.size(); ++j)
                CHECK(c.options[i].name != c.options[j].name);
    }
}

TEST_CASE("settings are understood, and every wrong one is named at once") {
    Diagnostics out;
    const Command& assess = *find_command("assess");
    const Settings s = understand(
        assess,
        parsed({"assess", "c", "--max-error", "0.5%", "--engine", "exact", "--limit", "depth=100",
                "--report", "json=a=b", "--today", "2027-01-02", "--color", "never"})
            .line,
        out);
    CHECK(!out.has_errors());
    CHECK(s.max_error == 0.005);
    CHECK(s.engine == Engine::exact);
    CHECK(s.limits.depth == 100);
    CHECK(s.reports.front() == std::pair<std::string, std::string>{"json", "a=b"});
    CHECK(s.today->month() == std::chrono::January);
    CHECK(s.colour == When::never);
    CHECK(s.format == "text");

    understand(
        assess,
        parsed({"assess", "c", "--max-error", "-1", "--engine", "exat", "--limit", "depth=x",
                "--report", "json", "--today", "2027-02-30", "--width", "3", "--jobs", "999"})
            .line,
        out);
    CHECK(out.all.size() == 7);
}

TEST_CASE("colour: the option, then NO_COLOR, CLICOLOR_FORCE, CLICOLOR, then the terminal") {
    const ColourClues terminal{.terminal = true};
    CHECK(use_colour(terminal));
    CHECK(!use_colour({}));
    CHECK(!use_colour({.terminal = true, .dumb = true}));
    CHECK(!use_colour({.no_color = true, .forced = true, .terminal = true}));
    CHECK(use_colour({.forced = true, .off = true}));
    CHECK(!use_colour({.off = true, .terminal = true}));
    CHECK(use_colour({.asked = When::always, .no_color = true}));
    CHECK(!use_colour({.asked = When::never, .forced = true, .terminal = true}));
}
