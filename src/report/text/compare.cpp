// Alternatives side by side.
#include <algorithm>
#include <array>
#include <map>

#include "assess/answer/verdict.h"
#include "calendar/zone.h"
#include "report/text/parts.h"
#include "report/text/text.h"
#include "report/words/said.h"
#include "report/writing/shown.h"

namespace knockon {
namespace {

/// A letter for each of them, in the order given.
Shown letter(std::size_t i) {
    static constexpr std::array<Words, 10> letters = {"A", "B", "C", "D", "E",
                                                      "F", "G", "H", "I", "J"};
    return Shown(letters[i]);
}

class Sheet {
  public:
    Sheet(const Comparison& c, const TextOptions& options)
        : c_(c),
          zone_(Zone::find(c.timezone).value_or(Zone())),
          page_(options.width, options.colour) {}

    std::string draw() {
        alternatives();
        losses();
        differences();
        beside_the_risk();
        choice();
        foundation();
        return page_.take();
    }

  private:
    Figure money_of(double x) const { return money(x, c_.currency); }
    Shown name_of(const Id& id) const { return Shown::from(c_.names.at(id)); }
    std::vector<Table::Column> columns(Words title, std::size_t first = 0) const {
        std::vector<Table::Column> all = {{heading(title), Table::Fit::fold, 14}};
        for (std::size_t i = first; i < c_.alternatives.size(); ++i)
            all.push_back({letter(i).styled(Style::strong), Table::Fit::words, 10});
        return all;
    }

    void alternatives() {
        Table t({{heading("Alternatives")},
                 {"change", Table::Fit::fold, 16},
                 {"begins"},
                 {"file", Table::Fit::fold, 12}});
        for (std::size_t i = 0; i < c_.alternatives.size(); ++i) {
            const Compared& a = c_.alternatives[i];
            t.row({letter(i).styled(Style::strong),
                   Shown::from(a.report.title.empty() ? a.report.change : a.report.title),
                   moment(a.report.start, zone_), Shown::from(a.path)});
        }
        t.print(page_);
    }

    /// A row: what `cell` makes of each alternative, from `first` on.
    template <class Cell>
    void row(Table& t, const Shown& what, Cell cell, std::size_t first = 0) const {
        std::vector<Shown> cells = {what};
        for (std::size_t i = first; i < c_.alternatives.size(); ++i)
            cells.push_back(cell(c_.alternatives[i]));
        t.row(std::move(cells));
    }

    void losses() {
        Table t(columns("Expected extra loss"));
        std::map<const Compared*, std::map<Id, const DepartmentFigures*>> departments;
        for (const Compared& a : c_.alternatives) departments[&a] = by_id(a.report.departments);
        for (const Id& id : c_.departments)
            row(t, name_of(id), [&](const Compared& a) {
                const DepartmentFigures& d = *departments.at(&a).at(id);
                const Shown loss = money_of(d.loss.mean.value);
                return d.verdict == Verdict::within ? loss : loss + " " + verdict_word(d.verdict);
            });
        row(t, Shown("total"),
            [&](const Compared& a) { return Shown(money_of(a.report.total.loss.mean.value)); });
        page_.blank();
        t.print(page_);
    }

    /// "− € 1.2k (− € 1.3k to − € 1.1k)"; "the same" only where that is exact.
    Shown difference(const Estimate& e) const {
        if (e.value == 0 && e.is_exact()) return Shown("the same");
        const auto signed_one = [&](double x) { return signed_money(x, c_.currency); };
        Shown s = with_interval(e, signed_one);
        if (e.low <= 0 && e.high >= 0) s += Shown(", within the error");
        return s;
    }

    void differences() {
        Table t(columns("More than A", 1));
        for (const Id& id : c_.departments)
            row(
                t, name_of(id), [&](const Compared& a) { return difference(a.more.at(id)); }, 1);
        row(
            t, Shown("total"), [&](const Compared& a) { return difference(a.more_total); }, 1);
        page_.blank();
        t.print(page_);
    }

    Shown suppliers(const Compared& a) const {
        std::vector<Shown> all;
        for (const Exit& e : a.new_suppliers) {
            const auto name = a.report.names.find(e.supplier);
            Shown s = Shown::from(name == a.report.names.end() ? e.supplier : name->second);
            std::vector<Shown> leaving;
            if (e.takes_s) leaving.push_back(Shown(duration(*e.takes_s)));
            if (e.cost) leaving.push_back(Shown(money_of(*e.cost)));
            if (!leaving.empty()) s += Shown(" (") + Shown::joined(leaving, ", ") + ")";
            all.push_back(std::move(s));
        }
        return all.empty() ? Shown("none") : Shown::joined(all, ", ");
    }

    Shown findings(const Compared& a) const {
        std::vector<Shown> all;
        for (const Severity s : {Severity::error, Severity::warning, Severity::note}) {
            const auto found = a.findings.find(s);
            if (found == a.findings.end()) continue;
            Shown words = Shown(count(found->second)) + " " + Shown::from(name(s));
            if (found->second != 1) words += "s";
            all.push_back(s == Severity::error ? words.styled(Style::bad) : words);
        }
        return all.empty() ? Shown("none") : Shown::joined(all, ", ");
    }

    void beside_the_risk() {
        Table t(columns("Beside the risk"));
        const auto amount = [&](double x) { return Shown(money(x, c_.currency, 3)); };
        row(t, Shown("benefit"), [&](const Compared& a) { return amount(a.benefit); });
        row(t, Shown("cost"), [&](const Compared& a) { return amount(a.cost); });
        row(t, Shown("losses of the first year"),
            [&](const Compared& a) { return amount(a.benefit - a.cost - a.net.value); });
        row(t, Shown("net of the first year"),
            [&](const Compared& a) { return Shown(signed_money(a.net.value, c_.currency, 3)); });
        row(t, Shown("more loss per year"), [&](const Compared& a) {
            return a.report.structure
                       ? Shown(signed_money(a.report.structure->more_per_year.value, c_.currency))
                       : Shown("none");
        });
        row(t, Shown("new suppliers (to leave)"), [&](const Compared& a) { return suppliers(a); });
        row(t, Shown("findings"), [&](const Compared& a) { return findings(a); });
        page_.blank();
        t.print(page_);
    }

    Shown letters_of(const std::vector<std::size_t>& places) const {
        return Shown::joined(places, " or ", letter);
    }

    void choice() {
        Table t({{heading("Better for whom"), Table::Fit::fold, 14}, {""}});
        std::vector<Shown> open;
        for (const Id& id : c_.departments) {
            const auto& best = c_.best.at(id);
            if (best.size() == c_.alternatives.size())
                open.push_back(name_of(id));
            else
                t.row({name_of(id), letters_of(best)});
        }
        page_.blank();
        if (t.empty())
            page_.wrap(heading("Better for whom"));
        else
            t.print(page_);
        if (!open.empty())
            page_.wrap(Shown("no difference beyond the error for ") + Shown::joined(open, ", "), 2,
                       4);
        for (std::size_t i = 0; i < c_.alternatives.size(); ++i)
            if (const auto& by = c_.alternatives[i].dominated_by; !by.empty())
                page_.wrap(letter(i) + " is dominated by " + letters_of(by) +
                               ": no better for anybody, and worse for somebody",
                           2, 4);
    }

    void foundation() {
        page_.blank();
        std::vector<Shown> runs;
        for (std::size_t i = 0; i < c_.alternatives.size(); ++i) {
            const Method& m = c_.alternatives[i].report.transition;
            runs.push_back(m.runs == 0 || m.engine == "enumerate"
                               ? letter(i) + " worked out exactly"
                               : letter(i) + " " + count(m.runs) + " runs, error " +
                                     (m.relative_error > 0 ? Shown(percent(m.relative_error))
                                                           : Shown("none")));
        }
        page_.wrap(Shown::joined(runs, "; ") +
                   "; all on the same draws, so that differences are no noise, seed " +
                   Shown::from(std::to_string(c_.seed)) + ".");
        const auto list = [&](Words what, const std::vector<std::string>& texts) {
            if (!texts.empty()) page_.wrap(Shown(what) + Shown::listed(texts), 0, 9);
        };
        list("What if: ", c_.overrides);
        for (const std::string& file : judged_by(c_.inputs))
            page_.wrap(Shown("Judged by ") + Shown::from(file), 0, 2);
        list("Limits met: ", c_.limits_hit);
    }

    const Comparison& c_;
    Zone zone_;
    Page page_;
};

}  // namespace

std::string compare_text(const Comparison& comparison, const TextOptions& options) {
    return Sheet(comparison, options).draw();
}

}  // namespace knockon
