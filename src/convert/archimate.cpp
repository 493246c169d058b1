// ArchiMate: Archi's own file, The Open Group's exchange file, a coArchi tree, and Archi's CSV.
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <pugixml.hpp>
#include <set>

#include "base/numbered.h"
#include "convert/format.h"

namespace knockon::archimate {
namespace {

constexpr std::string_view composition_of_interface = "Composition of an interface";

constexpr RelationRule rules[] = {
    {"Serving", Meaning::needed_by, "the server carries the served (UsedBy in ArchiMate 2)"},
    {"Realization", Meaning::needed_by, "the concrete makes the abstract available"},
    {"Assignment", Meaning::needed_by, "a node runs an artifact, a component performs behaviour"},
    {"Access", Meaning::needs, "nobody reads or writes what is down, whatever the access type"},
    {"Composition", Meaning::needs, "the whole needs its parts"},
    {composition_of_interface, Meaning::needed_by, "it is the face of its component"},
    {"Aggregation", Meaning::none, "a group"},
    {"Association", Meaning::none, "a hint"},
    {"Specialization", Meaning::none, "a kind"},
    {"Influence", Meaning::none, "of motivation"},
    {"Flow", Meaning::none, "what comes later waits for what comes before"},
    {"Triggering", Meaning::none, "what comes later waits for what comes before"},
};

constexpr Becomes elements[] = {
    {"BusinessProcess, BusinessFunction, BusinessInteraction, BusinessService", "process",
     "id is the identifier"},
    {"application, technology and physical elements, DataObject", "component", "the same"},
    {"actors, roles and collaborations assigned to a process", "department", "the first of them"},
    {"all other types, diagrams", "nothing", "motivation, strategy and plans do not fail"},
};

constexpr std::string_view notes[] = {
    "Of a coArchi tree give its folder; of Archi's CSV the elements and the relations.",
    "Several that realise one thing are all needed; where one is enough, make them a group.",
};

/// Names of ArchiMate 2 as those of 3; `renamed` keeps those that are put together.
std::string_view modern(std::string_view type, std::set<std::string>& renamed) {
    type = type.substr(type.rfind(':') == type.npos ? 0 : type.rfind(':') + 1);
    if (type.ends_with("Relationship")) type.remove_suffix(12);
    constexpr std::array<std::pair<std::string_view, std::string_view>, 5> old = {{
        {"UsedBy", "Serving"},
        {"Realisation", "Realization"},
        {"Specialisation", "Specialization"},
        {"Network", "CommunicationNetwork"},
        {"CommunicationPath", "Path"},
    }};
    for (const auto& [was, is] : old)
        if (type == was) return is;
    if (type.starts_with("Infrastructure")) return *renamed.insert("Technology" + std::string(type.substr(14))).first;
    return type;
}

bool is_process(std::string_view type) {
    return type == "BusinessProcess" || type == "BusinessFunction" ||
           type == "BusinessInteraction" || type == "BusinessService";
}
bool is_component(std::string_view type) {
    constexpr std::array<std::string_view, 11> others = {
        "Node",      "Device",    "SystemSoftware", "Path",     "CommunicationNetwork",
        "Artifact",  "Equipment", "Facility",       "Material", "DistributionNetwork",
        "DataObject"};
    return type.starts_with("Application") || type.starts_with("Technology") ||
           std::find(others.begin(), others.end(), type) != others.end();
}
bool is_organisation(std::string_view type) {
    return type == "BusinessActor" || type == "BusinessRole" || type == "BusinessCollaboration";
}

std::string_view kind_of(std::string_view type) {
    if (type == "Node" || type == "Device" || type == "Equipment") return "server";
    if (type == "Path" || type == "CommunicationNetwork" || type == "DistributionNetwork")
        return "network";
    if (type == "Facility") return "facility";
    if (type == "DataObject" || type == "Artifact" || type == "Material") return "data";
    if (type == "ApplicationComponent") return "application";
    // What others bring about does not fail by itself.
    if (type.ends_with("Interface") || type.ends_with("Service") || type.ends_with("Function") ||
        type.ends_with("Process") || type.ends_with("Interaction") || type.ends_with("Event") ||
        type.ends_with("Collaboration"))
        return "capability";
    return "service";
}

/// Parts of documents and tables, which are kept while they are read.
struct Thing {
    std::string_view id, type, name;
    Position at;
};
struct Drawn {
    std::string_view id, type, from, to;
    Position at;
};

std::string_view attribute(const pugi::xml_node& node, std::initializer_list<const char*> names) {
    for (const char* name : names)
        if (const pugi::xml_attribute a = node.attribute(name)) return a.value();
    return {};
}

std::string_view local(const pugi::xml_node& node) {
    const std::string_view name = node.name();
    return name.substr(name.find(':') + 1);
}

class Reader {
  public:
    explicit Reader(Importing& in) : in_(in) {}

    void read() {
        for (const Opened& input : in_.inputs)
            if (input.looks == Looks::xml)
                read_xml(input);
            else
                for (const Sheet& sheet : input.tables) read_sheet(sheet);
        ids_ = Numbered(things_.size());
        for (const Thing& t : things_) {
            if (ids_.add(t.id).second) firsts_.push_back(&t);
            add(t);
        }
        for (const Drawn& t : ties_) add(t);
    }

  private:
    void read_xml(const Opened& input) {
        const std::string_view text = input.text(in_.sources);
        const Places places(input.file, text);
        const auto at = [&](std::ptrdiff_t offset) {
            return places.at(text, static_cast<std::size_t>(std::max<std::ptrdiff_t>(offset, 0)), 1);
        };
        const pugi::xml_node root = input.xml->document_element();
        std::vector<pugi::xml_node> open{root};
        while (!open.empty()) {
            const pugi::xml_node node = open.back();
            open.pop_back();
            take(node, [&] { return at(node.offset_debug()); }, node == root);
            for (pugi::xml_node inner = node.last_child(); inner; inner = inner.previous_sibling()) open.push_back(inner);
        }
    }

    /// `root`: of a coArchi tree, where each file is one element and says its type by its name.
    template <class At>
    void take(const pugi::xml_node& node, At&& at, bool root) {
        const std::string_view tag = local(node);
        std::string_view type = attribute(node, {"xsi:type"});
        if (root && type.empty()) type = tag;
        const bool is_concept = tag == "element" || tag == "relationship" || root;
        if (!is_concept || type.empty() || type.ends_with("Model") || type.ends_with("model") ||
            type.ends_with("Folder"))
            return;
        const std::string_view id = attribute(node, {"identifier", "id"});
        const bool tie =
            type.ends_with("Relationship") || tag == "relationship" || node.attribute("source");
        if (!tie) {
            things_.push_back({id, modern(type, renamed_), name_of(node), at()});
            return;
        }
        ties_.push_back({id, modern(type, renamed_), end_of(node, "source"), end_of(node, "target"), at()});
    }

    static std::string_view name_of(const pugi::xml_node& node) {
        if (const pugi::xml_attribute a = node.attribute("name")) return a.value();
        for (const pugi::xml_node child : node.children())
            if (local(child) == "name" || local(child) == "label") return child.text().get();
        return {};
    }

    /// An attribute, or `href="FILE#ID"` of a child.
    static std::string_view end_of(const pugi::xml_node& node, const char* which) {
        if (const pugi::xml_attribute a = node.attribute(which)) return a.value();
        const std::string_view href = node.child(which).attribute("href").value();
        return href.substr(href.rfind('#') + 1);
    }

    void read_sheet(const Sheet& sheet) {
        const auto column = [&](std::string_view name) {
            for (std::size_t c = 0; c < sheet.header().size(); ++c)
                if (sheet.cell(0, c) == name) return c;
            return SIZE_MAX;
        };
        const std::size_t id = column("ID"), type = column("Type"), name = column("Name"),
                          source = column("Source"), target = column("Target");
        if (type == SIZE_MAX) return;  // properties
        const auto cell = [&](std::size_t row, std::size_t c) { return sheet.cell(row, c); };
        for (std::size_t row = 1; row < sheet.rows.size(); ++row) {
            const std::string_view kind = cell(row, type);
            if (kind == "ArchimateModel") continue;  // the model itself
            if (source != SIZE_MAX || kind.ends_with("Relationship"))
                ties_.push_back({cell(row, id), modern(kind, renamed_), cell(row, source), cell(row, target),
                                 sheet.at(row)});
            else
                things_.push_back({cell(row, id), modern(kind, renamed_), cell(row, name), sheet.at(row)});
        }
    }

    void add(const Thing& t) {
        if (t.id.empty()) return in_.core.drop_element("no id", t.name);
        if (!is_process(t.type) && !is_component(t.type)) {
            const std::string id(t.id);
            in_.core.leave_out(id, "type " + std::string(t.type), "end not in a landscape");
            in_.core.known_as(id, t.name);
            return;
        }
        Element e{.id = std::string(t.id), .record = Component{}, .at = t.at};
        if (is_process(t.type)) e.record = Process{};
        if (!t.name.empty()) e.record.labels().name = std::string(t.name);
        if (!e.is_process()) {
            e.record.component().kind = std::string(kind_of(t.type));
            e.guesses.push_back("guessed: kind, from type " + std::string(t.type));
        }
        in_.core.add(std::move(e));
    }

    void add(const Drawn& t) {
        const Thing *from = thing(t.from), *to = thing(t.to);
        const auto shown = [&] { return fmt::format("{} → {}", t.from, t.to); };
        if ((from == nullptr || to == nullptr) && (is_tie(t.from) || is_tie(t.to)))
            return in_.core.drop("end is a relation", shown());
        if (t.type == "Assignment" && from != nullptr && is_organisation(from->type) && to != nullptr &&
            is_process(to->type)) {
            Element* process = in_.core.find(t.to);
            if (process != nullptr && process->owner.empty()) {
                process->owner = t.from;
                in_.core.owner(process->owner, from->name);
                return in_.core.drop("kept as the department", shown());
            }
            return in_.core.drop("second department", shown());
        }
        const bool face =
            t.type == "Composition" && to != nullptr && to->type.ends_with("Interface");
        in_.core.relate(t.from, t.to, face ? composition_of_interface : t.type, t.at);
    }

    const Thing* thing(std::string_view id) const {
        const std::uint32_t number = ids_.find(id);
        return number == ids_.size() ? nullptr : firsts_[number];
    }
    bool is_tie(std::string_view id) {
        if (tie_ids_.size() == 0)
            for (const Drawn& t : ties_)
                if (!t.id.empty()) tie_ids_.add(t.id);
        return tie_ids_.find(id) != tie_ids_.size();
    }

    Importing& in_;
    std::set<std::string> renamed_;  // types
    std::vector<Thing> things_;
    std::vector<Drawn> ties_;
    Numbered ids_;                      // of things
    std::vector<const Thing*> firsts_;  // by number of their id
    Numbered tie_ids_;                  // once somebody asks
};

bool recognises(const Opened& input, const Sources& sources) {
    if (input.looks == Looks::xml) {
        const std::string_view head = input.text(sources).substr(0, 4000);
        return head.find("archimatetool.com/archimate") != head.npos ||
               head.find("opengroup.org/xsd/archimate") != head.npos;
    }
    return std::any_of(input.tables.begin(), input.tables.end(), [](const Sheet& s) {
        return s.cell(0, 0) == "ID" && ((s.cell(0, 1) == "Type" && s.cell(0, 2) == "Name") ||
                                        (s.cell(0, 1) == "Key" && s.cell(0, 2) == "Value"));
    });
}

}  // namespace

Format format() {
    return {.name = "archimate",
            .title = "ArchiMate",
            .files = "Archi's file, an exchange file, the folder of a coArchi tree, or Archi's CSV",
            .recognises = recognises,
            .read = [](Importing& in) { Reader(in).read(); },
            .relations = rules,
            .elements = elements,
            .notes = notes};
}

}  // namespace knockon::archimate
