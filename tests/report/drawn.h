// report/drawn.h: the sample as text, and how to look into it.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "pages.h"
#include "report/report.h"
#include "sample.h"

namespace knockon::sample {

using namespace pages;

inline std::string drawn(const Assessment& a, const Sources& s, TextOptions o = {}) {
    return report_text(a, s, o);
}

/// The sample with every text that can come from a file replaced.
inline Assessment hostile(Sources& s, const std::string& evil) {
    Assessment a = sample::campaign(s);
    s.files[1].path = evil;
    a.title = a.organisation = a.sponsor_name = a.currency = evil;
    a.inputs[0].path = evil;
    a.inputs[0].as = "policy";
    a.change = evil;
    for (auto& d : a.departments) {
        d.name = evil;
        d.harm = {evil};
        d.settle = evil;
        for (auto& by : d.absorbed_by) by.text = evil;
    }
    for (auto& p : a.processes) p.name = evil;
    for (auto& w : a.why) {
        w.chain.push_back(evil);
        w.holds = {evil};
        for (auto& c : w.members) c.target = evil;
    }
    for (auto& c : a.causes) c.cause.target = evil;
    for (auto& f : a.findings) {
        f.message = f.help = evil;
        f.related = {{f.at, evil}};
    }
    a.overrides = a.notes = a.limits_hit = {evil};
    a.assumptions[0] = {evil, evil, evil, evil};
    return a;
}

}  // namespace knockon::sample
