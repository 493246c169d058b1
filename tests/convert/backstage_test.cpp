#include "imported.h"

using namespace knockon;
using test::Imported;
using test::Needs;

namespace {

std::string entity(const std::string& kind, const std::string& name, const std::string& spec) {
    return "---\napiVersion: backstage.io/v1alpha1\nkind: " + kind + "\nmetadata: {name: " + name +
           "}\nspec: {" + spec + "}\n";
}

}  // namespace

TEST_CASE("references in every spelling, providers that stand in for each other") {
    const Imported i(
        entity(
            "Component", "web",
            "owner: 'Group:default/team-a', dependsOn: ['Resource:DB', 'component:default/api', gone], consumesApis: [orders]") +
        entity("Component", "api", "type: service, providesApis: [orders], subcomponentOf: web") +
        entity("Component", "spare",
               "providesApis: ['default/orders'], dependencyOf: ['component:web']") +
        entity("API", "orders", "type: openapi") + entity("Resource", "db", "type: database") +
        entity("Group", "team-a", "profile: {displayName: Team A}"));
    CHECK(i.said() == "");
    CHECK(i.needs() == Needs{"orders-api>(api|spare)", "web>api", "web>db-resource",
                             "web>orders-api", "web>spare"});
    CHECK(i.dropped("end not there") == 1);
    CHECK(i.dropped("no need: subcomponentOf") == 1);
    const auto& l = i.draft.landscape;
    CHECK(*l.components.at("web").owner == "team-a");
    CHECK(*l.departments.at("team-a").name == "Team A");
    CHECK(*l.components.at("db-resource").kind == "database");
    CHECK(*l.components.at("orders-api").needs[0].terms->origin == Origin::guessed);
    CHECK(*l.components.at("web").source == "backstage:component:default/web");
}

TEST_CASE("targets of a Location are read, those outside of its folder are not") {
    const Imported i(
        {{"all.yaml", entity("Location", "all",
                             "targets: [./more/a.yaml, ../../etc/passwd, 'https://x/y.yaml']")},
         {"more/a.yaml", entity("Component", "a", "type: service")}},
        {}, 1);
    CHECK(i.said() == "");
    CHECK(i.draft.landscape.components.contains("a"));
    CHECK(i.draft.balance.components == 1);
    CHECK(i.dropped("location elsewhere") == 1);
}

TEST_CASE("a template of a catalogue entry is no entry") {
    const Imported i("apiVersion: backstage.io/v1alpha1\nkind: Component\nmetadata: {name: '${{ values.name }}'}\n");
    CHECK(i.said().find("error[K305]: a template that nobody has filled in") != std::string::npos);
}
