// The profiles of tables: what each tool calls its columns, its classes and its relations.
#include "convert/profile.h"

namespace knockon {
namespace {

using F = TableField;

constexpr std::string_view no_words[] = {"retired"};
constexpr std::string_view business_process[] = {"businessprocess",          "business process",
                                                 "cmdb_ci_business_process", "process",
                                                 "bedrijfsproces",           "proces"};

// What relations are called by ServiceNow, and by those who write them its way.
constexpr RelationRule servicenow_relations[] = {
    {"Depends on::Used by", Meaning::needs, "the parent is what is hit when the child fails"},
    {"Runs on::Runs", Meaning::needs},
    {"Hosted on::Hosts", Meaning::needs},
    {"Virtualized by::Virtualizes", Meaning::needs},
    {"Contains::Contained by", Meaning::needs, "the whole needs its parts"},
    {"In Rack::Rack contains", Meaning::needs},
    {"Located in::Houses", Meaning::needs},
    {"Members::Member of", Meaning::any, "one member of a cluster is enough"},
    {"Powers::Powered by", Meaning::needed_by},
    {"Connects to::Connected by", Meaning::none, "has no direction"},
    {"Exchanges data with::Exchanges data with", Meaning::none, "has no direction"},
    {"Managed by::Manages", Meaning::none, "an organisation is no component"},
    {"Owns::Owned by", Meaning::none, "an organisation is no component"},
};
constexpr Column servicenow_columns[] = {
    {"sys_id", F::id},
    {"sys id", F::id},
    {"name", F::name},
    {"sys_class_name", F::kind},
    {"class", F::kind},
    {"department", F::owner},
    {"support_group", F::owner},
    {"support group", F::owner},
    {"managed_by_group", F::owner},
    {"assignment_group", F::owner},
    {"vendor", F::supplier},
    {"operational_status", F::status},
    {"operational status", F::status},
    {"location", F::site},
    {"short_description", F::note},
    {"parent", F::from},
    {"parent.name", F::from_name},
    {"type", F::type},
    {"child", F::to},
    {"child.name", F::to_name},
};
constexpr std::string_view servicenow_retired[] = {"6", "retired"};
constexpr std::string_view servicenow_signs[] = {
    "sys_id,name", "name,sys_class_name",           "name,class,operational status",
    "sys id,name", "parent,type,child,parent.name", "parent,type,child"};
constexpr Profile servicenow{.name = "servicenow",
                             .signs = servicenow_signs,
                             .columns = servicenow_columns,
                             .relations = servicenow_relations,
                             .retired = servicenow_retired,
                             .processes = business_process,
                             .rows_without_id = true,
                             .cut_off = 10'000};
constexpr Becomes servicenow_elements[] = {
    {"rows of cmdb_ci…", "component", "id is the sys_id, else `row N` of the table"},
    {"class cmdb_ci_business_process", "process", ""},
    {"sys_class_name", "kind", "a guess from the class"},
    {"vendor", "supplier", ""},
    {"department, support_group", "department", "that answers for it; owned_by is a person"},
    {"operational_status 6, Retired", "nothing", "it is no longer there"},
};
constexpr std::string_view servicenow_notes[] = {
    "Headers are field names or labels, in any order; an end of a relation is a sys_id, else a "
    "name.",
    "An export ends at 10,000 rows without a word; a table of exactly so many is a warning.",
    "business criticality and percent_outage are not read: they tell no loss and no chance.",
};

constexpr Column itop_columns[] = {
    {"id", F::id},          {"finalclass", F::kind},       {"name", F::name},
    {"org_name", F::owner}, {"organization", F::owner},    {"location_name", F::site},
    {"parent", F::from},    {"parent_name", F::from_name}, {"type", F::type},
    {"child", F::to},       {"child_name", F::to_name},
};
constexpr std::string_view itop_signs[] = {"id,finalclass,name",
                                           "parent,parent_name,type,child,child_name"};
constexpr Profile itop{.name = "itop",
                       .signs = itop_signs,
                       .columns = itop_columns,
                       .relations = servicenow_relations,
                       .retired = no_words,
                       .processes = business_process};
constexpr Becomes itop_elements[] = {
    {"configuration items", "component", "id is `id`"},
    {"finalclass BusinessProcess", "process", ""},
    {"finalclass", "kind", "a guess from the class"},
    {"org_name", "department", "that answers for it"},
};

constexpr RelationRule glpi_relations[] = {
    {"impact", Meaning::needed_by, "what is impacted needs the source"},
};
constexpr Column glpi_columns[] = {
    {"itemtype", F::kind},
    {"id", F::id},
    {"name", F::name},
    {"groups_id", F::owner},
    {"manufacturers_id", F::supplier},
    {"locations_id", F::site},
    {"comment", F::note},
    {"itemtype_source", F::from_kind},
    {"items_id_source", F::from},
    {"itemtype_impacted", F::to_kind},
    {"items_id_impacted", F::to},
};
constexpr std::string_view glpi_signs[] = {
    "itemtype_source,items_id_source,itemtype_impacted,items_id_impacted", "itemtype,id,name"};
constexpr Profile glpi{.name = "glpi",
                       .signs = glpi_signs,
                       .columns = glpi_columns,
                       .relations = glpi_relations,
                       .retired = no_words,
                       .processes = business_process,
                       .only_relation = "impact",
                       .ids_per_kind = true};
constexpr Becomes glpi_elements[] = {
    {"items", "component", "id is itemtype/id: an id is one only within its type"},
    {"rows of glpi_impactrelations", "need", ""},
};

constexpr RelationRule xurrent_relations[] = {
    {"network_connection", Meaning::none, "has no direction"},
    {"child", Meaning::ask, "whether the whole needs the part"},
    {"parent", Meaning::ask, "whether the part needs the whole"},
    {"redundancy", Meaning::ask, "each stands in for the other; who needs one of them is not said"},
    {"continuity", Meaning::ask, "one is the standby of the other"},
    {"software_dependency", Meaning::ask, "it is written in both directions"},
};
constexpr Column xurrent_columns[] = {
    {"source id", F::id},
    {"sourceid", F::id},
    {"label", F::id},
    {"name", F::name},
    {"product", F::kind},
    {"support team", F::owner},
    {"supplier", F::supplier},
    {"status", F::status},
    {"site", F::site},
    {"ci source id", F::from},
    {"ci label", F::from_name},
    {"relation type", F::type},
    {"related ci source id", F::to},
    {"related ci label", F::to_name},
};
constexpr std::string_view xurrent_signs[] = {"ci source id,related ci source id,relation type",
                                              "ci label,related ci label,relation type",
                                              "label,product,support team"};
constexpr std::string_view xurrent_retired[] = {"removed", "archived"};
constexpr Profile xurrent{.name = "xurrent",
                          .signs = xurrent_signs,
                          .columns = xurrent_columns,
                          .relations = xurrent_relations,
                          .retired = xurrent_retired,
                          .processes = business_process};
constexpr Becomes xurrent_elements[] = {
    {"configuration items", "component", "id is the source id, else the label"},
    {"product", "kind", "a guess from its name"},
    {"support team", "department", "that answers for it"},
    {"status removed, archived", "nothing", "it is no longer there"},
};

constexpr Column topdesk_columns[] = {
    {"asset id", F::id},
    {"middel-id", F::id},
    {"name", F::name},
    {"naam", F::name},
    {"type", F::kind},
    {"template", F::kind},
    {"sjabloon", F::kind},
    {"supplier", F::supplier},
    {"leverancier", F::supplier},
    {"budget holder", F::owner},
    {"budgethouder", F::owner},
    {"branch", F::site},
    {"vestiging", F::site},
    {"source", F::from},
    {"bron", F::from},
    {"link type", F::type},
    {"koppelingstype", F::type},
    {"target", F::to},
    {"doel", F::to},
};
constexpr std::string_view topdesk_signs[] = {"source,link type,target", "bron,koppelingstype,doel",
                                              "asset id,template", "middel-id,sjabloon"};
constexpr Profile topdesk{.name = "topdesk",
                          .signs = topdesk_signs,
                          .columns = topdesk_columns,
                          .relations = {},
                          .retired = no_words,
                          .processes = business_process};
constexpr Becomes topdesk_elements[] = {
    {"assets", "component", "id is the asset id, else the name"},
    {"budget holder, budgethouder", "department", "that answers for it"},
};
constexpr std::string_view topdesk_notes[] = {
    "Types of links are the customer's own words: --map-relation says what each means.",
};

// A table of one's own, or from a tool that has no profile.
constexpr RelationRule csv_relations[] = {
    {"needs", Meaning::needs},
    {"depends on", Meaning::needs},
    {"requires", Meaning::needs},
    {"uses", Meaning::needs},
    {"runs on", Meaning::needs},
    {"hosted on", Meaning::needs},
    {"located at", Meaning::needs},
    {"located in", Meaning::needs},
    {"powered by", Meaning::needs},
    {"provided by", Meaning::needs},
    {"afhankelijk van", Meaning::needs},
    {"draait op", Meaning::needs},
    {"gebruikt", Meaning::needs},
    {"needed by", Meaning::needed_by},
    {"used by", Meaning::needed_by},
    {"hosts", Meaning::needed_by},
    {"runs", Meaning::needed_by},
    {"powers", Meaning::needed_by},
    {"gebruikt door", Meaning::needed_by},
    {"connected to", Meaning::none, "has no direction"},
    {"", Meaning::ask, "the table does not say what its rows mean"},
};
constexpr Column csv_columns[] = {
    {"id", F::id},
    {"name", F::name},
    {"naam", F::name},
    {"kind", F::kind},
    {"class", F::kind},
    {"soort", F::kind},
    {"owner", F::owner},
    {"department", F::owner},
    {"eigenaar", F::owner},
    {"afdeling", F::owner},
    {"supplier", F::supplier},
    {"vendor", F::supplier},
    {"leverancier", F::supplier},
    {"status", F::status},
    {"site", F::site},
    {"location", F::site},
    {"locatie", F::site},
    {"network", F::network},
    {"netwerk", F::network},
    {"end_of_life", F::end_of_life},
    {"end of life", F::end_of_life},
    {"data", F::data},
    {"exposed", F::exposed},
    {"sourcing", F::sourcing},
    {"rto", F::rto},
    {"rpo", F::rpo},
    {"people", F::people},
    {"note", F::note},
    {"needs", F::needs},
    {"depends on", F::needs},
    {"afhankelijk van", F::needs},
    {"needed by", F::needed_by},
    {"used by", F::needed_by},
    {"source", F::from},
    {"from", F::from},
    {"parent", F::from},
    {"name of ci1", F::from},
    {"source asset id", F::from},
    {"van", F::from},
    {"type", F::type},
    {"relation", F::type},
    {"relationship", F::type},
    {"relatie", F::type},
    {"target", F::to},
    {"to", F::to},
    {"child", F::to},
    {"name of ci2", F::to},
    {"target asset id", F::to},
    {"naar", F::to},
};
constexpr std::string_view csv_signs[] = {"name",
                                          "naam",
                                          "id",
                                          "source,target",
                                          "from,to",
                                          "parent,child",
                                          "van,naar",
                                          "name of ci1,name of ci2",
                                          "source asset id,target asset id"};
constexpr Profile csv{.name = "csv",
                      .signs = csv_signs,
                      .columns = csv_columns,
                      .relations = csv_relations,
                      .retired = no_words,
                      .processes = business_process};
constexpr Becomes csv_elements[] = {
    {"rows with id or name", "component",
     "known by its `id`, else by its name; the id that it gets is made of the name, else of the `id`"},
    {"kind process", "process", "also business process, proces, bedrijfsproces"},
    {"rows with source and target", "need", "`type` says of which way"},
    {"columns needs, needed by", "need", "several in a cell are parted by ; or ,"},
    {"owner, supplier", "department, supplier", ""},
    {"rto, rpo", "rto, rpo", "a number is hours"},
};
constexpr std::string_view csv_notes[] = {
    "Other headers are said with --map COLUMN=FIELD; the fields are id, name, kind, owner, "
    "supplier, "
    "status, site, network, end_of_life, data, exposed, sourcing, rto, rpo, people, note, needs, "
    "needed_by, and of relations from, from_name, from_kind, type, to, to_name, to_kind.",
    "Commas, semicolons, tabs and bars part columns; UTF-8, UTF-16 and Windows-1252; an XLSX "
    "workbook is read sheet by sheet.",
};

}  // namespace

Format servicenow_format() {
    return format_of<servicenow>("ServiceNow CMDB, exported as CSV or XLSX",
                                 "the tables of configuration items and cmdb_rel_ci",
                                 servicenow_elements, servicenow_notes);
}
Format itop_format() {
    return format_of<itop>("iTop, exported as CSV or XLSX",
                           "the tables of configuration items and of relations", itop_elements, {});
}
Format glpi_format() {
    return format_of<glpi>("GLPI, exported as CSV or XLSX",
                           "the tables of items and glpi_impactrelations", glpi_elements, {});
}
Format xurrent_format() {
    return format_of<xurrent>("Xurrent (4me), exported as CSV or XLSX",
                              "the tables of configuration items and of CI relations",
                              xurrent_elements, {});
}
Format topdesk_format() {
    return format_of<topdesk>("TOPdesk, exported as CSV or XLSX",
                              "the tables of assets and of links between them", topdesk_elements,
                              topdesk_notes);
}
Format csv_format() {
    return format_of<csv>("a table of one's own, CSV or XLSX",
                          "a table of items, and one of relations where they have no column",
                          csv_elements, csv_notes);
}

}  // namespace knockon
