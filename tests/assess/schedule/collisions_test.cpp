#include "assess/schedule/collisions.h"

#include "asked.h"

using namespace knockon;
using namespace knockon::test;

namespace {

/// Two sites that carry each other, each with a machine of its own; a shop beside them.
const std::string sites = R"(
timezone: Europe/Amsterdam
departments: {sales: {}}
suppliers: {nordhost: {}, kabel: {}}
calendars:
  closing: {periods: [2027-01-13T15:00..2027-01-13T17:00, 2027-01-20T15:00..2027-01-20T17:00]}
components:
  power_a: {availability: 100%}
  power_b: {availability: 100%}
  site_a: {availability: 100%, supplier: nordhost, needs: [power_a]}
  site_b: {availability: 100%, supplier: kabel, needs: [power_b]}
  shop: {availability: 100%, needs: [{any: [site_a, site_b]}]}
  printer: {availability: 100%, supplier: nordhost}
  fax: {availability: 100%}
processes:
  selling: {department: sales, needs: [shop], deadlines: [{calendar: closing, work: 1h}]}
  printing: {department: sales, needs: [printer]}
)";

std::string change(std::string_view id, std::string_view start, std::string_view steps,
                   std::string_view more = "") {
    return "id: " + std::string(id) +
           "\nrequested: 2026-12-01\nwindow: {start: " + std::string(start) +
           ", length: 2h}\nhypercare: 1h\nsteps: [" + std::string(steps) + "]\n" +
           std::string(more);
}

std::string ours(std::string_view steps, std::string_view more = "") {
    return change("CHG-1", "2027-01-12T20:00", steps, more);
}
std::string theirs(std::string_view steps, std::string_view more = "",
                   std::string_view start = "2027-01-12T21:00") {
    return change("CHG-2", start, steps, more);
}

/// Kinds met, in order, and the messages.
struct Met {
    std::string kinds;
    std::vector<std::string> messages;
};

Met met(const std::string& a, const std::string& b) {
    Asked asked(sites, a, {b});
    Met m;
    for (const Finding& f : asked.findings("T03")) {
        CHECK(f.subjects[0] == "CHG-1");
        CHECK(f.subjects[1] == "CHG-2");
        m.kinds += (m.kinds.empty() ? "" : " ") + f.subjects[2];
        m.messages.push_back(f.message);
    }
    return m;
}

}  // namespace

TEST_CASE("two changes to the same component collide") {
    const Met m = met(ours("{update: fax, fails: 0%}"), theirs("{update: fax, fails: 0%}"));
    CHECK(m.kinds == "component");
    CHECK(m.messages.at(0) ==
          "collides with `CHG-2` (component: fax), Tue 12 Jan 2027 21:00 to 23:00");
    CHECK(met(ours("{update: fax, fails: 0%}"), theirs("{update: power_a, fails: 0%}")).kinds ==
          "");
}

TEST_CASE("two changes of which one needs the other collide, whichever it is") {
    const Met m = met(ours("{update: power_a, fails: 0%}"), theirs("{update: shop, fails: 0%}"));
    CHECK(m.kinds == "need");
    CHECK(has(m.messages.at(0), "(need: shop needs power_a through site_a)"));
    const Met other =
        met(ours("{update: shop, fails: 0%}"), theirs("{update: power_a, fails: 0%}"));
    CHECK(has(other.messages.at(0), "(need: shop needs power_a through site_a)"));
    // Standing on the same thing is not needing each other.
    CHECK(met(ours("{update: printer, fails: 0%}"), theirs("{update: shop, fails: 0%}")).kinds ==
          "");
}

TEST_CASE("a need that one of the changes brings counts") {
    CHECK(met(ours("{connect: printer, to: [fax], fails: 0%}"), theirs("{update: fax, fails: 0%}"))
              .kinds == "need");
    CHECK(met(ours("{update: fax, fails: 0%}"), theirs("{connect: printer, to: [fax], fails: 0%}"))
              .kinds == "need");
}

TEST_CASE("two changes to different members of a redundant group collide") {
    const Met m = met(ours("{update: site_a, fails: 0%}"), theirs("{update: site_b, fails: 0%}"));
    CHECK(m.kinds == "redundancy");
    CHECK(
        has(m.messages.at(0), "site_a and site_b of the 2 that shop needs 1 of, too few are left"));
    // What a member stands on counts as the member.
    CHECK(met(ours("{update: power_a, fails: 0%}"), theirs("{update: site_b, fails: 0%}")).kinds ==
          "redundancy");
    // The same member twice takes no more than one of them alone.
    CHECK(met(ours("{update: power_a, fails: 0%}"), theirs("{update: site_a, fails: 0%}")).kinds ==
          "need");
}

TEST_CASE("two changes to what one supplier runs collide") {
    const Met m = met(ours("{update: site_a, fails: 0%}"), theirs("{update: printer, fails: 0%}"));
    CHECK(m.kinds == "supplier");
    CHECK(has(m.messages.at(0), "(supplier: nordhost)"));
    CHECK(met(ours("{update: site_b, fails: 0%}"), theirs("{update: printer, fails: 0%}")).kinds ==
          "");
    CHECK(met(ours("{update: site_b, fails: 0%}"),
              theirs("{migrate: fax, to: {supplier: kabel}, fails: 0%}"))
              .kinds == "supplier");
}

TEST_CASE("a team is needed twice only while both windows last") {
    const auto kinds = [](std::string_view start, std::string_view team) {
        return met(ours("{update: fax, fails: 0%}", "team: web\n"),
                   theirs("{update: power_a, fails: 0%}", "team: " + std::string(team) + "\n",
                          start))
            .kinds;
    };
    CHECK(kinds("2027-01-12T21:59", "web") == "team");
    CHECK(kinds("2027-01-12T22:00", "web") == "");
    CHECK(kinds("2027-01-12T21:59", "plant") == "");
}

TEST_CASE("a deadline that both may miss is a collision, also where the windows lie apart") {
    const auto kinds = [](std::string_view start, std::string_view watched) {
        Asked a(sites,
                replaced(ours("{update: shop, fails: 0%}"), "hypercare: 1h",
                         "hypercare: " + std::string(watched)),
                {theirs("{update: power_a, fails: 0%}", "", start)});
        std::string all;
        for (const Finding& f : a.findings("T03")) all += f.subjects[2] + " ";
        return all;
    };
    // Ours is watched until 17:00 on the 13th, exactly when the deadline ends; theirs from 14:00.
    CHECK(kinds("2027-01-13T14:00", "19h") == "deadline need ");
    CHECK(kinds("2027-01-13T14:00", "1139m") == "need ");
    // Theirs begins when the deadline has passed.
    CHECK(kinds("2027-01-13T17:00", "20h") == "need ");
    CHECK(kinds("2027-01-13T16:59", "20h") == "deadline need ");
}

TEST_CASE("a change meets another while one is carried out and the other still watched") {
    const auto kinds = [](std::string_view start) {
        return met(ours("{update: fax, fails: 0%}"), theirs("{update: fax, fails: 0%}", "", start))
            .kinds;
    };
    // Ours: 20:00 to 22:00, watched until 23:00. Theirs takes 2 h and is watched for 1 h.
    CHECK(kinds("2027-01-12T22:59") == "component");
    CHECK(kinds("2027-01-12T23:00") == "");
    CHECK(kinds("2027-01-12T17:01") == "component");
    CHECK(kinds("2027-01-12T17:00") == "");
}

TEST_CASE("a change does not collide with itself, and one without a start is named") {
    Asked same(sites, ours("{update: fax, fails: 0%}"), {ours("{update: fax, fails: 0%}")});
    CHECK(same.count("T03") == 0);
    Asked open(sites, ours("{update: fax, fails: 0%}"),
               {"id: CHG-2\nsteps: [{update: fax, fails: 0%}]\n"});
    CHECK(open.count("T03") == 0);
    CHECK(count(open.problems, "K216") == 1);
}

TEST_CASE("a planned change that does not fit the landscape still collides where it can") {
    Asked a(sites, ours("{update: fax, fails: 0%}"),
            {theirs("{update: fax, fails: 0%}, {connect: fax, to: [nothing], fails: 0%}")});
    CHECK(a.one("T03").subjects[2] == "component");
    CHECK(count(a.problems, "K201") == 1);
}

TEST_CASE("the fingerprint of a collision does not depend on the hour") {
    const auto print = [](std::string_view start) {
        return Asked(sites, ours("{update: fax, fails: 0%}"),
                     {theirs("{update: fax, fails: 0%}", "", start)})
            .one("T03")
            .fingerprint;
    };
    CHECK(print("2027-01-12T21:00") == print("2027-01-12T19:00"));
}
