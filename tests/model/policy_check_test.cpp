#include <doctest/doctest.h>

#include "base/codes.h"
#include "build.h"
#include "model/check.h"

using namespace knockon;
using namespace knockon::test;

namespace {

Acceptance acceptance(const char* finding) {
    Acceptance a;
    a.finding = std::string(finding);
    a.because = std::string("replaced in March");
    a.by = Id("it");
    a.until = std::chrono::year_month_day{std::chrono::year{2027}, std::chrono::March,
                                          std::chrono::day{1}};
    return a;
}

template <class F>
Diagnostics checked_with(F change) {
    Policy p;
    p.accept.push_back(acceptance("T02"));
    change(p.accept.front());
    Diagnostics out;
    check(p, shop(), out);
    return out;
}

template <class F>
std::string wrong(F change) {
    return codes_of(checked_with(change), Severity::note);
}

}  // namespace

TEST_CASE("an acceptance of a finding by a department is fine, whatever its `for`") {
    CHECK(wrong([](Acceptance&) {}).empty());
    // It may be something that only another change adds.
    for (const char* id : {"web", "nordhost", "selling", "sales", "CHG-7"})
        CHECK(wrong([&](Acceptance& a) { a.subject = Id(id); }).empty());
}

TEST_CASE("a code that is no finding cannot be accepted or ruled on") {
    for (const char* code : {"T99", "K104", "", "t02"}) {
        CAPTURE(code);
        CHECK(wrong([&](Acceptance& a) { a.finding = std::string(code); }) == "K160");
    }
    Policy p;
    p.rulings["T01"] = Ruling::off;
    p.rulings["T99"] = Ruling::error;
    Diagnostics out;
    check(p, shop(), out);
    CHECK(codes_of(out, Severity::error) == "K160");
    CHECK(out.all.front().message == "there is no finding `T99`");
}

TEST_CASE("an acceptance by or of a department that does not exist is an error with a way out") {
    const Diagnostics by = checked_with([](Acceptance& a) { a.by = Id("salse"); });
    CHECK(codes_of(by, Severity::error) == "K104");
    CHECK(by.all.front().help == "write `sales`");
    const Diagnostics of = checked_with([](Acceptance& a) {
        a.finding = {};
        a.exceeds = Id("nordhost");
    });
    CHECK(codes_of(of, Severity::error) == "K132");
}

TEST_CASE("an acceptance whose reason is blank has none") {
    CHECK(wrong([](Acceptance& a) { a.because = std::string(" "); }) == "K106");
}

TEST_CASE("an excess is limited to a change or a component, not to a process or supplier") {
    const auto limited_to = [](const char* id) {
        return wrong([&](Acceptance& a) {
            a.finding = {};
            a.exceeds = Id("sales");
            a.subject = Id(id);
        });
    };
    CHECK(limited_to("CHG-7").empty());
    CHECK(limited_to("web").empty());
    for (const char* id : {"selling", "sales", "nordhost"}) CHECK(limited_to(id) == "K132");
}
