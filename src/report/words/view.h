// report/words/view.h: what every sentence about a change needs to know.
#pragma once

#include <functional>
#include <map>
#include <optional>

#include "assess/answer/assessment.h"
#include "base/diagnostic.h"
#include "calendar/zone.h"
#include "report/writing/shown.h"

namespace knockon {

struct TextOptions {
    int width = 80;  // columns, at least 20
    bool colour = false;
    enum class Detail { brief, normal, full } detail = Detail::normal;
    bool assumptions = false;  // list every one of them
    bool before = false;       // list the findings that were there before, too
    /// Lowest severity of a finding that fails a pipeline; empty: nothing does.
    std::optional<Severity> gate = Severity::error;
    bool require_sign_off = false;  // a missing agreement fails a pipeline too
};

/// What every sentence needs to know.
struct View {
    View(const Assessment& assessment, const Sources& inputs, const TextOptions& how);

    Shown name_of(const Id& id) const;  // a department's or process's name; else the id
    Shown place(Position at) const;     // "file:line:column"; empty if unknown
    bool full() const { return options.detail == TextOptions::Detail::full; }
    Figure money_of(double x, int digits = 2) const { return money(x, a.currency, digits); }

    const Assessment& a;
    const Sources& sources;
    const TextOptions& options;
    Zone zone;
    std::map<Id, const Figures*> processes;
    std::map<Id, const DepartmentFigures*> departments;
};

/// "13 % (12 % to 14 %)": the interval of the sampling error where two digits show it.
Shown with_interval(const Estimate& e, const std::function<Figure(double)>& figure);

}  // namespace knockon
