#include "convert/by_source.h"

#include <vector>

namespace knockon {

std::map<std::string, Id> ids_by_source(const Landscape& landscape) {
    std::map<std::string, std::vector<Id>> all;
    for (const auto& [id, c] : landscape.components)
        if (c.source) all[*c.source].push_back(id);
    for (const auto& [id, p] : landscape.processes)
        if (p.source) all[*p.source].push_back(id);
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
