// What every sentence needs to know.
#include "report/words/view.h"

#include "assess/answer/verdict.h"

namespace knockon {

View::View(const Assessment& assessment, const Sources& inputs, const TextOptions& how)
    : a(assessment), sources(inputs), options(how) {
    zone = Zone::find(a.timezone).value_or(Zone());
    for (const Figures& p : a.processes) processes[p.id] = &p;
    departments = by_id(a.departments);
    for (const Why& w : a.why)
        if (const auto p = processes.find(w.process); p != processes.end())
            ways[p->second->department].push_back(&w);
}

Shown View::name_of(const Id& id) const {
    if (const auto d = departments.find(id); d != departments.end() && !d->second->name.empty())
        return Shown::from(d->second->name);
    if (const auto p = processes.find(id); p != processes.end() && !p->second->name.empty())
        return Shown::from(p->second->name);
    const auto known = a.names.find(id);
    return Shown::from(known == a.names.end() ? id : known->second);
}

Shown View::place(Position at) const {
    if (!at) return {};
    Shown s = Shown::from(sources[at].path);
    if (at.line > 0)
        s += Shown::from(":" + std::to_string(at.line) + ":" + std::to_string(at.column));
    return s;
}

Shown with_interval(const Estimate& e, const std::function<Figure(double)>& figure) {
    const Figure value = figure(e.value), low = figure(e.low), high = figure(e.high);
    if (low.text() == value.text() && high.text() == value.text()) return value;
    return Shown(value) + " (" + low + " to " + high + ")";
}

}  // namespace knockon
