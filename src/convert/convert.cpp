#include "convert/convert.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "base/codes.h"

namespace knockon {
namespace {

std::string names_of_formats() {
    std::string all;
    for (const Format& f : formats()) all += (all.empty() ? "" : ", ") + std::string(f.name);
    return all;
}

const Format* recognised(const Opened& input, const Sources& sources) {
    for (const Format& f : formats())
        if (f.recognises(input, sources)) return &f;
    return nullptr;
}

/// The first format that knows all inputs: a table of relations may be of several tools, and the
/// items beside it tell of which. Files of two are refused, since nobody said how they fit
/// together.
const Format* common_format(std::span<const Opened> inputs, const Sources& sources,
                            Diagnostics& out) {
    for (const Format& f : formats())
        if (std::all_of(inputs.begin(), inputs.end(),
                        [&](const Opened& input) { return f.recognises(input, sources); }))
            return &f;
    const Format* before = nullptr;
    for (const Opened& input : inputs) {
        const Format* own = recognised(input, sources);
        if (own == nullptr)
            out.error(code::unknown_format, {input.file, 0, 0, 1},
                      "no format that can be imported is recognised in this file",
                      "name it with --from, one of " + names_of_formats());
        else if (before != nullptr && own != before)
            out.error(code::unknown_format, {input.file, 0, 0, 1},
                      fmt::format("this file is {}, the one before {}", own->title, before->title),
                      "import each into a landscape of its own");
        if (own != nullptr) before = own;
    }
    return nullptr;
}

void rows(std::string& out, std::string_view title,
          const std::vector<std::array<std::string_view, 3>>& table) {
    if (table.empty()) return;
    std::size_t first = 0, second = 0;
    for (const auto& row : table) {
        first = std::max(first, row[0].size());
        second = std::max(second, row[1].size());
    }
    out += fmt::format("\n{}\n", title);
    for (const auto& [what, becomes, why] : table) {
        std::string line = fmt::format("  {:{}}  {:{}}  {}", what, first, becomes, second, why);
        line.erase(line.find_last_not_of(' ') + 1);
        out += line + "\n";
    }
}

std::string escaped(std::string_view text) {
    std::string out;
    for (const char c : text) {
        if (c == '_' || c == '*' || c == '\\' || c == '#' || c == '`' || c == '~') out += '\\';
        out += c;
    }
    return out;
}

void entry(std::string& out, std::string_view what, std::string_view becomes,
           std::string_view why) {
    out += fmt::format("*{}* {}\n", escaped(what.empty() ? "(no word)" : what), escaped(becomes));
    out += why.empty() ? "\n" : fmt::format("\t{}\n\n", escaped(why));
}

}  // namespace

Draft import_files(std::span<const std::string> paths, const Wishes& wishes, const Limits& limits,
                   Sources& sources, Diagnostics& out) {
    Opening opening(limits, sources, out);
    std::vector<Opened> inputs = opening.open(paths);
    const bool opened = !out.has_errors();
    const Format* format = find_format(wishes.from);
    if (format == nullptr && opened) format = common_format(inputs, sources, out);
    if (format == nullptr || !opened) return {};
    Core core(format->name, format->relations, wishes.relations);
    core.keep_ids(wishes.ids);
    Importing in{inputs, opening, wishes, limits, sources, out, core};
    format->read(in);
    return std::move(core).settle(out);
}

Said document(const Draft& draft) {
    Said all = said(draft.landscape);
    for (const std::string_view section : {"components", "processes"}) {
        Said* records = all.find(section);
        if (records == nullptr) continue;
        for (Said::Entry& record : records->entries) {
            const auto guesses = draft.guesses.find(record.key);
            if (guesses != draft.guesses.end()) record.value.comments = guesses->second;
            const auto doubts = draft.needs_guessed.find(record.key);
            Said* needs = record.value.find("needs");
            if (doubts == draft.needs_guessed.end() || needs == nullptr) continue;
            for (Said::Entry& need : needs->entries) {
                const Said* first = &need.value;
                for (const std::string_view members : {"all", "any", "of"})
                    if (const Said* m = need.value.find(members)) first = m;
                if (first->form == Said::Form::list) first = &first->entries.front().value;
                const auto doubt = doubts->second.find(first->text);
                if (doubt != doubts->second.end()) need.value.comments = {doubt->second};
            }
        }
    }
    return all;
}

std::string explained(const Format& format) {
    std::string out = fmt::format("{}: {}\n\nGive {}.\n", format.name, format.title, format.files);
    std::vector<std::array<std::string_view, 3>> elements, relations;
    for (const Becomes& b : format.elements) elements.push_back({b.what, b.becomes, b.how});
    for (const RelationRule& r : format.relations)
        relations.push_back({r.relation, name(r.meaning), r.why});
    rows(out, "What becomes what", elements);
    rows(out, "Relations: who needs whom (--map-relation overrides)", relations);
    if (!format.notes.empty()) out += "\n";
    for (const std::string_view note : format.notes) out += fmt::format("{}\n", note);
    return out;
}

std::string formats_scdoc() {
    std::string out;
    for (const Format& f : formats()) {
        out += fmt::format("# {}\n\nFormat *{}*. Give {}.\n\n", escaped(f.title), f.name,
                           escaped(f.files));
        for (const Becomes& b : f.elements)
            entry(out, b.what, "becomes " + std::string(b.becomes), b.how);
        for (const RelationRule& r : f.relations)
            entry(out, r.relation, "relation: " + std::string(name(r.meaning)), r.why);
        for (const std::string_view note : f.notes) out += escaped(note) + "\n\n";
    }
    return out;
}

}  // namespace knockon
