// `--set`: tests of set_value in read/read.h.
#include <doctest/doctest.h>

#include "scratch.h"

using namespace knockon;
using namespace std::chrono_literals;

namespace {

struct Setting {
    Scratch scratch;
    Result<Landscape> l;
    Change change;

    Setting()
        : l(landscape_of(R"(
departments: {sales: {appetite: {probability: 1%, loss: 5k}}}
components:
  erp: {availability: 99%, restart: 5m, needs: [host.a]}
  host.a: {restart: 1m}
  host: {restart: 2m}
processes:
  orders: {department: sales, needs: [erp], peaks: [{during: x, factor: 2}]}
)",
                         scratch)) {
        change =
            read_change(scratch.write("c.yaml",
                                      "knockon: change/1\nid: C\nsponsor: sales\n"
                                      "steps: [{update: erp, fails: 5%}, {load: erp, times: 2}]\n"),
                        {}, l.sources, l.problems);
        REQUIRE(l.text(scratch) == "");
    }
    std::string set(std::string_view assignment) {
        l.problems.all.clear();
        set_value(assignment, l.value, &change, l.sources, l.problems);
        return l.text(scratch);
    }
};

}  // namespace

TEST_CASE("a set value replaces what was stated, and nothing else") {
    Setting s;
    Component& erp = s.l.value.components["erp"];
    CHECK(s.set("components.erp.availability=99.9%") == "");
    CHECK(erp.unavailability->value == 0.001);
    CHECK(*erp.more->restart == Duration(5min));
    CHECK(s.set("components.erp.unavailability=3 of 120") == "");
    CHECK(erp.unavailability->trials == 120);
    CHECK(s.set("components.erp.needs=[host, {any: [host, host.a]}]") == "");
    CHECK(erp.needs.size() == 2);
    CHECK(s.set("components.erp.recovery={p50: 1h, p90: 4h}") == "");
    CHECK(erp.recovery->shape == Recovery::Shape::lognormal);
    CHECK(s.set("departments.sales.appetite.loss=9k") == "");
    CHECK(*s.l.value.departments["sales"].appetite.loss == 9000);
    CHECK(*s.l.value.departments["sales"].appetite.probability == 0.01);
    CHECK(s.set("processes.orders.peaks.1.factor=4") == "");
    CHECK(s.l.value.processes["orders"].peaks[0].factor == 4);
    CHECK(s.set("currency=EUR") == "");
    CHECK(s.set("currency=USD") == "");
    CHECK(*s.l.value.currency == "USD");
}

TEST_CASE("a dot in an id does not split it") {
    Setting s;
    CHECK(s.set("components.host.a.restart=7m") == "");
    CHECK(*s.l.value.components["host.a"].more->restart == Duration(7min));
    CHECK(*s.l.value.components["host"].more->restart == Duration(2min));
    CHECK(s.set("components.host.restart=8m") == "");
    CHECK(*s.l.value.components["host"].more->restart == Duration(8min));
}

TEST_CASE("steps are counted from one, and the window and hypercare can be set") {
    Setting s;
    CHECK(s.set("steps.1.fails=10%") == "");
    CHECK(s.change.steps[0].fails->value == 0.1);
    CHECK(s.set("steps.2.times=3") == "");
    CHECK(s.change.steps[1].times == 3);
    CHECK(s.change.steps[1].verb == Verb::load);
    CHECK(s.set("window.start=2027-01-01T20:00") == "");
    CHECK(s.change.window.start.stated);
    CHECK(s.set("hypercare=5h") == "");
    CHECK(*s.change.hypercare == Duration(5h));
    CHECK(s.set("benefit=7k") == "");
    CHECK(s.change.benefit.at("sales").value == 7000);
    CHECK(s.change.steps.size() == 2);
}

TEST_CASE("an assignment that names nothing says what was probably meant") {
    Setting s;
    CHECK(s.set("components.erp.availabilty=99%") ==
          "--set:1:16: error[K101]: a component has no key `availabilty`\n"
          " 1 | components.erp.availabilty=99%\n"
          "   |                ^^^^^^^^^^^\n"
          "  help: write `availability`\n");
    CHECK(s.set("components.epr.restart=1h") ==
          "--set:1:12: error[K901]: `components` has no `epr`\n"
          " 1 | components.epr.restart=1h\n"
          "   |            ^^^\n"
          "  help: write `erp`\n");
    CHECK(s.set("component.erp=1") ==
          "--set:1:1: error[K901]: nothing can be set below `component`\n"
          " 1 | component.erp=1\n"
          "   | ^^^^^^^^^\n"
          "  help: write `components`\n");
    for (const char* wrong :
         {"", "=", "=1", "components", "components.erp.restart", "components.erp.restart=",
          "steps.3.fails=1%", "steps.0.fails=1%", "steps.x.fails=1%", "steps.1.times=2",
          "annotate.erp.restart=1h", "knockon=change/1", "components..restart=1h",
          "components.erp.restart=\"1h", "components.erp.restart=1h\n---\nx", "components=[]",
          "components.erp.restart=1 hour", "components.new={}", "window.start=soon"}) {
        CAPTURE(wrong);
        CHECK(s.set(wrong) != "");
    }
    CHECK(*s.l.value.components["erp"].more->restart == Duration(5min));
    CHECK(s.l.value.components.size() == 3);
}
