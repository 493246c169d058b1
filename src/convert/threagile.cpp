// Threagile: the technical assets of a threat model and their communication links.
#include "convert/format.h"

namespace knockon::threagile {
namespace {

constexpr RelationRule rules[] = {
    {"communication link", Meaning::needs, "the asset that has it needs its target"},
};

constexpr Becomes elements[] = {
    {"technical_assets", "component", "id is `id`; its title is the name"},
    {"owner", "department", "of a technical asset"},
    {"data_assets, trust_boundaries, shared_runtimes", "nothing", "they are not needed as such"},
};

constexpr std::string_view notes[] = {
    "A link with usage `devops` is not needed in operation: take it out where it is not.",
};

void read_asset(Value asset, Core& core) {
    if (!asset.is_map()) return;
    Component c;
    c.name = std::string(asset.key());
    c.kind = std::string("service");
    const std::string stated = text_at(asset, "id");
    const std::string id = stated.empty() ? std::string(asset.key()) : stated;
    if (const std::string technology = text_at(asset, "technology"); technology == "database")
        c.kind = technology;
    core.add(
        {.id = id, .record = std::move(c), .owner = text_at(asset, "owner"), .at = asset.key_at()});
    if (const auto links = asset.find("communication_links"); links && links->is_map())
        for (const Value link : *links)
            core.relate({.from = id,
                         .to = text_at(link, "target"),
                         .type = "communication link",
                         .at = link.key_at()});
}

std::optional<Value> assets_of(Value root) {
    const auto assets = root.is_map() ? root.find("technical_assets") : std::nullopt;
    return assets && assets->is_map() ? assets : std::nullopt;
}

void read(Importing& in) {
    for (const Opened& input : in.inputs)
        for (std::size_t d = 0; d < input.documents.size(); ++d)
            if (const auto assets = assets_of(input.root(d)))
                for (const Value asset : *assets) read_asset(asset, in.core);
}

bool recognises(const Opened& input, const Sources&) {
    return any_document(input, [](Value root) { return assets_of(root).has_value(); });
}

}  // namespace

Format format() {
    return {.name = "threagile",
            .title = "Threagile",
            .files = "threagile.yaml",
            .recognises = recognises,
            .read = read,
            .relations = rules,
            .elements = elements,
            .notes = notes};
}

}  // namespace knockon::threagile
