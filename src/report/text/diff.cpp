#include <algorithm>

#include "report/text/parts.h"
#include "report/text/text.h"

namespace knockon {
namespace {

using What = RecordChange::What;

class DiffPage {
  public:
    DiffPage(const LandscapeDiff& diff, const Sources& sources, const TextOptions& options)
        : d_(diff), sources_(sources), options_(options), page_(options.width, options.colour) {}

    std::string draw() {
        records();
        processes();
        findings();
        notes();
        summary();
        return page_.take();
    }

  private:
    static Shown symbol(What w) {
        switch (w) {
            case What::added:
                return Shown("+").styled(Style::good);
            case What::removed:
                return Shown("-").styled(Style::bad);
            case What::renamed:
            case What::changed:
                break;
        }
        return Shown("~").styled(Style::doubt);
    }

    Shown place(Position at) const {
        if (!at) return {};
        Shown s = Shown::from(sources_[at].path);
        if (at.line > 0) s += Shown(":") + count(at.line);
        return s.styled(Style::faint);
    }

    void field(const FieldChange& f, bool whole) {
        Shown line = Shown::from(f.key) + "  ";
        if (f.before && f.after)
            line += Shown::from(*f.before) + " → " + Shown::from(*f.after);
        else if (whole)
            line += Shown::from(f.before ? *f.before : *f.after);
        else if (f.before)
            line += Shown("- ") + Shown::from(*f.before);
        else
            line += Shown("+ ") + Shown::from(*f.after);
        page_.wrap(line, 6, 8);
    }

    void records() {
        std::string section;
        for (const RecordChange& r : d_.records) {
            if (r.section != section) {
                if (!section.empty()) page_.blank();
                page_.line(Shown::from(r.section).styled(Style::strong));
                section = r.section;
            }
            Shown head = symbol(r.what) + " " + Shown::from(r.id.empty() ? r.section : r.id);
            if (!r.was.empty()) head += Shown("  was ") + Shown::from(r.was);
            if (!r.name.empty() && r.name != r.id) head += Shown("  ") + Shown::from(r.name);
            page_.sides(head, place(r.at), 2, 4);
            const bool whole = r.what == What::added || r.what == What::removed;
            if (whole && options_.detail != TextOptions::Detail::full) continue;
            for (const FieldChange& f : r.fields) field(f, whole);
        }
    }

    Figure money_of(double x) const { return money(x, d_.currency); }

    Shown hours_cell(const std::optional<SteadyState>& s, bool simulated) const {
        if (!s) return Shown("–");
        if (s->downtime_h_per_year.value <= 0) return Shown("never");
        return (simulated ? Shown("~") : Shown()) + hours_of_year(s->downtime_h_per_year.value);
    }
    Shown loss_cell(const std::optional<SteadyState>& s, bool simulated) const {
        if (!s || s->loss_per_year.value == 0) return Shown("–");
        return (simulated ? Shown("~") : Shown()) + money_of(s->loss_per_year.value);
    }

    /// "+ € 2.0k ± € 300"; what the sampling error holds is faint.
    Shown more_cell(const Estimate& e) const {
        if (e.value == 0 && e.is_exact()) return Shown("–");
        Shown s(signed_money(e.value, d_.currency));
        if (!e.is_exact()) s += Shown("\u00A0±\u00A0") + money_of((e.high - e.low) / 2);
        return e.low <= 0 && e.high >= 0 ? s.styled(Style::faint) : s;
    }

    void processes() {
        if (d_.processes.empty()) return;
        page_.blank();
        Table t({{"What that does to processes", Table::Fit::words, 16},
                 {"down"},
                 {"then"},
                 {"loss"},
                 {"then"},
                 {"per year"}});
        for (const ProcessDiff& p : d_.processes) {
            const Shown mark = !p.before  ? symbol(What::added)
                               : !p.after ? symbol(What::removed)
                               : p.is_worse() ? Shown("!").styled(Style::bad)
                                          : symbol(What::changed);
            t.row({mark + " " + Shown::from(p.name.empty() ? p.id : p.name),
                   hours_cell(p.before, p.simulated), hours_cell(p.after, p.simulated),
                   loss_cell(p.before, p.simulated), loss_cell(p.after, p.simulated),
                   more_cell(p.more_loss)});
        }
        t.print(page_);
        for (const ProcessDiff& p : d_.processes) single_points(p);
    }

    void single_points(const ProcessDiff& p) {
        const auto say = [&](const std::vector<Id>& ids, Words symbol, Words becomes) {
            for (const Id& id : ids)
                page_.wrap(Shown(symbol) + " " + Shown::from(id) + becomes +
                               Shown::from(p.name.empty() ? p.id : p.name),
                           4, 6);
        };
        say(p.new_single_points, "!", " becomes a single point of failure for ");
        say(p.gone_single_points, "~", " no longer brings down, alone, ");
    }

    void finding(const Finding& f, const Shown& mark) {
        page_.sides(mark + " " + Shown::from(f.code) + "  " + Shown::from(f.message), place(f.at),
                    2, 7);
        if (f.accepted)
            page_.wrap((Shown("accepted by ") + Shown::from(*f.accepted->by) + ": " +
                        Shown::from(*f.accepted->because))
                           .styled(Style::faint),
                       9, 9);
    }

    void findings() {
        if (d_.new_findings.empty() && d_.gone_findings.empty()) return;
        page_.blank();
        page_.line(heading("Findings"));
        for (const Finding& f : d_.new_findings) finding(f, symbol(What::added));
        for (const Finding& f : d_.gone_findings) finding(f, symbol(What::removed));
    }

    /// " (1 of them accepted)"
    static Shown accepted(const std::vector<Finding>& findings) {
        const auto n = std::count_if(findings.begin(), findings.end(),
                                     [](const Finding& f) { return f.accepted != nullptr; });
        if (n == 0) return {};
        return Shown(" (") + count(n) + " of them accepted)";
    }

    void notes() {
        if (!d_.processes.empty() && d_.years > 0) {
            page_.blank();
            page_.wrap(Shown("~: from up to ") + count(d_.years) + " years simulated, seed " +
                       count(d_.seed) + "; the same draws before and after.");
        }
        for (const std::string& limit : d_.limits_hit) page_.wrap(Shown::from(limit));
    }

    std::size_t single_points_in(std::vector<Id> ProcessDiff::*which) const {
        std::size_t n = 0;
        for (const ProcessDiff& p : d_.processes) n += (p.*which).size();
        return n;
    }

    Shown left_out() const {
        if (d_.processes_left_out == 0) return {};
        return Shown(", ") + count(d_.processes_left_out) + " not compared";
    }

    /// Counts that add up; the last line, for whoever reads only that.
    void summary() {
        if (d_.records.empty()) {
            page_.line(Shown("Both say the same."));
            return;
        }
        page_.blank();
        Shown s = Shown(count(d_.count(What::added))) + " new, " + count(d_.count(What::removed)) +
                  " gone, " + count(d_.count(What::changed)) + " changed";
        if (const std::size_t n = d_.count(What::renamed); n > 0)
            s += Shown(", ") + count(n) + " renamed";
        s += Shown("; ") +
             counted(single_points_in(&ProcessDiff::new_single_points),
                     "new single point of failure; ", "new single points of failure; ") +
             counted(d_.processes.size(), "process fares", "processes fare") + " otherwise, " +
             count(d_.processes_as_before) + " as before" + left_out() + "; " +
             count(d_.new_findings.size()) + " new" + accepted(d_.new_findings) + " and " +
             counted(d_.gone_findings.size(), "gone finding", "gone findings");
        page_.wrap(s + ".");
    }

    const LandscapeDiff& d_;
    const Sources& sources_;
    const TextOptions& options_;
    Page page_;
};

}  // namespace

std::string diff_text(const LandscapeDiff& diff, const Sources& sources,
                      const TextOptions& options) {
    return DiffPage(diff, sources, options).draw();
}

}  // namespace knockon
