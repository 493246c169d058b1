#include "assess/findings/inspected.h"

namespace knockon {

Inspected::Inspected(const Landscape& l, const Calendars& c, const Policy& p,
                     std::chrono::year_month_day day)
    : landscape(l),
      calendars(c),
      today(day),
      policy(p),
      names(l),
      graph(compile(l)),
      sccs(strongly_connected(graph)),
      fallout(knockon::fallout(l, graph, sccs)),
      flow(graph, l) {}

const Supplier* Inspected::supplier_of(const Component& c) const {
    if (!c.supplier) return nullptr;
    const auto s = landscape.suppliers.find(*c.supplier);
    return s == landscape.suppliers.end() ? nullptr : &s->second;
}

bool is_critical(const Process& p) {
    constexpr Duration working_day = std::chrono::hours{8};
    Duration bears = p.mtpd.value_or(Duration{0});
    for (const Peak& peak : p.peaks)
        if (peak.mtpd) bears = std::min(bears, *peak.mtpd);
    return bears < working_day || (p.harm && !p.harm->empty());
}

}  // namespace knockon
