// The page of an assessment: verdict first, then what a department head asks, in that order.
#include <algorithm>
#include <array>

#include "report/page/page.h"
#include "report/page/parts.h"
#include "report/words/economics.h"

namespace knockon {
namespace {

/// What moved since an earlier report, and which input moved it.
void since(const View& v, Html& h) {
    if (!v.a.since) return;
    const auto list = [&](const std::vector<Shown>& lines) {
        h.open("ul");
        for (const Shown& line : lines) h.element("li", line);
        h.close();
    };
    h.note(since_heading(v.a));
    list(since_sentences(v));
    const std::vector<Shown> inputs = since_inputs(v);
    if (inputs.empty()) return;
    h.element("h3", "Inputs that are others");
    list(inputs);
}

constexpr std::array sections_of_change = {
    HtmlSection<View>{"departments", "Who is hit, and how badly", html_departments},
    HtmlSection<View>{"money", "The first year: who gains, who loses", html_first_year},
    HtmlSection<View>{"agree", "What must be decided, what is certain", html_decisions},
    HtmlSection<View>{"chain", "How it gets there", html_picture},
    HtmlSection<View>{"since", "What moved", since},
    HtmlSection<View>{"why", "Why", html_why},
    HtmlSection<View>{"windows", "When instead", html_windows},
    HtmlSection<View>{"help", "What would help", html_mitigations},
    HtmlSection<View>{"structure", "What stays behind", html_structure},
    HtmlSection<View>{"curve", "How bad it can get", html_curve},
    HtmlSection<View>{"know", "Who must know", html_inform},
    HtmlSection<View>{"timeline", "Time line", html_timeline},
    HtmlSection<View>{"figures", "Every department, every process", html_figures},
    HtmlSection<View>{"findings", "Findings", html_findings},
    HtmlSection<View>{"basis", "What this rests on", html_foundation},
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
    if (!a.sponsor.empty()) h.element("p", Shown("Sponsor: ") + sponsor_of(a));
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
        html_key_figure(h, "Still to agree",
                        Shown(count(open)) + " of " + count(v.a.sign_off.size()));
    h.close();
}

void verdict(const View& v, Html& h) {
    const Assessment& a = v.a;
    html_verdict(h, verdict_at(a), verdict_sentence(a));
    h.paragraph(way_out_sentence(a), "lead");
    h.paragraph(lasting_sentence(v), "lead");
    if (!a.overrides.empty())
        h.element("p", Shown("What if: ").styled(Style::doubt) + Shown::listed(a.overrides));
    for (const Shown& open : open_limits(v)) h.element("p", open);
    h.paragraph(excused_sentence(a));
    for (const std::string& file : judged_by({&a, 1}))
        h.note(Shown("Judged by ") + Shown::from(file));
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
