// The page of an assessment: verdict first, then what a department head asks, in that order.
#include <algorithm>
#include <array>

#include "report/page/page.h"
#include "report/page/parts.h"

namespace knockon {
namespace {

constexpr std::array sections = {
    HtmlSection<View>{"departments", "Who is hit, and how badly", any_department, html_departments},
    HtmlSection<View>{"since", "What moved", any_since, html_since},
    HtmlSection<View>{"why", "Why", any_why, html_why},
    HtmlSection<View>{"curve", "How bad it can get", any_curve, html_curve},
    HtmlSection<View>{"windows", "When instead", any_windows, html_windows},
    HtmlSection<View>{"help", "What would help", any_mitigations, html_mitigations},
    HtmlSection<View>{"structure", "What stays behind", any_structure, html_structure},
    HtmlSection<View>{"money", "Who benefits, who bears", any_economics, html_economics},
    HtmlSection<View>{"agree", "Who must agree, who must know", any_agreement, html_agreement},
    HtmlSection<View>{"timeline", "Time line", any_timeline, html_timeline},
    HtmlSection<View>{"processes", "Every process", any_process, html_processes},
    HtmlSection<View>{"findings", "Findings", any_finding, html_findings},
    HtmlSection<View>{"basis", "What this rests on", any_foundation, html_foundation},
};

void header(const View& v, Html& h) {
    const Assessment& a = v.a;
    h.open("header");
    Shown line = Shown::from(a.change);
    if (!a.organisation.empty()) line = Shown::from(a.organisation) + " · " + line;
    h.element("p", line);
    h.element("h1", Shown::from(a.title.empty() ? a.change : a.title));
    h.element("p", Shown(period(a.start, a.end, v.zone)) + ", watched until " +
                       moment(a.hypercare_end, v.zone) + " (" + Shown::from(a.timezone) + ")");
    if (!a.sponsor.empty())
        h.element("p", Shown("Sponsor: ") +
                           Shown::from(a.sponsor_name.empty() ? a.sponsor : a.sponsor_name));
    h.close();
}

void verdict(const View& v, Html& h) {
    const Assessment& a = v.a;
    html_verdict(h, a.verdict, verdict_sentence(a));
    std::vector<Shown> what_if;
    for (const std::string& o : a.overrides) what_if.push_back(Shown::from(o));
    if (!what_if.empty())
        h.element("p", Shown("What if: ").styled(Style::doubt) + Shown::joined(what_if, ", "));
    for (const DepartmentFigures& d : a.departments)
        if (d.verdict == Verdict::undetermined && !d.settle.empty())
            h.element("p", v.name_of(d.id) + " is undetermined: " + Shown::from(d.settle));
    if (const Shown gate = excused_sentence(a); !gate.empty()) h.element("p", gate);
    for (const std::string& l : a.limits_hit)
        h.element("p", Shown("Limit met: ").styled(Style::doubt) + Shown::from(l));
    h.open("dl", {{"class", "keys"}});
    html_key_figure(h, "Expected extra loss", v.money_of(a.total.loss.mean.value));
    html_key_figure(h, "Exceeded in 1 case of 20", v.money_of(a.total.loss.p95.value));
    html_key_figure(h, "Exceeded in 1 case of 100", v.money_of(a.total.loss.p99.value));
    html_key_figure(h, "Findings that it brings about",
                    count(static_cast<std::uint64_t>(
                        std::count_if(a.findings.begin(), a.findings.end(),
                                      [](const Finding& f) { return f.brought_about; }))));
    if (a.last_turn_back)
        html_key_figure(h, "Turn back by", moment(*a.last_turn_back, v.zone, false));
    h.close().close();
}

}  // namespace

std::string report_html(const Assessment& a, const Sources& sources) {
    TextOptions everything;
    everything.detail = TextOptions::Detail::full;
    const View v(a, sources, everything);
    return html_document(Shown::from(a.change) + ": " + Shown::from(a.title), sections, v, header,
                         verdict, a.version);
}

}  // namespace knockon
