// An assessment made by hand: the shape of the first screen, with figures of which each is known.
#pragma once

#include <chrono>

#include "base/quantity.h"
#include "calendar/zone.h"
#include "report/report.h"

namespace knockon::sample {

inline Instant at(const char* local) {
    return Zone::find("Europe/Amsterdam")->to_instant(*parse_moment(local));
}

inline Estimate around(double x, double error = 0.01) {
    return {x, x * (1 - error), x * (1 + error), {}, {}};
}

inline DepartmentFigures department(const char* id, const char* name, double disruption,
                                    double minutes, double minutes_p95, double loss,
                                    double loss_p95) {
    DepartmentFigures d;
    d.id = id;
    d.name = name;
    d.reach = Reach::exposed;
    d.disruption = around(disruption);
    d.downtime_s = {around(60 * minutes), around(60 * minutes_p95)};
    d.loss = {around(loss), around(loss_p95), around(2 * loss_p95), around(3 * loss_p95),
              around(4 * loss)};
    d.exceedance = {{100, 0.2}, {10000, 0.05}};
    return d;
}

inline Figures process(const char* id, const char* name, const char* department_id) {
    Figures p = department(id, name, 0.05, 20, 60, 1000, 5000);
    p.department = department_id;
    return p;
}

inline Cause step(int index, Verb verb, const char* target) {
    return {Cause::Kind::step, index, verb, target};
}

/// Two departments beyond their limits, one within, one that is not reached, one without a process.
inline Assessment campaign(Sources& sources) {
    const std::uint32_t file = sources.add("changes/spring-campaign.yaml", "knockon: change/1\n");
    Assessment a;
    a.version = "0.1.0";
    a.organisation = "Van Rijn Fietsen";
    a.currency = "EUR";
    a.timezone = "Europe/Amsterdam";
    a.inputs = {{"landscape/web.yaml", std::string(64, 'a')}};
    a.change = "CHG-2026-041";
    a.title = "Personalised spring campaign";
    a.sponsor = "marketing";
    a.sponsor_name = "Marketing";
    a.start = at("2026-12-30T20:00");
    a.end = at("2026-12-30T22:30");
    a.hypercare_end = at("2027-01-02T22:30");
    a.verdict = Verdict::exceeds;
    a.transition = {"simulate", 38'000, 0.018, "finance"};

    a.departments = {department("finance", "Finance", 0.131, 36, 215, 7612, 61'300),
                     department("production", "Production", 0.0112, 5.2, 0, 503, 0),
                     department("marketing", "Marketing", 0.047, 39, 165, 331, 1'440)};
    a.departments[0].if_hit = {{around(4.5 * 3600), around(9 * 3600)}, {around(58'000), around(120'000)}};
    a.departments[1].if_hit = {{{around(7.65 * 3600), around(9 * 3600)}, around(8 * 3600)},
                               {{around(45'000), around(60'000)}, around(50'000)}};
    a.departments[0].appetite.probability = 0.01;
    a.departments[0].appetite.loss = 5000.0;
    a.departments[0].verdict = Verdict::exceeds;
    a.departments[1].appetite.probability = 0.005;
    a.departments[1].verdict = Verdict::exceeds;
    a.departments[2].appetite.probability = 0.2;
    DepartmentFigures logistics;
    logistics.id = "logistics";
    logistics.name = "Logistics";
    logistics.reach = Reach::absorbed;
    logistics.absorbed_by = {{Absorber::By::tolerance, "wms", "wms survives 6 h without erp"}};
    DepartmentFigures sales, people;
    sales.id = "sales";
    sales.name = "Sales";
    people.id = "hr";
    people.name = "People";
    a.departments.insert(a.departments.end(), {logistics, sales, people});

    a.processes = {process("invoicing", "Invoice run", "finance"),
                   process("line1", "Line 1", "production"),
                   process("campaign", "Campaign", "marketing")};
    a.processes[2].planned = {600, at("2026-12-30T20:00"), at("2026-12-30T20:10")};
    Figures picking, quoting;
    picking.id = "picking";
    picking.name = "Picking";
    picking.department = "logistics";
    picking.reach = Reach::absorbed;
    picking.absorbed_by = logistics.absorbed_by;
    quoting.id = "quoting";
    quoting.name = "Quoting";
    quoting.department = "sales";
    a.processes.insert(a.processes.end(), {picking, quoting});
    a.total = department("", "", 0.15, 60, 300, 8446, 66'000);

    a.causes = {{step(2, Verb::update, "auth"),
                 around(7000),
                 {{"finance", around(6500)}, {"marketing", around(300)}},
                 around(6900),
                 5.9,
                 12.0},
                {{Cause::Kind::supplier, 0, {}, "nordhost"},
                 around(1446),
                 {{"finance", around(1112)}},
                 around(1300),
                 1.2,
                 {}}};
    a.why = {
        {"invoicing",
         0.86,
         {step(2, Verb::update, "auth")},
         {"auth", "api", "pay", "invoicing"},
         {"survives 15 min without it", "", ""}},
        {"invoicing",
         0.11,
         {{Cause::Kind::supplier, 0, {}, "nordhost"}, step(1, Verb::update, "node1")},
         {"db", "api", "invoicing"},
         {}},
        {"line1", 0.97, {step(2, Verb::update, "auth")}, {"auth", "api", "planning", "line1"}, {}}};
    a.findings = {{"C03",
                   Severity::error,
                   "continuity",
                   "no way back: migrating mail cannot be undone",
                   "rehearse a way back",
                   {file, 18, 5, 4},
                   {},
                   {"mail"},
                   "C03-mail",
                   {},
                   true},
                  {"S01",
                   Severity::warning,
                   "security",
                   "confidential data reaches bigdata (cleared: internal)",
                   "",
                   {file, 21, 12, 7},
                   {},
                   {"bigdata"},
                   "S01-bigdata",
                   {},
                   true}};
    a.assumptions = {
        {"component crm", "recovery", "1 h, 90 % within 4 h", "built-in, application"}};
    a.coverage = 0.62;
    return a;
}

}  // namespace knockon::sample
