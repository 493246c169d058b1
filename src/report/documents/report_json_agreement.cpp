// `report/1`: who benefits, pays and bears, who must agree, who must be told.
#include "report/documents/json_parts.h"

namespace knockon {
namespace {

using Lay = JsonWriter::Lay;

void write_row(JsonWriter& w, const EconomicsRow& r) {
    w.field("benefit", r.benefit);
    w.field("cost", r.cost);
    w.field("risk", r.risk);
    w.field("net", r.net);
}

void write_budgets(JsonWriter& w, const Economics& e) {
    w.key("waiting");
    w.array();
    for (const Waiting& x : e.waiting) {
        w.object(Lay::compact);
        w.field("department", x.department);
        w.field("per_week", x.per_week);
        w.end();
    }
    w.end();
    w.field("budget", e.budget);
    w.key("year_budgets");
    w.array();
    for (const YearBudget& y : e.year_budgets) {
        w.object(Lay::compact);
        w.field("department", y.department);
        w.field("budget", y.budget);
        w.field("used", y.used);
        w.end();
    }
    w.end();
    w.key("exits");
    w.array();
    for (const Exit& x : e.exits) {
        w.object(Lay::compact);
        w.field("supplier", x.supplier);
        w.field("takes_s", x.takes_s);
        w.field("cost", x.cost);
        w.end();
    }
    w.end();
}

}  // namespace

void write_economics(JsonWriter& w, const Assessment& a) {
    w.key("economics");
    if (!a.economics) {
        w.null();
        return;
    }
    const Economics& e = *a.economics;
    w.object();
    w.key("departments");
    w.array();
    for (const EconomicsRow& r : e.departments) {
        w.object();
        w.field("id", r.department);
        write_row(w, r);
        w.end();
    }
    w.end();
    w.key("total");
    w.object();
    write_row(w, e.total);
    w.end();
    w.field("externality_share", e.externality_share);
    w.field("flag", e.flag.empty() ? std::nullopt : std::optional(e.flag));
    w.key("compensation");
    w.array();
    for (const Compensation& c : e.compensation) {
        w.object(Lay::compact);
        w.field("department", c.department);
        w.field("amount", c.amount);
        w.end();
    }
    w.end();
    write_budgets(w, e);
    w.end();
}

void write_agreement(JsonWriter& w, const Assessment& a) {
    w.key("sign_off");
    w.array();
    for (const SignOff& s : a.sign_off) {
        w.object();
        w.field("who", s.who);
        w.field("name", s.name);
        w.field("kind", name(s.kind));
        w.field("reasons", s.reasons);
        w.field("given", s.given);
        w.field("standing", s.standing.empty() ? std::nullopt : std::optional(s.standing));
        w.end();
    }
    w.end();
    w.key("inform");
    w.array();
    for (const Inform& i : a.inform) {
        w.object();
        w.field("department", i.department);
        w.field("people", i.people);
        w.field("text", i.text);
        w.end();
    }
    w.end();
}

}  // namespace knockon
