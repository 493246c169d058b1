#include "read/read.h"

#include <doctest/doctest.h>
#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "base/codes.h"
#include "scratch.h"

using namespace knockon;

namespace {

constexpr std::string_view small = R"(knockon: landscape/1
departments: {sales: {}}
components:
  database: {kind: database}
  shop: {needs: [database, {any: [dns_a, dns_b]}]}
  dns_a: {}
  dns_b: {}
processes:
  orders: {department: sales, needs: [shop]}
)";

std::string all_of(const std::string& file) {
    std::ifstream in(file, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
}

/// Files of the shared folders beside the checkout, for tests that read them in place.
std::vector<std::string> shared(const std::string& folder, std::string_view ending) {
    std::vector<std::string> files;
    std::error_code error;
    const std::string root = std::string(KNOCKON_SOURCE_DIR) + "/../shared/" + folder;
    for (std::filesystem::recursive_directory_iterator i(root, error), end; !error && i != end; ++i)
        if (i->path().string().ends_with(ending)) files.push_back(i->path().string());
    std::sort(files.begin(), files.end());
    if (files.empty()) MESSAGE("skipped: no " << folder << " beside the checkout");
    return files;
}

}  // namespace

TEST_CASE("a landscape may be spread over files and folders, in YAML and JSON") {
    const Scratch s;
    s.write("l/a.yaml", "knockon: landscape/1\ncomponents: {x: {needs: [y]}}\n");
    s.write("l/deep/b.json", "{\"knockon\": \"landscape/1\", \"components\": {\"y\": {}}}");
    s.write("l/change.yaml", "knockon: change/1\nid: C\nsteps: [{update: x}]\n");
    const std::string more = s.write("more.yml", "knockon: landscape/1\ncurrency: EUR\n");
    const auto r = landscape_at({s.path("l"), more});
    CHECK(r.text(s) == "");
    CHECK(r.value.components.size() == 2);
    CHECK(*r.value.currency == "EUR");
}

TEST_CASE("the order of the files does not matter, and annotate may come first") {
    const Scratch s;
    const std::string notes = s.write("notes.yaml", R"(knockon: landscape/1
annotate:
  erp: {owner: it, needs: [licences]}
  it: {appetite: {probability: 1%}}
)");
    const std::string base = s.write("base.yaml", R"(knockon: landscape/1
departments: {it: {}}
components: {erp: {needs: [database]}, database: {}, licences: {}}
)");
    auto first = landscape_at({notes, base}), last = landscape_at({base, notes});
    CHECK(first.text(s) == "");
    CHECK(last.text(s) == "");
    for (auto* l : {&first.value, &last.value}) {
        CHECK(*l->components["erp"].owner == "it");
        REQUIRE(l->components["erp"].needs.size() == 2);
        CHECK(*l->components["erp"].needs[1].members[0] == "licences");
        CHECK(*l->departments["it"].appetite.probability == 0.01);
    }
}

TEST_CASE("what stands far behind may say again what stood first, and more of it") {
    const Scratch s;
    constexpr int many = 8'000;  // so many that what is read is given back on the way
    std::string ids;
    for (int i = 1; i < many; ++i) ids += fmt::format("  c{}: {{owner: it, site: s{}, needs: [c{}]}}\n", i, i % 7, i - 1);
    const std::string first = "{owner: it, site: ams, needs: [last, c1]}\n", more = "annotate:\n  c0: {capacity: 7/s}\n";
    const auto twice = landscape_of("components:\n  c0: " + first + ids + "  last: " + first + more, s);
    const auto again = landscape_of("components:\n  c0: &a " + first + ids + "  last: *a\n" + more, s);
    for (const auto* l : {&twice, &again}) {
        CHECK(l->text(s) == "");
        REQUIRE(l->value.components.size() == many + 1);
        for (int i = 1; i < many; ++i) {
            const Component& c = l->value.components.at(fmt::format("c{}", i));
            REQUIRE(*c.more->site == fmt::format("s{}", i % 7));
            REQUIRE(*c.needs.at(0).members[0] == fmt::format("c{}", i - 1));
        }
        CHECK(*l->value.components.at("last").needs.at(0).members[0] == "last");
        CHECK(*l->value.components.at("c0").more->capacity == 7);
    }
    CHECK(twice.value == again.value);
}

TEST_CASE("a process belongs to a department, be it by annotation") {
    const Scratch s;
    CHECK(landscape_of("processes: {orders: {}}\n", s).text(s) ==
          "l.yaml:2:13: error[K106]: a process needs `department`\n"
          " 2 | processes: {orders: {}}\n"
          "   |             ^^^^^^\n"
          "  help: add `department: ID`\n");
    CHECK(landscape_of("processes: {orders: {}}\nannotate: {orders: {department: sales}}\n", s)
              .text(s) == "");
}

TEST_CASE("a need that annotate says of the same members is that need, and says more of it") {
    const Scratch s;
    const std::string base =
        "components: {web: {needs: [db, {any: [a, b], failover: 90%}]}, db: {}, a: {}, b: {}}\nannotate: {web: {needs: ";
    auto r = landscape_of(base + "[{all: db, tolerates: 2h, chance: 50%}, {any: [b, a], impact: 30%}, a]}}\n", s);
    const std::vector<Need>& needs = r.value.components["web"].needs;
    REQUIRE(needs.size() == 3);
    CHECK(needs[0].terms->tolerates == std::chrono::hours(2));
    CHECK(*needs[0].terms->chance == 0.5);
    CHECK(*needs[1].terms->failover == 0.9);
    CHECK(*needs[1].terms->impact == 0.3);
    CHECK(*needs[2].members[0] == "a");
    CHECK(landscape_of(base + "[{any: [a, b], failover: 80%}]}}\n", s).text(s).find(
              "error[K108]: `failover` of this need of `web` is set a second time") != std::string::npos);
    CHECK(landscape_of(base + "[{any: [a, b], failover: 90%}, db]}}\n", s).value.components["web"].needs.size() == 2);
    // Who says it states it; what another source saw makes a guess no more than seen.
    const std::string guess = "components: {web: {needs: [{all: db, origin: guessed}]}, db: {}}\nannotate: {web: {needs: ";
    CHECK_FALSE(landscape_of(guess + "[db]}}\n", s).value.components["web"].needs[0].terms->origin);
    CHECK(*landscape_of(guess + "[{all: db, origin: observed}]}}\n", s).value.components["web"].needs[0].terms->origin == Origin::observed);
}

TEST_CASE("a file of another kind is an error when named, and left alone below a folder") {
    const Scratch s;
    const std::string change = s.write("d/c.yaml", "knockon: change/1\nid: C\n");
    CHECK(landscape_at({change}).has("K005"));
    s.write("d/l.yaml", small);
    CHECK(landscape_at({s.path("d")}).text(s) == "");
    s.write("d/other.json", "{\"name\": \"package\"}");
    const auto r = landscape_at({s.path("d")});
    CHECK_FALSE(r.problems.has_errors());
    CHECK(r.text(s) ==
          "d/other.json: warning[K005]: the key `knockon`, which says what a file is, is missing; "
          "the "
          "file is left out\n"
          "  help: begin it with `knockon: landscape/1`, or move it elsewhere\n");
}

TEST_CASE("what could be a landscape with a damaged first line is never passed over") {
    const Scratch s;
    s.write("l.yaml", small);
    for (const char* damaged :
         {"knockn: landscape/1\n", "kind: landscape/1\n", "knockon: landscape/2\n",
          "knockon: landscap/1\n", "- knockon\n", "knockon:\n", "", "# nothing\n"}) {
        CAPTURE(damaged);
        s.write("x.yaml", damaged);
        CHECK(landscape_at({s.path()}).problems.has_errors());
    }
}

TEST_CASE("a folder without a landscape is an error") {
    const Scratch s;
    CHECK(landscape_at({s.path()}).has("K011"));
    CHECK(landscape_at({s.path("none")}).has("K001"));
}

TEST_CASE("an id is defined once over all files, whatever it names") {
    const Scratch s;
    const std::string a = s.write("a.yaml", "knockon: landscape/1\ncomponents: {finance: {}}\n");
    const std::string b = s.write("b.yaml", "knockon: landscape/1\ndepartments: {finance: {}}\n");
    CHECK(landscape_at({a, b}).text(s) ==
          "b.yaml:2:15: error[K103]: `finance` is defined a second time\n"
          " 2 | departments: {finance: {}}\n"
          "   |               ^^^^^^^\n"
          "  a.yaml:2:14: the first definition is here\n"
          " 2 | components: {finance: {}}\n"
          "   |              ^^^^^^^\n"
          "  help: give one of the two another id, or use `annotate` to add to the first\n");
    CHECK(landscape_of("calendars: {x: {days: mon}}\ncomponents: {x: {}}\n", s).text(s) == "");
}

TEST_CASE("ids are letters, digits and a few signs, at most 128") {
    const Scratch s;
    const auto takes = [&](const std::string& id) {
        return landscape_of("components: {\"" + id + "\": {}}\n", s).text(s).empty();
    };
    CHECK(takes("a"));
    CHECK(takes("9:a/b.c-d_e+f"));
    CHECK(takes(std::string(128, 'x')));
    CHECK_FALSE(takes(std::string(129, 'x')));
    CHECK_FALSE(takes(""));
    CHECK_FALSE(takes("-a"));
    CHECK_FALSE(takes("a b"));
    CHECK_FALSE(takes("caf\xC3\xA9"));
    CHECK_FALSE(takes("a\\u0000"));
}

TEST_CASE("no prefix of a file passes as something that it is not") {
    const Scratch s;
    const Landscape whole = landscape_at({s.write("whole.yaml", small)}).value;
    for (std::size_t n = 0; n < small.size(); ++n) {
        CAPTURE(n);
        const auto r = landscape_at({s.write("cut.yaml", small.substr(0, n))});
        if (r.problems.has_errors()) continue;
        // What is accepted is whole as far as it goes, but for the word in which it was cut.
        for (const auto& [id, c] : r.value.components) {
            const auto same = whole.components.find(id);
            REQUIRE(same != whole.components.end());
            CHECK(c.needs == same->second.needs);
        }
        for (const auto& [id, p] : r.value.processes) CHECK(p == whole.processes.at(id));
    }
}

TEST_CASE("a source names the format and the id there") {
    const Scratch scratch;
    for (const char* good : {"compose:web", "a:b c:d", "terraform:module.x[\"k\"]"}) {
        CAPTURE(good);
        const std::string text = std::string("components: {x: {source: '") + good + "'}}\n";
        CHECK(landscape_of(text, scratch).text(scratch) == "");
    }
    for (const char* bad : {"web", ":web", "compose:", "a b:c"}) {
        CAPTURE(bad);
        const std::string text = std::string("components: {x: {source: '") + bad + "'}}\n";
        CHECK(landscape_of(text, scratch).has(code::wrong_value));
    }
}

TEST_CASE("mistakes are told apart, with their place and a way out") {
    const Scratch s;
    const auto text = [&](std::string_view body) { return landscape_of(body, s).text(s); };
    CHECK(text("components: {erp: {availabilty: 99%}}\n") ==
          "l.yaml:2:20: error[K101]: a component has no key `availabilty`\n"
          " 2 | components: {erp: {availabilty: 99%}}\n"
          "   |                    ^^^^^^^^^^^\n"
          "  help: write `availability`\n");
    CHECK(text("components: {erp: {restart: 10 minutes}}\n") ==
          "l.yaml:2:29: error[K102]: `restart: 10 minutes`: expected a duration of whole units "
          "such as 90s, 15m, 4h, 2d, 1w or 1h30m\n"
          " 2 | components: {erp: {restart: 10 minutes}}\n"
          "   |                             ^^^^^^^^^^\n");
    CHECK(text("components:\n  erp: {}\n  database\n") ==
          "l.yaml:4:3: error[K007]: nothing is given for `database`\n"
          " 4 |   database\n"
          "   |   ^^^^^^^^\n"
          "  help: write `database: {}` if there is nothing to say about it\n");
    CHECK(text("components: {erp: {availability: 99%, unavailability: 1%}}\n") ==
          "l.yaml:2:39: error[K111]: both `availability` and `unavailability`\n"
          " 2 | components: {erp: {availability: 99%, unavailability: 1%}}\n"
          "   |                                       ^^^^^^^^^^^^^^\n"
          "  l.yaml:2:20: the other is here\n"
          " 2 | components: {erp: {availability: 99%, unavailability: 1%}}\n"
          "   |                    ^^^^^^^^^^^^\n"
          "  help: they say the same thing in two ways: keep one\n");
    CHECK(text("components: {erp: {needs: [{tolerates: 5m}]}}\n") ==
          "l.yaml:2:28: error[K106]: a need that names no members\n"
          " 2 | components: {erp: {needs: [{tolerates: 5m}]}}\n"
          "   |                            ^\n"
          "  help: write one of {all: ID}, {any: [ID, ID]} and {atleast: 2, of: [ID, ID, ID]}\n");
    CHECK(text("components: [erp]\n") ==
          "l.yaml:2:13: error[K107]: `components` is a list: expected a mapping, `key: value`\n"
          " 2 | components: [erp]\n"
          "   |             ^\n");
    CHECK(text("components: {erp: {exposed: yes}}\n") ==
          "l.yaml:2:29: error[K102]: `exposed: yes`: expected true or false\n"
          " 2 | components: {erp: {exposed: yes}}\n"
          "   |                             ^^^\n");
    CHECK(text("components: {erp: {sourcing: outsorced}}\n") ==
          "l.yaml:2:30: error[K102]: `sourcing: outsorced`: did you mean `outsourced`\n"
          " 2 | components: {erp: {sourcing: outsorced}}\n"
          "   |                              ^^^^^^^^^\n");
    CHECK(text("freezes: {end: {reason: x}}\n") ==
          "l.yaml:2:11: error[K106]: a freeze needs `during`\n"
          " 2 | freezes: {end: {reason: x}}\n"
          "   |           ^^^\n"
          "  help: add `during: …`\n");
    // what stands beside a wrong value is not wrong too
    CHECK(text("calendars: {c: {working_day: 400, of: year}}\n") ==
          "l.yaml:2:30: error[K102]: `working_day: 400`: expected first, last, or a number such as "
          "3 or -2 (counted from the end)\n"
          " 2 | calendars: {c: {working_day: 400, of: year}}\n"
          "   |                              ^^^\n");
    CHECK(text("calendars: {c: {of: year}}\n").find("`of` belongs to `working_day`") !=
          std::string::npos);
    CHECK(text("components: {erp: {restart: 1h}}\nannotate: {erp: {restart: 2h}, epr: {}}\n") ==
          "l.yaml:3:18: error[K108]: `restart` of `erp` is set a second time\n"
          " 3 | annotate: {erp: {restart: 2h}, epr: {}}\n"
          "   |                  ^^^^^^^\n"
          "  l.yaml:2:29: it is set here\n"
          " 2 | components: {erp: {restart: 1h}}\n"
          "   |                             ^^\n"
          "  help: remove one of the two\n"
          "l.yaml:3:32: error[K104]: `epr` is annotated here but defined nowhere\n"
          " 3 | annotate: {erp: {restart: 2h}, epr: {}}\n"
          "   |                                ^^^\n"
          "  help: write `erp`\n");
}

TEST_CASE("a step has exactly one verb, and only what belongs to it") {
    const Scratch s;
    const auto text = [&](std::string_view step) {
        return change_of("id: C\nsteps: [" + std::string(step) + "]\n", s).text(s);
    };
    CHECK(text("{fails: 5%}") ==
          "c.yaml:3:9: error[K106]: a step without a verb\n"
          " 3 | steps: [{fails: 5%}]\n"
          "   |         ^\n"
          "  help: add one of update, migrate, replace, add, remove, connect, disconnect, load\n");
    CHECK(text("{update: a, remove: b}") ==
          "c.yaml:3:21: error[K111]: a step with two verbs, `update` and `remove`\n"
          " 3 | steps: [{update: a, remove: b}]\n"
          "   |                     ^^^^^^\n"
          "  c.yaml:3:10: the other is here\n"
          " 3 | steps: [{update: a, remove: b}]\n"
          "   |          ^^^^^^\n"
          "  help: make it two steps\n");
    CHECK(text("{update: a, times: 3}") ==
          "c.yaml:3:21: error[K101]: `times` does not go with `update`\n"
          " 3 | steps: [{update: a, times: 3}]\n"
          "   |                     ^^^^^\n"
          "  help: it belongs to load\n");
    CHECK(text("{connect: a}") ==
          "c.yaml:3:10: error[K106]: `connect` needs `to`\n"
          " 3 | steps: [{connect: a}]\n"
          "   |          ^^^^^^^\n"
          "  help: add `to: …`\n");
    CHECK(text("{to: [b], connect: a}") == "");
    CHECK(text("{add: {a: {}, b: {}}}") ==
          "c.yaml:3:15: error[K107]: `add` is a mapping: expected one new component, {ID: {kind: "
          "…}}\n"
          " 3 | steps: [{add: {a: {}, b: {}}}]\n"
          "   |               ^\n");
    CHECK(text("{updat: a}").find("help: write `update`") != std::string::npos);
}

TEST_CASE("a plain benefit or cost is the sponsor's") {
    const Scratch s;
    const auto r = change_of("benefit: 5k\ncost: 1k\nid: C\nsponsor: sales\n", s);
    CHECK(r.text(s) == "");
    CHECK(r.value.benefit.at("sales").value == 5000);
    CHECK(*r.value.cost.at("sales") == 1000);
    CHECK(change_of("id: C\nbenefit: 5k\n", s).has("K106"));
}

TEST_CASE("a calendar file lies in the landscape's folder, whatever path names it") {
    const Scratch s;
    s.write("outside.ics", "secret");
    s.write("l/in/board.ics", "BEGIN:VCALENDAR\r\n");
    std::filesystem::create_symlink(s.path("outside.ics"), s.path("l/link.ics"));
    const auto reading = [&](const std::string& ics) {
        s.write("l/l.yaml", "knockon: landscape/1\ncalendars: {board: {ics: \"" + ics + "\"}}\n");
        return landscape_at({s.path("l")});
    };
    CHECK(*reading("in/board.ics").value.calendars.at("board").ics_text == "BEGIN:VCALENDAR\r\n");
    CHECK(*reading("in/../in/board.ics").value.calendars.at("board").ics_text != "");
    for (const std::string& path :
         {std::string("../outside.ics"), std::string("link.ics"), s.path("outside.ics"),
          std::string("none.ics"), std::string("in")}) {
        CAPTURE(path);
        const auto r = reading(path);
        CHECK(r.has("K001"));
        CHECK_FALSE(r.value.calendars.at("board").ics_text);
    }
}

TEST_CASE("a comma that cuts a number in two is named") {
    const Scratch s;
    const auto said = [&](const std::string& record) { return landscape_of(record, s).text(s); };
    const auto has = [](const std::string& text, const std::string& part) {
        return text.find(part) != std::string::npos;
    };
    const std::string share = said("processes: {p: {loss: {hour: 5}, note: é, target: 99,9%}}\n");
    CHECK(has(share, "l.yaml:2:54: error[K101]: the comma in `99,9%` ends a value\n"));
    CHECK(has(share, "help: write 99.9%\n"));
    CHECK(has(said("processes: {p: {loss: {each: 1,5k}}}\n"), "help: write 1.5k or 15k\n"));
    CHECK(has(said("processes: {p: {loss: {each: 1,200}}}\n"), "help: write 1200 or 1.2\n"));
    CHECK(has(said("processes: {p: {loss: {each: 1,200.50}}}\n"), "help: write 1200.50\n"));
    CHECK(has(said("processes: {p: {loss: {each: 1.200,50}}}\n"), "help: write 1200.50\n"));
    CHECK(has(said("processes: {p: {mtpd: 1,5h}}\n"), "help: write 90m\n"));
    CHECK(has(said("processes: {p: {target: 99,999%}}\n"), "help: write 99.999%\n"));
    CHECK(has(said("processes: {p: {loss: {each: 1, 200}}}\n"), "a loss has no key `200`"));
    CHECK(has(said("processes: {p: {9%}}\n"), "a process has no key `9%`"));
}

TEST_CASE("nothing that a calendar file shows to people is an obstacle") {
    const Scratch s;
    s.write("l.yaml", "knockon: landscape/1\ncalendars: {board: {ics: board.ics}}\n");
    const auto reading = [&](std::string_view bytes) {
        s.write("board.ics", bytes);
        return landscape_at({s.path("l.yaml")});
    };
    const auto text = [&](std::string_view bytes) {
        return *reading(bytes).value.calendars.at("board").ics_text;
    };
    // Folded inside of a character; lines keep their numbers.
    CHECK(text("A:caf\xC3\r\n \xA9!\r\nB:1\r\n") == "A:caf\xC3\xA9\r\n !\r\nB:1\r\n");
    CHECK(text("A:\xE2\x82\n\t\xAC\nB:1\n") == "A:\xE2\x82\xAC\n\t\nB:1\n");
    CHECK(text("A:\xE2\n \x82\xAC") == "A:\xE2\x82\xAC\n ");
    // In another encoding, with control characters, put together of files with byte-order marks.
    CHECK(text("A:caf\xE9 b\v\x85\nB:1\n") == "A:caf\xEF\xBF\xBD b\xEF\xBF\xBD\xEF\xBF\xBD\nB:1\n");
    CHECK(text("\xEF\xBB\xBF\x41:1\n\xEF\xBB\xBF\x42:1\n") == "A:1\nB:1\n");
    CHECK(text("A:1\rB:1\r") == "A:1\nB:1\n");
    CHECK(text("A:1\rB:1\n") == "A:1\xEF\xBF\xBD\x42:1\n");
    CHECK(reading(std::string_view("\xFF\xFE\x41\0:\0", 6)).has("K002"));
}

TEST_CASE("what the model costs is limited, and so are the mistakes that are listed") {
    const Scratch s;
    std::string many = "components:\n", wrong = "components:\n";
    for (int i = 0; i < 2000; ++i) {
        many += fmt::format("  c{}: {{}}\n", i);
        wrong += fmt::format("  c{}: {{wrong: 1}}\n", i);
    }
    Limits limits;
    CHECK(landscape_of(many, s, limits).text(s) == "");
    limits.memory = 100'000;
    const auto full = landscape_of(many, s, limits);
    REQUIRE(full.problems.all.size() == 1);
    CHECK(full.problems.all[0].message == "the model takes more than 100000 bytes of memory");
    CHECK(full.problems.all[0].help == "raise the limit: --limit memory=200000");
    const auto listed = landscape_of(wrong, s);
    CHECK(listed.problems.all.size() == 1002);
    CHECK(listed.problems.all.back().message ==
          "more than 1000 mistakes; the rest was not looked at");
}

TEST_CASE("the worked examples and the real landscapes are read without a word") {
    const Scratch scratch;
    std::size_t read = 0;
    for (const auto& [folder, ending] : {std::pair{"oracles", ".yaml"},
                                         {"real/landscapes/archisurance", "portal.yaml"},
                                         {"real/landscapes/archisurance", "structure.yaml"},
                                         {"real/aralia", ".json"}})
        for (const std::string& file : shared(folder, ending)) {
            CAPTURE(file);
            if (all_of(file).find("knockon: change/1") != std::string::npos) {
                Sources sources;
                Diagnostics problems;
                const Change c = read_change(file, {}, sources, problems);
                CHECK(render(problems, sources) == "");
                CHECK_FALSE(c.steps.empty());
            } else {
                const auto r = landscape_at({file});
                CHECK(r.text(scratch) == "");
                CHECK_FALSE(r.value.components.empty());
            }
            ++read;
        }
    MESSAGE(read << " files read");
    for (const std::string& file : shared("real/landscapes/archisurance", "figures.yaml")) {
        const auto r = landscape_at({std::filesystem::path(file).parent_path().string()});
        CHECK_FALSE(r.problems.has_errors());
        CHECK(r.value.components.size() == 43);
        CHECK(r.value.processes.size() == 23);
        std::size_t needs = 0;
        for (const auto& [id, c] : r.value.components) needs += c.needs.size();
        for (const auto& [id, p] : r.value.processes) needs += p.needs.size();
        CHECK(needs >= 49);
    }
}

TEST_CASE("the forward schedule is every change of a folder, in sorted order, and no other file") {
    const Scratch scratch;
    scratch.write("plan/b.yaml", "knockon: change/1\nid: B\nsteps: [{update: db}]\n");
    scratch.write("plan/a/c.yaml", "knockon: change/1\nid: C\nsteps: [{update: db}]\n");
    scratch.write("plan/policy.yaml", "knockon: policy/1\n");
    Result<std::vector<knockon::Change>> r;
    const std::vector<std::string> paths{scratch.path("plan")};
    r.value = read_changes(paths, {}, r.sources, r.problems);
    CHECK(r.text(scratch) == "");
    REQUIRE(r.value.size() == 2);
    CHECK(r.value[0].id == "C");
    CHECK(r.value[1].id == "B");

    const std::vector<std::string> named{scratch.path("plan/policy.yaml")};
    CHECK(read_changes(named, {}, r.sources, r.problems).empty());
    CHECK(r.has("K005"));
}

TEST_CASE("how much of a landscape is read is told on the way, in order") {
    const Scratch s;
    std::string text = "{\"knockon\": \"landscape/1\", \"components\": {";
    for (int i = 0; i < 20'000; ++i)
        text += fmt::format("{}\"c{}\": {{\"kind\": \"database\"}}", i == 0 ? "" : ", ", i);
    const std::string files[] = {s.write("l/a.json", text + "}}"),
                                 s.write("l/b.json", "{\"knockon\": \"landscape/1\"}")};
    Limits limits;
    std::vector<double> shares;
    limits.progress = [&](double share) { shares.push_back(share); };
    Sources sources;
    Diagnostics out;
    const std::string folder = s.path("l");
    CHECK(read_landscape({&folder, 1}, limits, sources, out).components.size() == 20'000);
    CHECK(shares.size() > 4);
    CHECK(std::is_sorted(shares.begin(), shares.end()));
    CHECK(shares.back() <= 0.5);  // of the two files the first
    CHECK(shares.back() > 0.4);
}
