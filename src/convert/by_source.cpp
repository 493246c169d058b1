#include "convert/by_source.h"

#include <vector>

namespace knockon {

std::map<std::string, Id> ids_by_source(const Landscape& landscape) {
    std::map<std::string, std::vector<Id>> all;
    each_sourced(landscape, [&](const Id& id, const auto&, const std::string& source) { all[source].push_back(id); });
    std::map<std::string, Id> ids;
    for (const auto& [source, several] : all) {
        const Id* first = &several.front();
        for (const Id& id : several)
            if (id.size() < first->size()) first = &id;
        bool instances = true;
        for (const Id& id : several) instances = instances && (&id == first || id.starts_with(*first + "-"));
        ids.emplace(source, instances ? *first : Id());
    }
    return ids;
}

}  // namespace knockon
