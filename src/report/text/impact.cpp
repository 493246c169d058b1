// What falls over when some ids are down together.
#include <algorithm>

#include "report/text/parts.h"
#include "report/text/text.h"

namespace knockon {
namespace {

constexpr std::size_t few = 12;

Shown name_of(const Impact& impact, const Id& id) {
    const auto known = impact.names.find(id);
    return Shown::from(known == impact.names.end() ? id : known->second);
}

Shown names_of(const Impact& impact, const std::vector<Id>& all, Words between) {
    return Shown::joined(all, between, [&](const Id& id) { return name_of(impact, id); });
}

/// Of what was asked for, names with the ids that were given.
Shown asked_for(const Impact& impact) {
    return Shown::joined(impact.ids, ", ", [&](const Id& id) {
        return impact.names.contains(id) ? name_of(impact, id) + " (" + Shown::from(id) + ")"
                                         : Shown::from(id);
    });
}

Shown what_happens(const ImpactProcess& p) {
    if (!p.certain) return Shown("may stop").styled(Style::doubt);
    if (!p.after_s || *p.after_s <= 0) return Shown("stops at once").styled(Style::bad);
    return (Shown("stops after ") + exact_duration(*p.after_s)).styled(Style::bad);
}

Shown path_of(const Impact& impact, const ImpactProcess& p, bool all) {
    std::vector<Shown> names;
    for (const Id& id : p.path) names.push_back(name_of(impact, id));
    return chain_of(std::move(names), all) +
           weakest_phrase(p.weakest, [&](const Id& id) { return name_of(impact, id); });
}

void draw_department(const Impact& impact, const Impact::Row& row, bool all, Page& page) {
    page.blank();
    Shown head = Shown::from(row.name.empty() ? row.id : row.name).styled(Style::strong);
    std::vector<Shown> counts;
    if (row.certain > 0) counts.push_back(Shown(count(row.certain)) + " certain");
    if (row.possible > 0) counts.push_back(Shown(count(row.possible)) + " possible");
    page.wrap(head + "\u00A0 " + Shown::joined(counts, ", "));
    Table t({{"", Table::Fit::fold, 10}, {""}, {"", Table::Fit::fold, 16}});
    std::size_t shown = 0, more = 0;
    for (const ImpactProcess& p : impact.processes) {
        if (p.department != row.id) continue;
        if (shown == few && !all) {
            ++more;
            continue;
        }
        ++shown;
        t.row({Shown::from(p.name.empty() ? p.id : p.name), what_happens(p), path_of(impact, p, all)});
    }
    t.print(page);
    if (more > 0) page.wrap(Shown("and ") + count(more) + " more: -v lists them", 2, 2);
}

Shown spare(const ImpactGroup& g) {
    if (g.spare < 0 || g.down > static_cast<int>(g.members.size()) - g.needed)
        return Shown("too few are left").styled(Style::bad);
    if (g.spare == 0) return Shown("none more may fail").styled(Style::doubt);
    return Shown(count(g.spare)) + " more may fail";
}

void draw_groups(const Impact& impact, Page& page) {
    if (impact.groups.empty()) return;
    page.blank();
    page.line(heading("Redundancy"));
    for (const ImpactGroup& g : impact.groups)
        page.wrap(name_of(impact, g.consumer) + " needs " + count(g.needed) + " of " +
                      count(g.members.size()) + " (" + names_of(impact, g.members, ", ") +
                      "): " + count(g.down) + " down, " + spare(g),
                  2, 4);
}

void draw_components(const Impact& impact, bool all, Page& page) {
    if (impact.components.empty()) return;
    page.blank();
    page.wrap(heading("Components that depend on it", Shown("(how many needs away)")));
    std::vector<Shown> parts;
    for (const ImpactComponent& c : impact.components) {
        if (parts.size() == few && !all) {
            parts.push_back(Shown("and ") + count(impact.components.size() - few) +
                            " more: -v lists them");
            break;
        }
        Shown s = name_of(impact, c.id) + "\u00A0(" + count(c.depth) + ")";
        parts.push_back(c.certain ? s : s + "\u00A0possible");
    }
    page.wrap(Shown::joined(parts, ", "), 2, 2);
}

}  // namespace

std::string impact_text(const Impact& impact, const TextOptions& options) {
    Page page(options.width, options.colour);
    const bool one = impact.ids.size() == 1;
    page.wrap(
        (Shown("When ") + asked_for(impact) + (one ? Shown(" is") : Shown(" are")) + " down")
            .styled(Style::strong));
    page.blank();
    page.wrap(counted(impact.reaches_components, "component", "components") + " and " +
              counted(impact.reaches_processes, "process", "processes") +
              (one ? Shown(" depend on it, directly or not (redundancy ignored).")
                   : Shown(" depend on them, directly or not (redundancy ignored).")));
    if (impact.reaches_processes == 0) {
        page.wrap(Shown("No process depends on it: either nobody would notice, or the landscape "
                        "does not say who needs it.")
                      .styled(Style::doubt));
    }
    if (options.detail == TextOptions::Detail::brief) return page.take();
    const bool all = options.detail == TextOptions::Detail::full;
    for (const Impact::Row& row : impact.departments)
        if (row.certain + row.possible > 0) draw_department(impact, row, all, page);
    draw_groups(impact, page);
    draw_components(impact, all, page);
    return page.take();
}

}  // namespace knockon
