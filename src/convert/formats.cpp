#include <algorithm>

#include "convert/format.h"

namespace knockon {

std::span<const Format> formats() {
    // Built on first use; never changed.
    static const std::vector<Format> all = {
        compose_format(),    kubernetes_format(), terraform_format(), leanix_format(),
        servicenow_format(), itop_format(),       glpi_format(),      xurrent_format(),
        topdesk_format(),    csv_format()};
    return all;
}

const Format* find_format(std::string_view name) {
    const auto all = formats();
    const auto found =
        std::find_if(all.begin(), all.end(), [&](const Format& f) { return f.name == name; });
    return found == all.end() ? nullptr : &*found;
}

}  // namespace knockon
