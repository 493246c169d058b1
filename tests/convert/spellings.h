// convert/spellings.h: the same few hosts, as each format that can be imported writes them.
#pragma once

#include <fmt/format.h>

#include <string>
#include <vector>

#include "imported.h"

namespace knockon::test {

struct Host {
    int id = 0;
    std::string name;
    std::vector<int> needs;
};
using Hosts = std::vector<Host>;

/// One format: how it writes hosts, its name and the id that it has for one. Where names are ids a rename is another
/// record, so there the names stay. `mapped` is what --map-relation says of words that only the customer knows.
struct Spelling {
    const char* format;
    bool renames;
    Files (*files)(const Hosts&);
    const char* id;  // {} is the host's
    const char* mapped = nullptr;

    std::string source(const Host& h) const { return std::string(format) + ":" + fmt::format(fmt::runtime(id), h.id); }
};

/// Each host, and then each that a host needs, in words of the format: {0} and {1} are ids, {2} the name of the first.
inline std::string each_host(const Hosts& hosts, const char* words) {
    std::string all;
    for (const Host& h : hosts) all += fmt::format(fmt::runtime(words), h.id, 0, h.name);
    return all;
}
inline std::string each_need(const Hosts& hosts, const char* words) {
    std::string all;
    for (const Host& h : hosts)
        for (const int n : h.needs) all += fmt::format(fmt::runtime(words), h.id, n, h.name);
    return all;
}
inline std::string needs_of(const Host& h, const char* words) { return each_need({h}, words); }
/// The same without the comma at the end.
inline std::string list(std::string items) {
    if (!items.empty()) items.pop_back();
    return "[" + items + "]";
}

// clang-format off
inline const Spelling spellings[] = {
    {"csv", true, [](const Hosts& hosts) {
         std::string text = "id,name,needs\n";
         for (const Host& h : hosts) text += fmt::format("{},{},\"{}\"\n", h.id, h.name, needs_of(h, "{1};"));
         return Files{{"a.csv", text}};
     }, "{}"},
    {"archimate", true, [](const Hosts& hosts) {
         return Files{{"a.archimate", "<archimate:model xmlns:xsi='http://www.w3.org/2001/XMLSchema-instance' "
             "xmlns:archimate='http://www.archimatetool.com/archimate' name='m' id='m' version='4.0.0'>"
             "<folder name='x' id='f' type='technology'>" +
             each_host(hosts, "<element xsi:type='archimate:Node' name='{2}' id='h{0}'/>") +
             "</folder><folder name='r' id='g' type='relations'>" +
             each_need(hosts, "<element xsi:type='archimate:ServingRelationship' id='r{0}-{1}' source='h{1}' target='h{0}'/>") +
             "</folder></archimate:model>"}};
     }, "h{}"},
    {"jgf", true, [](const Hosts& hosts) {
         std::string nodes = each_host(hosts, "\"h{0}\": {{\"label\": \"{2}\"}},");
         nodes.pop_back();
         return Files{{"a.json", "{\"graph\": {\"nodes\": {" + nodes + "}, \"edges\": " +
             list(each_need(hosts, "{{\"source\": \"h{0}\", \"target\": \"h{1}\"}},")) + "}}"}};
     }, "h{}"},
    {"kubernetes", false, [](const Hosts& hosts) {
         std::string text;
         for (const Host& h : hosts)
             text += fmt::format("---\napiVersion: apps/v1\nkind: Deployment\nmetadata: {{name: h{0}}}\nspec:\n  replicas: {1}\n"
                                 "  template:\n    metadata: {{labels: {{app: h{0}}}}}\n    spec: {{containers: [{{name: x, "
                                 "image: nginx, env: [{2}]}}]}}\n---\napiVersion: v1\nkind: Service\nmetadata: {{name: h{0}}}\n"
                                 "spec: {{selector: {{app: h{0}}}}}\n",
                                 h.id, 1 + h.id % 3, needs_of(h, "{{name: A_HOST, value: h{1}:80}}, "));
         return Files{{"a.yaml", text}};
     }, "Deployment/h{}"},
    {"compose", false, [](const Hosts& hosts) {
         std::string text = "services:\n";
         for (const Host& h : hosts)
             text += fmt::format("  h{}: {{image: postgres, depends_on: [{}]}}\n", h.id, needs_of(h, "h{1}, "));
         return Files{{"compose.yaml", text}};
     }, "h{}"},
    {"jaeger", false, [](const Hosts& hosts) {
         return Files{{"a.json", "{\"data\": " +
             list(each_host(hosts, "{{\"parent\": \"all\", \"child\": \"h{0}\", \"callCount\": 5}},") +
                  each_need(hosts, "{{\"parent\": \"h{0}\", \"child\": \"h{1}\", \"callCount\": 5}},")) + "}"}};
     }, "h{}"},
    {"prometheus", false, [](const Hosts& hosts) {
         return Files{{"a.prom", "# TYPE traces_service_graph_request_total counter\n" +
             each_host(hosts, "traces_service_graph_request_total{{client=\"all\",server=\"h{0}\"}} 5\n") +
             each_need(hosts, "traces_service_graph_request_total{{client=\"h{0}\",server=\"h{1}\"}} 5\n")}};
     }, "h{}"},
    {"kiali", false, [](const Hosts& hosts) {
         return Files{{"a.json", "{\"elements\": {\"nodes\": " +
             list(each_host(hosts, "{{\"data\": {{\"id\": \"n{0}\", \"nodeType\": \"workload\", \"cluster\": \"c\", "
                                   "\"namespace\": \"n\", \"workload\": \"h{0}\"}}}},")) + ", \"edges\": " +
             list(each_need(hosts, "{{\"data\": {{\"source\": \"n{0}\", \"target\": \"n{1}\"}}}},")) + "}}"}};
     }, "c/n/h{}"},
    {"backstage", true, [](const Hosts& hosts) {
         std::string text;
         for (const Host& h : hosts)
             text += fmt::format("---\napiVersion: backstage.io/v1alpha1\nkind: Component\nmetadata: {{name: h{}, title: {}}}\n"
                                 "spec:\n  type: service\n  lifecycle: production\n  owner: team\n  dependsOn: [{}]\n",
                                 h.id, h.name, needs_of(h, "component:h{1}, "));
         return Files{{"catalog-info.yaml", text}};
     }, "component:default/h{}"},
    {"terraform", false, [](const Hosts& hosts) {
         std::string configured;
         for (const Host& h : hosts)
             configured += fmt::format("{{\"address\": \"x.h{0}\", \"mode\": \"managed\", \"type\": \"x\", \"name\": \"h{0}\", "
                                       "\"depends_on\": {1}}},", h.id, list(needs_of(h, "\"x.h{1}\",")));
         return Files{{"a.json", "{\"format_version\": \"1.0\", \"terraform_version\": \"1.5\", \"planned_values\": "
             "{\"root_module\": {\"resources\": " +
             list(each_host(hosts, "{{\"address\": \"x.h{0}\", \"mode\": \"managed\", \"type\": \"x\", \"name\": \"h{0}\"}},")) +
             "}}, \"configuration\": {\"root_module\": {\"resources\": " + list(configured) + "}}}"}};
     }, "x.h{}"},
    {"dora", false, [](const Hosts& hosts) {
         return Files{{"b_02.02.csv", "c0060,c0010,c0030,c0050\n" + each_host(hosts, "S19,C1,h{0},F1\n")},
                      {"b_05.02.csv", "c0010,c0020,c0030,c0050,c0060\n" + each_need(hosts, "C1,S19,h{1},2,h{0}\n")},
                      {"b_06.01.csv", "c0010,c0030,c0050,c0080,c0090\nF1,Payments,eba_BT:x28,2,1\n"}};
     }, "C1/h{}/S19"},
    {"leanix", true, [](const Hosts& hosts) {
         std::string text = "id,type,name,displayName,relToRequires:displayName\nID,Type,Name,Display name,Requires\n";
         for (const Host& h : hosts)
             text += fmt::format("h{0},Application,{1},d{0},{2}\n", h.id, h.name, needs_of(h, "d{1};"));
         return Files{{"a.csv", text}};
     }, "h{}"},
    {"servicenow", true, [](const Hosts& hosts) {
         return Files{{"ci.csv", "sys_id,name,sys_class_name\n" + each_host(hosts, "h{0},{2},cmdb_ci_server\n")},
                      {"rel.csv", "parent,type,child\n" + each_need(hosts, "h{0},Depends on::Used by,h{1}\n")}};
     }, "h{}"},
    {"itop", true, [](const Hosts& hosts) {
         return Files{{"ci.csv", "id;finalclass;name\n" + each_host(hosts, "{0};Server;{2}\n")},
                      {"rel.csv", "parent;parent_name;type;child;child_name\n" + each_need(hosts, "{0};{2};Depends on::Used by;{1};\n")}};
     }, "{}"},
    {"glpi", true, [](const Hosts& hosts) {
         return Files{{"ci.csv", "itemtype,id,name\n" + each_host(hosts, "Computer,{0},{2}\n")},
                      {"rel.csv", "itemtype_source,items_id_source,itemtype_impacted,items_id_impacted\n" +
                                      each_need(hosts, "Computer,{1},Computer,{0}\n")}};
     }, "Computer/{}"},
    {"xurrent", true, [](const Hosts& hosts) {
         return Files{{"ci.csv", "label,product,support team,name\n" + each_host(hosts, "h{0},Server,Team,{2}\n")},
                      {"rel.csv", "ci label,related ci label,relation type\n" + each_need(hosts, "h{0},h{1},child\n")}};
     }, "h{}", "child"},
    {"topdesk", true, [](const Hosts& hosts) {
         return Files{{"ci.csv", "asset id,template,name\n" + each_host(hosts, "h{0},Server,{2}\n")},
                      {"rel.csv", "source,link type,target\n" + each_need(hosts, "h{0},stands on,h{1}\n")}};
     }, "h{}", "stands on"},
    {"cyclonedx", true, [](const Hosts& hosts) {
         return Files{{"a.json", "{\"bomFormat\": \"CycloneDX\", \"specVersion\": \"1.5\", \"services\": " +
             list(each_host(hosts, "{{\"bom-ref\": \"h{0}\", \"name\": \"{2}\"}},")) + ", \"dependencies\": " +
             list(each_need(hosts, "{{\"ref\": \"h{0}\", \"dependsOn\": [\"h{1}\"]}},")) + "}"}};
     }, "h{}"},
    {"calm", true, [](const Hosts& hosts) {
         return Files{{"a.json", "{\"nodes\": " +
             list(each_host(hosts, "{{\"unique-id\": \"h{0}\", \"node-type\": \"service\", \"name\": \"{2}\"}},")) +
             ", \"relationships\": " +
             list(each_need(hosts, "{{\"unique-id\": \"r{0}-{1}\", \"relationship-type\": {{\"connects\": {{\"source\": "
                                   "{{\"node\": \"h{0}\"}}, \"destination\": {{\"node\": \"h{1}\"}}}}}}}},")) + "}"}};
     }, "h{}"},
    {"structurizr", true, [](const Hosts& hosts) {
         std::string systems;
         for (const Host& h : hosts)
             systems += fmt::format("{{\"id\": \"h{}\", \"name\": \"{}\", \"relationships\": {}}},", h.id, h.name,
                 list(needs_of(h, "{{\"id\": \"r{0}-{1}\", \"sourceId\": \"h{0}\", \"destinationId\": \"h{1}\"}},")));
         return Files{{"a.json", "{\"name\": \"w\", \"model\": {\"softwareSystems\": " + list(systems) + "}}"}};
     }, "h{}"},
    {"threagile", true, [](const Hosts& hosts) {
         std::string text = "threagile_version: 1.0.0\ntechnical_assets:\n";
         for (const Host& h : hosts)
             text += fmt::format("  {1} of {0}:\n    id: h{0}\n    communication_links: {{{2}}}\n", h.id, h.name,
                                 needs_of(h, "l{1}: {{target: h{1}}}, "));
         return Files{{"threagile.yaml", text}};
     }, "h{}"},
    {"dot", true, [](const Hosts& hosts) {
         return Files{{"a.dot", "digraph {\n" + each_host(hosts, "h{0} [label=\"{2}\"];\n") + each_need(hosts, "h{0} -> h{1};\n") + "}\n"}};
     }, "h{}"},
};
// clang-format on

}  // namespace knockon::test
