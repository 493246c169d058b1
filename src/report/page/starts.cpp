// The page about start times: the best ones, the map of all, how each department stands to them.
#include <algorithm>
#include <array>

#include "report/page/page.h"
#include "report/page/parts.h"
#include "report/words/advice.h"
#include "report/words/starts.h"

namespace knockon {
namespace {

bool any_start(const Choice& c) { return !c.r.options.empty(); }

Shown verdict_at(const Choice& c, const WindowOption& o, const Id& id) {
    const auto row = o.departments.find(id);
    if (row == o.departments.end()) return Shown("–");
    return Shown(c.money_of(row->second.loss.value)) + ", " + verdict_word(row->second.verdict);
}

void start_row(const Choice& c, HtmlTable& t, const WindowOption& o, const std::vector<Id>& who) {
    const bool requested = o.start == c.r.requested->start;
    const bool compared = !requested && c.r.requested->loss.value > 0;
    std::vector<HtmlCell> cells = {
        {start_shown(o.start, c.zone, true) + (requested ? Shown(" (as requested)") : Shown()),
         seconds(o.start.time_since_epoch())},
        {with_interval(o.loss, [&](double x) { return c.money_of(x); }), o.loss.value},
        {compared ? Shown(signed_percent(-o.saves)) : Shown("–"), -o.saves}};
    if (c.r.waiting_per_week != 0) cells.push_back({c.money_of(o.waiting), o.waiting});
    for (const Id& id : who) cells.push_back(verdict_at(c, o, id));
    cells.push_back(objections(c, o));
    t.row(cells, {Html::Attribute::look(requested ? Words("requested") : Words(""))});
}

void best(const Choice& c, Html& h) {
    if (!any_start(c)) return;
    std::vector<const WindowOption*> rows = c.shown();
    const bool listed = std::any_of(rows.begin(), rows.end(), [&](const WindowOption* o) {
        return o->start == c.r.requested->start;
    });
    if (!listed) rows.push_back(&*c.r.requested);
    const std::vector<Id> who = concerned(c, rows);
    std::vector<HtmlColumn> columns = {
        {"Start"}, {"On average: loss", HtmlColumn::figure}, {"Difference", HtmlColumn::figure}};
    if (c.r.waiting_per_week != 0) columns.push_back({"Waiting", HtmlColumn::figure});
    for (const Id& id : who) columns.emplace_back(c.name_of(id));
    columns.push_back({"Against it", HtmlColumn::wide});
    HtmlTable t(h,
                c.r.best.empty()
                    ? Shown("Those that lose least, at least twelve hours apart.")
                    : Shown("Those that nobody forbids and nothing blocks, at least twelve hours "
                            "apart; the loss with the 95 % interval of its error, and what each "
                            "department bears of it."),
                columns, "sortable");
    for (const WindowOption* o : rows) start_row(c, t, *o, who);
    t.end();
    for (const Shown& line : waiting_sentences(c)) h.element("p", line);
}

void map(const Choice& c, Html& h) {
    if (!any_start(c)) return;
    std::vector<StartOption> starts;
    for (const WindowOption& o : c.r.options) starts.push_back(start_option(o));
    html_heat(h, {starts, c.r.requested->start, start_option(*c.r.requested).verdict, c.zone, c.r.timezone, c.r.currency});
    h.element("p", counts_sentence(c));
}

void departments(const Choice& c, Html& h) {
    if (!any_start(c)) return;
    HtmlTable t(h,
                Shown("At how many of the starts a department would be within what it accepts, "
                      "would carry more, or cannot be told with so few runs."),
                {{"Department"},
                 {"As requested"},
                 {"Least loss", HtmlColumn::figure},
                 {"Most loss", HtmlColumn::figure},
                 {"Within", HtmlColumn::figure},
                 {"Cannot be told", HtmlColumn::figure},
                 {"More than it accepts", HtmlColumn::figure}},
                "sortable");
    for (const auto& [id, name] : c.r.names) {
        std::array<std::size_t, 3> starts{};
        double least = 0, most = 0;
        bool seen = false;
        for (const WindowOption& o : c.r.options) {
            const auto row = o.departments.find(id);
            if (row == o.departments.end()) continue;
            const double loss = row->second.loss.value;
            least = seen ? std::min(least, loss) : loss;
            most = seen ? std::max(most, loss) : loss;
            seen = true;
            ++starts[static_cast<std::size_t>(row->second.verdict)];
        }
        if (!seen) continue;
        std::vector<HtmlCell> cells = {c.name_of(id),
                                       verdict_at(c, *c.r.requested, id),
                                       {c.money_of(least), least},
                                       {c.money_of(most), most}};
        for (const Verdict v : {Verdict::within, Verdict::undetermined, Verdict::exceeds}) {
            const std::size_t n = starts[static_cast<std::size_t>(v)];
            cells.push_back({count(n), static_cast<double>(n)});
        }
        t.row(cells);
    }
    t.end();
}

void basis(const Choice& c, Html& h) { html_list(h, certainty_sentences(c)); }

constexpr std::array sections_of_starts = {
    HtmlSection<Choice>{"best", "The starts to choose from", best},
    HtmlSection<Choice>{"map", "Every start by day and hour", map},
    HtmlSection<Choice>{"departments", "How each department stands to them", departments},
    HtmlSection<Choice>{"basis", "What this rests on", basis},
};

void header(const Choice& c, Html& h) {
    const WindowsReport& r = c.r;
    h.open("header");
    h.element("p", Shown::from(r.change) + " · when instead?");
    h.element("h1", Shown::from(r.title.empty() ? r.change : r.title));
    h.element("p", Shown("Requested: ") + moment(r.requested->start, c.zone) + " (" +
                       Shown::from(r.timezone) + ")");
    if (any_start(c)) h.element("p", range_sentence(c));
    if (!r.sponsor.empty()) h.element("p", Shown("Sponsor: ") + c.name_of(r.sponsor));
    h.close();
}

void verdict(const Choice& c, Html& h) {
    const std::vector<const WindowOption*> shown = c.shown();
    Shown sentence("There is no start in this range.");
    if (!c.r.best.empty()) {
        const WindowOption& best = *c.shown().front();
        sentence = Shown("Best start: ") + moment(best.start, c.zone) + ", " +
                   c.money_of(best.loss.value) + " of expected extra loss instead of " +
                   c.money_of(c.r.requested->loss.value) + ".";
    } else if (!shown.empty())
        sentence = Shown("NO START is accepted by everyone.");
    html_verdict(h, c.r.best.empty() ? Verdict::exceeds : Verdict::within, sentence);
    h.element("p", Shown("As requested: ") + objections(c, *c.r.requested) + ".");
    h.close();
}

}  // namespace

std::string windows_html(const WindowsReport& report) {
    return html_document(Shown::from(report.change) + ": when instead?", sections_of_starts,
                         Choice(report), header, verdict, report.version);
}

}  // namespace knockon
