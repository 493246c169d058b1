// report/words/view.h: what every sentence about a change needs to know.
#pragma once

#include <functional>
#include <map>

#include "assess/answer/assessment.h"
#include "base/source.h"
#include "calendar/zone.h"
#include "report/words/words.h"
#include "report/writing/shown.h"

namespace knockon {

/// What every sentence needs to know.
struct View {
    View(const Assessment& assessment, const Sources& inputs, const TextOptions& how);

    Shown name_of(const Id& id) const;  // what it is called; else the id
    Shown place(Position at) const;     // "file:line:column"; empty if unknown
    bool full() const { return options.detail == TextOptions::Detail::full; }
    Figure money_of(double x, int digits = 2) const { return money(x, a.currency, digits); }

    const Assessment& a;
    const Sources& sources;
    const TextOptions& options;
    Zone zone;
    std::map<Id, const Figures*> processes;
    std::map<Id, const DepartmentFigures*> departments;
    std::map<Id, std::vector<const Why*>> ways;  // to each department, the most likely first
};

/// "13 % (12 % to 14 %)": the interval of the sampling error where two digits show it.
Shown with_interval(const Estimate& e, const std::function<Figure(double)>& figure);

}  // namespace knockon
