// model/build.h: small landscapes for the tests of this room, by hand: reading files comes later.
#pragma once

#include <algorithm>
#include <initializer_list>
#include <string>
#include <string_view>

#include "base/diagnostic.h"
#include "model/change.h"
#include "model/landscape.h"

namespace knockon::test {

inline Need need(std::initializer_list<std::string> members, Need::Kind kind = Need::Kind::all,
                 int at_least = 1) {
    Need n;
    n.kind = kind;
    for (const std::string& m : members) n.members.emplace_back(m);
    n.at_least = kind == Need::Kind::all ? static_cast<int>(members.size()) : at_least;
    return n;
}

inline Component& component(Landscape& l, const Id& id,
                            std::initializer_list<std::string> needs = {}) {
    Component& c = l.components[id];
    c.id = id;
    for (const std::string& n : needs) c.needs.push_back(need({n}));
    return c;
}

inline Process& process(Landscape& l, const Id& id, std::initializer_list<std::string> needs = {}) {
    Process& p = l.processes[id];
    p.id = id;
    for (const std::string& n : needs) p.needs.push_back(need({n}));
    return p;
}

inline Step step(Verb verb, const Id& target) {
    Step s;
    s.verb = verb;
    s.target = target;
    return s;
}

/// A shop that needs payments, which need one of two nodes; sold to by one supplier.
inline Landscape shop() {
    Landscape l;
    l.currency = std::string{"EUR"};
    l.departments["sales"].id = "sales";
    l.departments["it"].id = "it";
    l.suppliers["nordhost"].id = "nordhost";
    l.calendars["office"].id = "office";
    l.freezes["sale"].id = "sale";
    l.freezes["sale"].during = Id{"office"};
    component(l, "node1").supplier = Id{"nordhost"};
    component(l, "node2").owner = Id{"it"};
    component(l, "payments").needs.push_back(need({"node1", "node2"}, Need::Kind::any));
    component(l, "web", {"payments"});
    process(l, "selling", {"web"}).department = Id{"sales"};
    return l;
}

inline std::size_t count(const Diagnostics& ds, std::string_view code) {
    return static_cast<std::size_t>(std::count_if(
        ds.all.begin(), ds.all.end(), [&](const Diagnostic& d) { return d.code == code; }));
}

/// All codes of a severity or above, sorted, for comparison.
inline std::string codes_of(const Diagnostics& ds, Severity from = Severity::note) {
    std::vector<std::string_view> codes;
    for (const Diagnostic& d : ds.all)
        if (d.severity >= from) codes.push_back(d.code);
    std::sort(codes.begin(), codes.end());
    std::string out;
    for (const std::string_view c : codes) out += (out.empty() ? "" : " ") + std::string{c};
    return out;
}

}  // namespace knockon::test
