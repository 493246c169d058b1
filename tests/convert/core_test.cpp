#include "convert/core.h"

#include <doctest/doctest.h>

#include <map>
#include <set>

#include "convert/slug.h"

using namespace knockon;

namespace {

constexpr RelationRule rules[] = {{"feeds", Meaning::needed_by},
                                  {"uses", Meaning::needs},
                                  {"one of", Meaning::any},
                                  {"near", Meaning::none},
                                  {"odd", Meaning::ask, "both ends say it"}};
using Mapped = std::map<std::string, Meaning, std::less<>>;

Element component(std::string id, std::string name = {}) {
    Element e{.id = std::move(id), .record = Component{}};
    if (!name.empty()) e.record.component().name = std::move(name);
    return e;
}
Element process(std::string id) { return {.id = std::move(id), .record = Process{}}; }

const Drop* dropped(const Draft& d, std::string_view reason) {
    for (const Drop& drop : d.balance.dropped)
        if (drop.reason == reason) return &drop;
    return nullptr;
}

}  // namespace

TEST_CASE("every relation is a need or under one reason, whatever its ends are") {
    const Mapped mapped{{"mine", Meaning::needs}};
    Core core("t", rules, mapped);
    for (const char* id : {"a", "b", "c", "d"}) core.add(component(id));
    core.add(process("p"));
    core.leave_out("note", "a picture", "end is a picture");
    const auto relate = [&](const char* from, const char* word, const char* to) {
        core.relate({.from = from, .to = to, .type = word});
    };
    relate("a", "feeds", "b");
    relate("p", "uses", "a");
    relate("a", "mine", "c");
    relate("d", "one of", "a");
    relate("d", "one of", "b");
    relate("c", "one of", "d");  // one alone is no group
    relate("a", "near", "b");
    relate("a", "odd", "b");
    relate("a", "never heard", "b");
    relate("a", "never heard", "c");
    relate("a", "uses", "nobody");
    relate("note", "uses", "a");
    relate("a", "uses", "a");
    relate("a", "uses", "p");
    relate("b", "uses", "a");
    core.drop("by the reader", "x");
    Diagnostics out;
    const Draft d = std::move(core).settle(out);
    const auto& c = d.landscape.components;
    CHECK(*c.at("b").needs.at(0).members[0] == "a");
    CHECK(c.at("d").needs.size() == 1);
    CHECK(c.at("d").needs[0].kind == Need::Kind::any);
    CHECK(c.at("d").needs[0].members.size() == 2);
    CHECK(c.at("c").needs.at(0).kind == Need::Kind::all);
    CHECK(*d.landscape.processes.at("p").department == "unassigned");
    CHECK(*d.landscape.processes.at("p").source == "t:p");
    CHECK(d.balance.needs == 6);
    for (const auto& [reason, n] :
         std::map<std::string, std::size_t>{{"no need: near", 1},
                                            {"relation of unknown meaning", 3},
                                            {"end not there", 1},
                                            {"end is a picture", 1},
                                            {"self", 1},
                                            {"a component would need a process", 1},
                                            {"duplicate", 1},
                                            {"by the reader", 1},
                                            {"a picture", 1}}) {
        const auto& shown_reason = reason;
        CAPTURE(shown_reason);
        REQUIRE(dropped(d, reason) != nullptr);
        CHECK(dropped(d, reason)->count == n);
    }
    std::size_t elements = d.balance.components + d.balance.processes, relations = d.balance.needs;
    for (const Drop& drop : d.balance.dropped)
        (drop.what == "element" ? elements : relations) += drop.count;
    CHECK(elements == d.balance.elements);
    CHECK(relations == d.balance.relations);
    // One question for each word.
    REQUIRE(out.all.size() == 2);
    CHECK(out.all[0].message.find("2 relations `never heard`") != std::string::npos);
    CHECK(out.all[0].help.find("--map-relation 'never heard=needs'") != std::string::npos);
}

TEST_CASE("owners and suppliers become records, and give way to elements of their name") {
    const Mapped none;
    Core core("t", rules, none);
    Element e = component("1", "SAP");
    e.supplier = "v1";
    e.owner = "Finance";
    core.supplier("v1", "SAP");
    core.add(std::move(e));
    Diagnostics out;
    const Draft d = std::move(core).settle(out);
    CHECK(*d.landscape.components.at("sap").supplier == "sap-supplier");
    CHECK(*d.landscape.suppliers.at("sap-supplier").name == "SAP");
    CHECK(*d.landscape.components.at("sap").owner == "finance");
    CHECK(d.landscape.departments.contains("finance"));
}

TEST_CASE("owners and suppliers that the source does not name have no name") {
    const Mapped none;
    Core core("t", rules, none);
    Element e = component("1", "SAP");
    e.supplier = "v1";
    e.owner = "o1";
    core.supplier("v1", "");
    core.owner("o1", "");
    core.add(std::move(e));
    Diagnostics out;
    const Draft d = std::move(core).settle(out);
    const Component& c = d.landscape.components.at("sap");
    CHECK_FALSE(d.landscape.suppliers.at(*c.supplier).name);
    CHECK_FALSE(d.landscape.departments.at(*c.owner).name);
}

TEST_CASE("slugs") {
    CHECK(slug("Customer Data  Access (v2)") == "customer-data-access-v2");
    CHECK(slug("Zoë's Café") == "zoe-s-cafe");
    CHECK(slug("ŁÓDŹ_1.2") == "lodz_1.2");
    CHECK(slug("--x--") == "x");
    CHECK(slug("日本") == "");
    CHECK(slug(std::string(500, 'a')).size() == 100);
}

TEST_CASE("an id does not depend on the order, nor on others with another name") {
    const std::vector<Named> some = {{"Oracle", "5"}, {"SAP", "6"}, {"Oracle", "7"}};
    CHECK(ids_for(some) == std::vector<std::string>{"oracle-5", "sap", "oracle-7"});
    const std::vector<Named> turned = {{"Oracle", "7"}, {"New", "8"}, {"oracle", "5"}};
    CHECK(ids_for(turned) == std::vector<std::string>{"oracle-7", "new", "oracle-5"});
    // A name that is what a mark would make, and ids that cannot be read.
    const std::vector<Named> hard = {
        {"Oracle", "5"}, {"Oracle", "7"}, {"Oracle 5", "9"}, {"日本", "a"}, {"本", "b"}};
    const auto ids = ids_for(hard);
    CHECK(std::set<std::string>(ids.begin(), ids.end()).size() == ids.size());
    CHECK(ids[1] == "oracle-7");
}
