#include "convert/convert.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>

#include "base/codes.h"
#include "base/text.h"
#include "convert/few.h"
#include "convert/merge.h"

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

/// What to do about a file whose format nobody knows.
std::string way_out(const Opened& input) {
    if (input.tables.empty()) return "name it with --from, one of " + names_of_formats();
    const Sheet& table = input.tables.front();
    std::vector<std::string> headers;
    for (std::size_t c = 0; c < table.header().size(); ++c) headers.emplace_back(table.cell(0, c));
    return fmt::format("say what its columns ({}) hold: --map '{}=name' and so on", first_few(headers, 8),
                       headers.empty() ? "COLUMN" : headers.front());
}

/// Inputs of one format, in the order in which they were given.
struct Source {
    const Format* format = nullptr;
    std::vector<Opened> inputs;
};

/// Each input belongs to a format that some input is of first of all; among those that know it, to the one that knows
/// most inputs: a table of relations may be of several tools, and the items beside it tell of which.
std::vector<Source> by_format(std::vector<Opened> inputs, const Wishes& wishes, const Sources& sources,
                              Diagnostics& out) {
    std::vector<const Format*> own;
    for (const Opened& input : inputs) {
        own.push_back(recognised(input, sources));
        // Who says what columns hold has a table of their own.
        if (own.back() == nullptr && !input.tables.empty() && !wishes.columns.empty()) own.back() = find_format("csv");
        if (own.back() == nullptr)
            out.error(code::unknown_format, {input.file, 0, 0, 1},
                      "no format that can be imported is recognised in this file",
                      way_out(input));
    }
    if (out.has_errors()) return {};
    const auto all_known_to = [&](const Format& f) {
        return inputs.size() == 1 ? &f == own.front()
                                  : std::all_of(inputs.begin(), inputs.end(),
                                                [&](const Opened& input) { return f.recognises(input, sources); });
    };
    for (const Format& f : formats())
        if (all_known_to(f)) {
            std::vector<Source> one(1);
            one[0] = {&f, std::move(inputs)};
            return one;
        }
    std::map<const Format*, std::size_t> known;
    for (const Format* f : own)
        if (!known.contains(f))
            known[f] = static_cast<std::size_t>(
                std::count_if(inputs.begin(), inputs.end(), [&](const Opened& input) {
                    return f->recognises(input, sources);
                }));
    std::vector<Source> all;
    for (std::size_t i = 0; i < inputs.size(); ++i) {
        const Format* best = own[i];
        for (const Format& f : formats())
            if (known.contains(&f) && known[&f] > known[best] && f.recognises(inputs[i], sources))
                best = &f;
        auto source = std::find_if(all.begin(), all.end(),
                                   [&](const Source& s) { return s.format == best; });
        if (source == all.end()) source = all.insert(all.end(), {best, {}});
        source->inputs.push_back(std::move(inputs[i]));
    }
    return all;
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

void entry(std::string& out, std::string_view what, std::string_view becomes,
           std::string_view why) {
    out += fmt::format("*{}* {}\n", scdoc_escaped(what.empty() ? "(no word)" : what), scdoc_escaped(becomes));
    out += why.empty() ? "\n" : fmt::format("\t{}\n\n", scdoc_escaped(why));
}

}  // namespace

Draft import_files(std::span<const std::string> paths, const Wishes& wishes, const Limits& limits,
                   Sources& sources, Diagnostics& out) {
    Opening opening(limits, sources, out);
    std::vector<Opened> inputs = opening.open(paths);
    if (out.has_errors()) return {};
    std::vector<Source> all;
    if (const Format* format = find_format(wishes.from))
        all.push_back({format, std::move(inputs)});
    else
        all = by_format(std::move(inputs), wishes, sources, out);
    std::vector<Draft> drafts;
    for (Source& source : all) {
        Core core(source.format->name, source.format->relations, wishes.relations);
        core.keep_ids(wishes.ids);
        Importing in{source.inputs, opening, wishes, limits, sources, out, core};
        source.format->read(in);
        drafts.push_back(std::move(core).settle(out));
    }
    return drafts.empty() ? Draft{} : merged(std::move(drafts), out);
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
        out += fmt::format("# {}\n\nFormat *{}*. Give {}.\n\n", scdoc_escaped(f.title), f.name,
                           scdoc_escaped(f.files));
        for (const Becomes& b : f.elements)
            entry(out, b.what, "becomes " + std::string(b.becomes), b.how);
        for (const RelationRule& r : f.relations)
            entry(out, r.relation, "relation: " + std::string(name(r.meaning)), r.why);
        for (const std::string_view note : f.notes) out += scdoc_escaped(note) + "\n\n";
    }
    return out;
}

}  // namespace knockon
