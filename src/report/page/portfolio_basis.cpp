// What was left out, and what all of it rests on: methods, limits, notes, what was assumed and
// read.
#include <algorithm>
#include <set>

#include "report/page/portfolio.h"
#include "report/words/counted.h"

namespace knockon {
namespace {

constexpr std::size_t most_items = 50, most_rows = 300, most_named = 5;

/// "3 changes by simulation of at most 38,000 runs, error up to 1.9 %".
std::vector<Shown> methods(const Many& m) {
    struct Use {
        std::size_t changes = 0;
        std::uint64_t runs = 0;
        double error = 0;
    };
    std::map<std::string, Use> by_engine;
    for (const Assessment& a : m.p.reports) {
        Use& use = by_engine[a.transition.engine];
        ++use.changes;
        use.runs = std::max(use.runs, a.transition.runs);
        use.error = std::max(use.error, a.transition.relative_error);
    }
    std::vector<Shown> items;
    for (const auto& [engine, use] : by_engine) {
        Shown s = Shown("Engine ") + Shown::from(engine) + ": " +
                  counted(use.changes, "change", "changes");
        if (use.runs > 0) s += Shown(", at most ") + count(use.runs) + " runs";
        if (use.error > 0) s += Shown(", error up to ") + percent(use.error);
        items.push_back(s);
    }
    items.push_back(Shown("Seed ") + Shown::from(std::to_string(m.p.seed)));
    return items;
}

/// Each limit once, with the changes that met it.
std::vector<Shown> limits(const Many& m) {
    std::map<std::string, std::vector<Id>> by_text;
    for (const Assessment& a : m.p.reports)
        for (const std::string& l : a.limits_hit) by_text[l].push_back(a.change);
    std::vector<Shown> items;
    for (const auto& [text, changes] : by_text) {
        if (items.size() == most_items) {
            items.push_back(Shown("and ") + count(by_text.size() - most_items) +
                            " more such lines, in the reports of the changes");
            break;
        }
        std::vector<Shown> names;
        for (const Id& id : changes) names.push_back(Shown::from(id));
        items.push_back(Shown("Limit met: ").styled(Style::doubt) + Shown::from(text) + " (" +
                        first_of(names, most_named) + ")");
    }
    return items;
}

void not_shown(Html& h, std::size_t all) {
    if (all > most_rows)
        h.note(Shown("Not shown: ") + count(all - most_rows) + " more; the format json has them.");
}

void assumptions(const Many& m, Html& h) {
    using Key = std::array<std::string, 4>;
    std::map<Key, std::size_t> changes;
    for (const Assessment& a : m.p.reports)
        for (const Assumption& x : a.assumptions) ++changes[{x.of, x.what, x.value, x.source}];
    if (changes.empty()) {
        h.element("p", "Nothing was assumed: every value in use was stated.");
        return;
    }
    html_fold(h, Shown("Assumed: ") + counted(changes.size(), "value", "values"));
    HtmlTable t(h,
                Shown("Values that nobody stated, where they come from, and in how many changes "
                      "they are in use."),
                {{"Of"}, {"What"}, {"Value"}, {"Source"}, {"Changes", HtmlColumn::figure}},
                "sortable");
    std::size_t n = 0;
    for (const auto& [key, of] : changes) {
        if (n++ == most_rows) break;
        std::vector<HtmlCell> cells;
        for (const std::string& text : key) cells.push_back(Shown::from(text));
        cells.push_back({count(of), static_cast<double>(of)});
        t.row(cells);
    }
    t.end();
    not_shown(h, changes.size());
    h.close();
}

void inputs(const Many& m, Html& h) {
    std::set<std::pair<std::string, std::string>> files;
    for (const Assessment& a : m.p.reports)
        for (const Input& i : a.inputs) files.emplace(i.path, i.sha256);
    if (files.empty()) return;
    html_fold(h, Shown("Read: ") + counted(files.size(), "file", "files"));
    HtmlTable t(h, Shown("The files as they were read."),
                {{"File"}, {"SHA-256", HtmlColumn::digest}});
    std::size_t n = 0;
    for (const auto& [path, sha256] : files) {
        if (n++ == most_rows) break;
        t.row({Shown::from(path), Shown::from(sha256)});
    }
    t.end();
    not_shown(h, files.size());
    h.close();
}

}  // namespace

void html_left_out(const Many& m, Html& h) {
    if (m.p.left_out.empty()) return;
    HtmlTable t(h, Shown("Files that could not be assessed; nothing on this page counts them."),
                {{"File"}, {"Why", HtmlColumn::wide}});
    std::size_t n = 0;
    for (const LeftOut& l : m.p.left_out) {
        if (n++ == most_rows) break;
        t.row({Shown::from(l.path), Shown::from(l.because)});
    }
    t.end();
    not_shown(h, m.p.left_out.size());
}

void html_basis(const Many& m, Html& h) {
    std::vector<Shown> items = methods(m);
    for (const Shown& limit : limits(m)) items.push_back(limit);
    for (const std::string& n : m.p.notes) items.push_back(Shown("Note: ") + Shown::from(n));
    html_list(h, items);
    assumptions(m, h);
    inputs(m, h);
}

}  // namespace knockon
