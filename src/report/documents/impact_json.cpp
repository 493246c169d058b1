// `impact/1`.
#include "assess/structure/impact.h"

#include "report/documents/json_documents.h"
#include "report/documents/rows_describe.h"
#include "report/documents/rows_figures.h"
#include "report/documents/rows_write.h"

namespace knockon {

template <>
struct Rows<ImpactComponent> {
    static constexpr Heading heading{"impact_component", "A component that depends on them.",
                                     compact};
    static void of(auto& row, auto& c) {
        row("id", c.id);
        row("depth", c.depth, "Fewest needs away.");
        row("certain", c.certain, "Down when they are down for good.");
    }
};

template <>
struct Rows<ImpactProcess> {
    static constexpr Heading heading{"impact_process", "A process that depends on them.", compact};
    static void of(auto& row, auto& p) {
        row("id", p.id);
        row("name", p.name);
        row("department", p.department);
        row("certain", p.certain, "Interrupted when they are down for good.");
        row("after_s", p.after_s, "How long it holds out; null if it is not certain.");
        row("path", p.path, "Ids from one of them to the process.");
        row("weakest", p.weakest, "Of the path; null where all of it is stated.");
    }
};

template <>
struct Rows<Impact::Row> {
    static constexpr Heading heading{"impact_department", "Counts of its processes.", compact};
    static void of(auto& row, auto& d) {
        row("id", d.id);
        row("name", d.name);
        row("certain", d.certain, "Interrupted for certain.");
        row("possible", d.possible, "Interrupted in some cases.");
    }
};

template <>
struct Rows<ImpactGroup> {
    static constexpr Heading heading{"impact_group", "A redundant group.", compact};
    static void of(auto& row, auto& g) {
        row("consumer", g.consumer, "Who needs it.");
        row("members", g.members);
        row("needed", g.needed, "Members that must be up.");
        row("down", g.down, "Members that are down.");
        row("spare", g.spare, "Members that may still fail; below 0 it is down.");
    }
};

template <>
struct Rows<Impact> {
    static constexpr Heading heading{"impact", "What falls over when something does."};
    static void of(auto& row, auto& i) {
        row.kind("impact/1");
        row("ids", i.ids, "Down together.");
        const Heading reached{"reached_counts",
                              "Redundancy ignored, the ids themselves not counted.", compact};
        row.group("reaches", reached, "What depends on them, directly or not.", [&](auto& r) {
            r("components", i.reaches_components);
            r("processes", i.reaches_processes);
        });
        row("components", i.components);
        row("processes", i.processes);
        row("departments", i.departments);
        row("groups", i.groups, "Redundant groups that lose a member.");
    }
};

std::string impact_json(const Impact& impact) { return written_document(impact, {{}, {}}); }

void describe_impact(std::vector<DocumentRecord>& all) { RowDescriber::record<Impact>(all); }

}  // namespace knockon
