#include <algorithm>

#include "convert/format.h"

namespace knockon {

std::span<const Format> formats() {
    // Built on first use; never changed.
    static const std::vector<Format> all = {
        compose_format(),    kubernetes_format(),  terraform_format(), archimate_format(),
        backstage_format(),  dora_format(),        leanix_format(),    servicenow_format(),
        itop_format(),       glpi_format(),        xurrent_format(),   topdesk_format(),
        jaeger_format(),     prometheus_format(),  kiali_format(),     cyclonedx_format(),
        calm_format(),       structurizr_format(), threagile_format(), dot_format(),
        json_graph_format(), csv_format()};
    return all;
}

const Format* find_format(std::string_view name) {
    const auto all = formats();
    const auto found =
        std::find_if(all.begin(), all.end(), [&](const Format& f) { return f.name == name; });
    return found == all.end() ? nullptr : &*found;
}

}  // namespace knockon
