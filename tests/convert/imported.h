// convert/imported.h: imports for tests, and what came of them, by the source's ids.
#pragma once

#include <doctest/doctest.h>
#include <unistd.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "convert/convert.h"
#include "seed.h"

namespace knockon::test {

/// Files in a folder that goes away, imported in the order given.
struct Imported {
    Sources sources;
    Diagnostics out;
    Draft draft;

    explicit Imported(const Files& files, const Wishes& wishes = {},
                      std::size_t operands = SIZE_MAX) {
        keep_seed(seed_of_format(wishes.from), files);
        std::string folder = (std::filesystem::temp_directory_path() / "knockon-XXXXXX").string();
        REQUIRE(mkdtemp(folder.data()) != nullptr);
        std::vector<std::string> paths;
        for (const auto& [name, text] : files) {
            const std::string path = folder + '/' + name;
            std::filesystem::create_directories(std::filesystem::path(path).parent_path());
            std::ofstream(path, std::ios::binary) << text;
            if (paths.size() < operands) paths.push_back(path);
        }
        draft = import_files(paths, wishes, {}, sources, out);
        std::filesystem::remove_all(folder);
    }
    /// One file.
    explicit Imported(std::string text, const Wishes& wishes = {}, std::string name = "x")
        : Imported({{std::move(name), std::move(text)}}, wishes) {}

    std::string said() const { return render(out, sources); }
    bool has(std::string_view code) const {
        return std::any_of(out.all.begin(), out.all.end(),
                           [&](const Diagnostic& d) { return d.code == code; });
    }
    /// "a>b" for each pair, by id, sorted; a group is written "a>(b|c)", with how many of it if
    /// more than one.
    std::vector<std::string> needs() const {
        std::vector<std::string> all;
        const auto add = [&](const auto& records) {
            for (const auto& [id, record] : records)
                for (const Need& n : record.needs) {
                    std::string members;
                    for (const Ref& m : n.members) members += (members.empty() ? "" : "|") + *m;
                    if (n.kind == Need::Kind::any) members = "(" + members + ")";
                    if (n.kind == Need::Kind::atleast)
                        members = std::to_string(n.at_least) + "(" + members + ")";
                    all.push_back(id + ">" + members);
                }
        };
        add(draft.landscape.components);
        add(draft.landscape.processes);
        std::sort(all.begin(), all.end());
        return all;
    }
    std::size_t dropped(std::string_view reason) const {
        for (const Drop& d : draft.balance.dropped)
            if (d.reason == reason) return d.count;
        return 0;
    }
    std::string yaml() const { return yaml_document(document(draft)); }
};

using Needs = std::vector<std::string>;

}  // namespace knockon::test
