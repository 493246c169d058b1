#include <algorithm>

#include "convert/format.h"

namespace knockon {

std::span<const Format> formats() {
    // Built on first use; never changed.
    static const std::vector<Format> all = {
        compose::format(),    kubernetes::format(),  terraform::format(), archimate::format(),
        backstage::format(),  dora::format(),        leanix::format(),    servicenow_format(),
        itop_format(),        glpi_format(),         xurrent_format(),    topdesk_format(),
        jaeger_format(),      prometheus_format(),   kiali::format(),     cyclonedx::format(),
        calm::format(),       structurizr::format(), threagile::format(), dot::format(),
        json_graph::format(), csv_format()};
    return all;
}

const Format* find_format(std::string_view name) {
    const auto all = formats();
    const auto found =
        std::find_if(all.begin(), all.end(), [&](const Format& f) { return f.name == name; });
    return found == all.end() ? nullptr : &*found;
}

}  // namespace knockon
