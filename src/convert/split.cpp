#include "convert/split.h"

#include <utility>

#include "convert/slug.h"

namespace knockon {
namespace {

/// The file that a record of a section belongs to, without its ending.
std::string file_of(std::string_view section, const Said& record, SplitBy by) {
    const bool process = section == "processes";
    if (process && by == SplitBy::kind) return "processes";
    const Said* key = record.find(by == SplitBy::kind ? "kind" : process ? "department" : "owner");
    const std::string name = key == nullptr ? std::string() : slug(key->text);
    if (name.empty()) return by == SplitBy::kind ? "without-kind" : "without-owner";
    return name == "organisation" ? "organisation-" : name;
}

Said& section_of(Said& file, const std::string& name) {
    if (Said* known = file.find(name)) return *known;
    file.entries.push_back({name, Said::of({}, Said::Form::map)});
    return file.entries.back().value;
}

}  // namespace

std::map<std::string, std::string> split(const Said& landscape, SplitBy by) {
    std::map<std::string, Said> files;
    const auto file = [&](const std::string& name) -> Said& {
        const auto [at, fresh] = files.try_emplace(name, Said::of({}, Said::Form::map));
        if (fresh) {
            at->second.comments = {std::string(split_mark)};
            at->second.entries.push_back({"knockon", Said::of("landscape/1")});
        }
        return at->second;
    };
    for (const Said::Entry& section : landscape.entries) {
        if (section.key == "knockon") continue;
        if (section.key != "components" && section.key != "processes") {
            file("organisation").entries.push_back(section);
            continue;
        }
        for (const Said::Entry& record : section.value.entries)
            section_of(file(file_of(section.key, record.value, by)), section.key)
                .entries.push_back(record);
    }
    std::map<std::string, std::string> texts;
    for (const auto& [name, said] : files) texts[name + ".yaml"] = yaml_document(said);
    return texts;
}

}  // namespace knockon
