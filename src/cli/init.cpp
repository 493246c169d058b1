// knockon init: a landscape and a change to begin with.
#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <map>
#include <tuple>

#include "base/codes.h"
#include "cli/balance.h"
#include "cli/files.h"
#include "cli/gaps.h"
#include "cli/inputs.h"
#include "cli/output.h"
#include "cli/terminal.h"
#include "convert/convert.h"

namespace knockon {
namespace {

constexpr std::string_view first_landscape =
    R"(# A landscape: what you have, and what needs what. Every key: man knockon-model, or
# `knockon schema landscape > landscape.schema.json` for an editor.
# What you do not say is taken from tables, and every report lists it as assumed.
knockon: landscape/1
currency: EUR
timezone: Europe/Amsterdam

departments:
  # What a department accepts of one change; without it nothing is judged.
  sales: {name: Sales, appetite: {probability: 5%, loss: 5k}}
  it: {name: IT}

components:
  shop: {name: Web shop, owner: it, needs: [database, payments]}
  database: {kind: database, owner: it, recovery: 2h}
  payments:                     # bought: its outages are not ours to end
    kind: saas
    availability: 99.9%

processes:
  orders:
    name: Orders from the web
    department: sales
    needs: [shop]
    mtpd: 30m                   # how long it may stand still before it hurts
    loss: {hour: 800}           # what each hour after that costs
)";

constexpr std::string_view first_change =
    R"(# A change: what is done, when, in steps. `knockon assess change.yaml` says what it puts at risk.
knockon: change/1
id: database-15
title: A new version of the database
sponsor: it
window: {start: 2027-02-02T20:00, length: 2h}
steps:
  # `fails` is taken from a table where it is not stated: how often steps like it went wrong.
  - {update: database, downtime: 10m, rollback: {takes: 30m}}
)";

/// Files in the working folder: all or none of them is there before.
int write_files(Session& session, std::span<const std::pair<const char*, std::string>> files) {
    for (const auto& [path, text] : files)
        if (is_there(path))
            session.diagnostics.error(code::usage, {},
                                      fmt::format("there is a {} here already", path),
                                      "go on with it, or begin in another folder");
    if (refused(session)) return status_input;
    for (const auto& [path, text] : files)
        if (!write_or_complain(path, text)) return status_surroundings;
    return status_fine;
}

/// Of the components whose figures matter most the one that stops most processes, else most components; where none
/// does, the one that most others name as a need.
Id most_needed(const Landscape& l, const Gaps& gaps) {
    const auto& figures = gaps.figures.most;
    const auto stops = std::max_element(figures.begin(), figures.end(), [](const auto& a, const auto& b) {
        return std::tie(a.processes, a.components) < std::tie(b.processes, b.components);
    });
    if (stops != figures.end()) return stops->component;
    std::map<Id, std::size_t> named;
    for (const auto& [id, c] : l.components) named.emplace(id, 0);
    const auto count = [&](const auto& records) {
        for (const auto& [id, record] : records)
            for (const Need& n : record.needs)
                for (const Ref& m : n.members)
                    if (const auto found = named.find(*m); found != named.end()) ++found->second;
    };
    count(l.components);
    count(l.processes);
    const auto most = std::max_element(named.begin(), named.end(),
                                       [](const auto& a, const auto& b) { return a.second < b.second; });
    return most == named.end() ? Id() : most->first;
}

int run_init(Session& session) {
    Diagnostics& out = session.diagnostics;
    std::string said, landscape(first_landscape), change(first_change);
    std::vector<std::string> paths = session.line.operands;
    for (const std::string& path : session.line.values("from")) paths.push_back(path);
    if (!paths.empty()) {
        const Draft draft = import_files(paths, {}, session.settings.limits, session.sources, out);
        if (out.has_errors() && refused(session)) return status_input;
        landscape = yaml_document(document(draft));
        const Gaps gaps = gaps_of(draft.landscape);
        const int width = page_width(session.settings, STDERR_FILENO);
        said = balance_text(draft.balance, width) + gaps_text(gaps, width);
        if (const Id most = most_needed(draft.landscape, gaps); !most.empty())
            change = fmt::format(
                "# Say what is done; `knockon assess change.yaml` tells what it puts at risk.\n"
                "knockon: change/1\nid: first\nwindow: {{start: 2027-02-02T20:00}}\nsteps:\n"
                "  - {{update: {}}}  # most depends on it\n",
                flow_text(Said::of(most)));
    }
    const std::array<std::pair<const char*, std::string>, 2> files = {
        {{"landscape.yaml", landscape}, {"change.yaml", change}}};
    const int status = write_files(session, files);
    if (status != status_fine) return status;
    said +=
        "landscape.yaml and change.yaml are written. Now:\n"
        "  knockon check\n  knockon assess change.yaml\n";
    return deliver(session, said);
}

}  // namespace

Command init_command() {
    return {
        "init",
        "a landscape and a change to begin with, in this folder",
        {"[FILE…]", 0, -1},
        "  knockon init\n"
        "  knockon init --from compose.yaml",
        "Writes landscape.yaml and change.yaml into the working folder, with comments that\n"
        "explain them; with files of other tools the landscape is imported from them. It\n"
        "never writes over a file.",
        {"text"},
        std::vector<Option>{{"from", 0, "FILE", "import the landscape from it", true, "Input"}} +
            only(input_options(), {"limit"}) + only(output_options(), {"quiet"}),
        run_init};
}

}  // namespace knockon
