// The page of many changes: how many may go ahead, all of them, who objects, where they meet.
#include "report/page/portfolio.h"

#include <algorithm>
#include <array>
#include <set>

#include "report/page/page.h"
#include "report/words/counted.h"
#include "report/words/gate.h"

namespace knockon {
namespace {

constexpr std::size_t most_folded = 100, most_objecting = 6;

constexpr std::array sections_of_many = {
    HtmlSection<Many>{"changes", "All changes, the worst first", html_all_changes},
    HtmlSection<Many>{"left-out", "Not assessed", html_left_out},
    HtmlSection<Many>{"objections", "Who objects to what", html_objections},
    HtmlSection<Many>{"together", "What they risk together", html_together},
    HtmlSection<Many>{"collisions", "Where they meet", html_collisions},
    HtmlSection<Many>{"time", "Time line", html_time},
    HtmlSection<Many>{"each", "Each change", html_folds},
    HtmlSection<Many>{"basis", "What this rests on", html_basis},
};

Shown changes(std::size_t n) { return counted(n, "change", "changes"); }

void header(const Many& m, Html& h) {
    h.open("header");
    Shown line("Several changes at once");
    if (!m.p.reports.empty() && !m.p.reports.front().organisation.empty())
        line = Shown::from(m.p.reports.front().organisation) + " · " + line;
    h.element("p", line);
    h.element("h1", changes(m.p.reports.size() + m.p.left_out.size()));
    if (!m.p.reports.empty()) {
        Instant from = m.p.reports.front().start, to = from;
        for (const Assessment& a : m.p.reports) {
            from = std::min(from, a.start);
            to = std::max(to, a.hypercare_end);
        }
        h.element("p", Shown(period(from, to, m.zone)) + ", hypercare included (" +
                           Shown::from(m.p.timezone) + ")");
    }
    h.close();
}

/// What is known of fewer than all of them is not called within.
Verdict worst_verdict(const Portfolio& p) {
    Verdict worst = p.left_out.empty() ? Verdict::within : Verdict::undetermined;
    for (const Assessment& a : p.reports) {
        const Verdict verdict = verdict_at(a);
        if (verdict == Verdict::exceeds) return verdict;
        if (verdict != Verdict::within) worst = verdict;
    }
    return worst;
}

/// Those who object, to how many changes: most first, then by name.
std::vector<std::pair<Id, std::size_t>> objecting(const Portfolio& p) {
    std::map<Id, std::size_t> by_department;
    for (const Assessment& a : p.reports)
        for (const DepartmentFigures& d : a.departments)
            if (objects(d)) ++by_department[d.id];
    std::vector<std::pair<Id, std::size_t>> all(by_department.begin(), by_department.end());
    std::stable_sort(all.begin(), all.end(),
                     [](const auto& a, const auto& b) { return a.second > b.second; });
    return all;
}

/// "Finance objects to 3 changes, Production to 1."
Shown objection_sentence(const Many& m, const std::vector<std::pair<Id, std::size_t>>& all) {
    std::vector<Shown> parts;
    for (std::size_t i = 0; i < std::min(all.size(), most_objecting); ++i)
        parts.push_back(m.name_of(all[i].first) + (i == 0 ? Words(" objects to ") : Words(" to ")) +
                        (i == 0 ? changes(all[i].second) : Shown(count(all[i].second))));
    if (all.size() > most_objecting)
        parts.push_back(Shown(count(all.size() - most_objecting)) + " more departments object");
    return Shown::joined(parts, ", ") + ".";
}

void verdict(const Many& m, Html& h) {
    html_verdict(h, worst_verdict(m.p), verdict_phrase(m.p) + ".");
    const auto who = objecting(m.p);
    if (!who.empty()) h.element("p", objection_sentence(m, who));
    std::set<std::string> overrides;
    for (const Assessment& a : m.p.reports)
        overrides.insert(a.overrides.begin(), a.overrides.end());
    if (!overrides.empty())
        h.element("p", Shown("What if: ").styled(Style::doubt) +
                           Shown::joined(overrides, ", ", Shown::from));
    h.paragraph(excused_sentence(m.p));
    const auto limited = static_cast<std::size_t>(
        std::count_if(m.p.reports.begin(), m.p.reports.end(),
                      [](const Assessment& a) { return !a.limits_hit.empty(); }));
    if (limited > 0)
        h.element("p", Shown("Limits met: ").styled(Style::doubt) + "by " + changes(limited) +
                           "; they are listed at the end.");
    for (const std::string& file : judged_by(m.p.reports))
        h.note(Shown("Judged by ") + Shown::from(file));
    h.open("dl", {{"class", "keys"}});
    if (m.p.loss) html_key_figure(h, "Expected extra loss of all", m.money_interval(*m.p.loss));
    html_key_figure(h, "Departments that object", count(who.size()));
    html_key_figure(h, "Places where two meet", count(m.p.collisions.size()));
    std::size_t errors = 0;
    for (const Assessment& a : m.p.reports) errors += errors_of(a);
    html_key_figure(h, "Findings that are errors", count(errors));
    h.close().close();
}

}  // namespace

Many::Many(const Portfolio& portfolio, const Sources& inputs, const TextOptions& options)
    : p(portfolio), sources(inputs), zone(Zone::find(portfolio.timezone).value_or(Zone())) {
    views.reserve(p.reports.size());
    for (const Assessment& a : p.reports) {
        places.try_emplace(a.change, views.size());
        views.emplace_back(a, inputs, options);
        for (const DepartmentFigures& d : a.departments)
            departments.try_emplace(d.id, Shown::from(d.name.empty() ? d.id : d.name));
    }
    for (const Meeting& meeting : p.collisions) {
        meetings[meeting.first].push_back(&meeting);
        meetings[meeting.second].push_back(&meeting);
    }
}

Shown Many::money_interval(const Estimate& e) const {
    return with_interval(e, [&](double x) { return money_of(x); });
}

Shown Many::name_of(const Id& department) const {
    const auto known = departments.find(department);
    return known == departments.end() ? Shown::from(department) : known->second;
}

std::vector<Id> Many::others_met(const Id& change) const {
    std::map<Id, std::size_t> times;
    if (const auto own = meetings.find(change); own != meetings.end())
        for (const Meeting* m : own->second) ++times[m->first == change ? m->second : m->first];
    std::vector<std::pair<Id, std::size_t>> all(times.begin(), times.end());
    std::stable_sort(all.begin(), all.end(),
                     [](const auto& a, const auto& b) { return a.second > b.second; });
    std::vector<Id> ids;
    for (auto& [id, n] : all) ids.push_back(std::move(id));
    return ids;
}

std::size_t Many::folded() const { return std::min(p.reports.size(), most_folded); }

void html_change(const Many& m, Html& h, const Id& id) {
    const auto place = m.places.find(id);
    if (place == m.places.end() || place->second >= m.folded()) {
        h.text(Shown::from(id));
        return;
    }
    h.element("a", {{"href", "#change-", static_cast<int>(place->second + 1)}}, Shown::from(id));
}

void html_changes(const Many& m, Html& h, const std::vector<Id>& ids) {
    for (const Id& id : ids) {
        if (&id != &ids.front()) h.text(Shown(", "));
        html_change(m, h, id);
    }
}

HtmlCell html_change_cell(const Many& m, const Id& id, const std::string& title) {
    return [&m, id, title](Html& h) {
        html_change(m, h, id);
        if (!title.empty()) h.element("small", Shown::from(title));
    };
}

Words meeting_words(CollisionKind k) {
    return words_of(k, {"same component", "one needs the other", "one redundant group",
                        "same supplier", "same team", "same deadline"});
}

void html_met(const Many& m, Html& h, const Id& id, std::size_t most) {
    std::vector<Id> others = m.others_met(id);
    const std::size_t more = others.size() - std::min(others.size(), most);
    others.resize(others.size() - more);
    html_changes(m, h, others);
    if (others.empty()) h.text(Shown("–"));
    if (more > 0) h.text(Shown(" and ") + count(more) + " more");
}

std::string portfolio_html(const Portfolio& p, const Sources& sources) {
    TextOptions everything;
    everything.detail = TextOptions::Detail::full;
    const Many m(p, sources, everything);
    return html_document(verdict_phrase(p), sections_of_many, m, header, verdict, p.version);
}

}  // namespace knockon
