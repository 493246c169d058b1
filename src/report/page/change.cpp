// The page of an assessment: verdict first, then what a department head asks, in that order.
#include <algorithm>
#include <array>

#include "report/page/page.h"
#include "report/page/parts.h"
#include "report/words/economics.h"

namespace knockon {
namespace {

constexpr std::array sections_of_change = {
    HtmlSection<View>{"departments", "Who is hit, and how badly", any_department, html_departments},
    HtmlSection<View>{"money", "The first year: who gains, who loses", any_first_year,
                      html_first_year},
    HtmlSection<View>{"agree", "What must be decided, what is certain", any_decision,
                      html_decisions},
    HtmlSection<View>{"chain", "How it gets there", any_picture, html_picture},
    HtmlSection<View>{"since", "What moved", any_since, html_since},
    HtmlSection<View>{"why", "Why", any_why, html_why},
    HtmlSection<View>{"windows", "When instead", any_windows, html_windows},
    HtmlSection<View>{"help", "What would help", any_mitigations, html_mitigations},
    HtmlSection<View>{"structure", "What stays behind", any_structure, html_structure},
    HtmlSection<View>{"curve", "How bad it can get", any_curve, html_curve},
    HtmlSection<View>{"know", "Who must know", any_inform, html_inform},
    HtmlSection<View>{"timeline", "Time line", any_timeline, html_timeline},
    HtmlSection<View>{"figures", "Every department, every process", any_figure, html_figures},
    HtmlSection<View>{"findings", "Findings", any_finding, html_findings},
    HtmlSection<View>{"basis", "What this rests on", any_foundation, html_foundation},
};
constexpr std::size_t lead = 4;  // what everybody reads comes before the list of the rest

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

/// What a reader takes along from the verdict alone.
void key_figures(const View& v, Html& h) {
    h.open("dl", {{"class", "keys"}});
    html_key_figure(h, "Expected extra loss of all", v.money_of(v.a.total.loss.mean.value));
    if (const FirstYear year = first_year_of(v, true); !year.rows.empty())
        html_key_figure(h, "First year, all together", year.net(v, year.together));
    const auto open = std::count_if(v.a.sign_off.begin(), v.a.sign_off.end(),
                                    [](const SignOff& s) { return !s.given; });
    if (!v.a.sign_off.empty())
        html_key_figure(h, "Still to agree", Shown(count(static_cast<std::size_t>(open))) + " of " +
                                                 count(v.a.sign_off.size()));
    h.close();
}

void verdict(const View& v, Html& h) {
    const Assessment& a = v.a;
    html_verdict(h, verdict_at(a), verdict_sentence(a));
    if (const Shown way_out = way_out_sentence(a); !way_out.empty())
        h.element("p", {{"class", "lead"}}, way_out);
    if (const Shown lasting = lasting_sentence(v); !lasting.empty())
        h.element("p", {{"class", "lead"}}, lasting);
    std::vector<Shown> what_if;
    for (const std::string& o : a.overrides) what_if.push_back(Shown::from(o));
    if (!what_if.empty())
        h.element("p", Shown("What if: ").styled(Style::doubt) + Shown::joined(what_if, ", "));
    for (const DepartmentFigures& d : a.departments)
        if (d.verdict == Verdict::undetermined && !d.settle.empty())
            h.element("p", v.name_of(d.id) + " is undetermined: " + Shown::from(d.settle));
    if (const Shown gate = excused_sentence(a); !gate.empty()) h.element("p", gate);
    for (const std::string& file : judged_by({&a, 1}))
        h.element("p", {{"class", "note"}}, Shown("Judged by ") + Shown::from(file));
    key_figures(v, h);
    h.close();
}

}  // namespace

std::string report_html(const Assessment& a, const Sources& sources) {
    TextOptions everything;
    everything.detail = TextOptions::Detail::full;
    const View v(a, sources, everything);
    return html_document(Shown::from(a.change) + ": " + Shown::from(a.title), sections_of_change, v,
                         header, verdict, a.version, lead);
}

}  // namespace knockon
