// Whatever the bytes: an import ends, with errors or with a landscape that reads back.
#include "imported.h"
#include "seeded.h"
#include "temporary_file.h"

using namespace knockon;
using test::Imported;

namespace {

struct Seed {
    const char* name;  // its ending tells what it is
    const char* text;
};

constexpr Seed seeds[] = {
    {"compose.yaml",
     "services:\n  a: &a {image: 'postgres:1', depends_on: {b: {condition: service_healthy}}}\n"
     "  b: {<<: *a, scale: 2, links: ['a:x'], network_mode: 'service:a'}\n  c: {extends: {service: b}}\n"},
    {"k8s.yaml",
     "apiVersion: v1\nkind: Service\nmetadata: {name: s, namespace: n}\nspec: {selector: {a: b}, type: LoadBalancer}\n"
     "---\napiVersion: apps/v1\nkind: Deployment\nmetadata: {name: d, namespace: n}\nspec: {replicas: 2, template: {metadata: {labels: {a: b}}, "
     "spec: {containers: [{image: redis, env: [{name: X_HOST, value: s}], args: ['http://s:80']}]}}}\n"},
    {"plan.json",
     R"({"terraform_version": "1", "planned_values": {"root_module": {"resources": [{"address": "a.b[\"x.y\"]", "mode": "managed", "type": "a", "name": "b"}],
"child_modules": [{"address": "module.m[0]", "resources": [{"address": "module.m[0].c.d", "mode": "data", "type": "c", "name": "d"}]}]}},
"resource_changes": [{"address": "a.b", "mode": "managed", "change": {"actions": ["delete", "create"]}}],
"configuration": {"root_module": {"resources": [{"address": "a.b", "mode": "managed", "type": "a", "name": "b", "expressions": {"x": {"references": ["module.m.o", "local.z"]}}}],
"module_calls": {"m": {"expressions": {"v": {"references": ["a.b"]}}, "module": {"outputs": {"o": {"expression": {"references": ["data.c.d", "var.v"]}}},
"resources": [{"address": "data.c.d", "mode": "data", "type": "c", "name": "d"}]}}}}}})"},
    {"ci.csv",
     "sys_id;name;sys_class_name;operational_status;vendor;department\n1;\"A;\"\"x\"\"\";cmdb_ci_server;1;V;Sales\n2;B;cmdb_ci_business_process;1;;\n"},
    {"own.csv",
     "naam,soort,eigenaar,leverancier,afhankelijk van,rto,exposed,end_of_life\nKassa,proces,Winkel,,db,\"1,5\",ja,2027-01-01\ndb,database,,V,,,nee,\n"},
};

std::string mutated(std::string text, test::Seeded& r) {
    for (int n = r.between(1, 4); n > 0 && !text.empty(); --n) {
        const std::size_t at = r.below(text.size());
        switch (r.below(5)) {
            case 0:
                text[at] = static_cast<char>(r.below(256));
                break;
            case 1:
                text.erase(at, r.below(12) + 1);
                break;
            case 2:
                text.insert(at, text.substr(r.below(text.size()), r.below(20)));
                break;
            case 3:
                text.insert(at, 1, "{}[]\",:;\n\t*&!<#$"[r.below(16)]);
                break;
            default:
                text.resize(at);
        }
    }
    return text;
}

}  // namespace

TEST_CASE("mutated files of each format end in errors or in a landscape that reads back") {
    test::Seeded r(11);
    std::size_t imported = 0;
    for (const Seed& seed : seeds)
        for (int round = 0; round < 400; ++round) {
            const std::string text = round == 0 ? seed.text : mutated(seed.text, r);
            const Imported i(text, {}, seed.name);
            if (round == 0) REQUIRE_MESSAGE(!i.out.has_errors(), i.said());
            if (i.out.has_errors()) continue;
            ++imported;
            const test::TemporaryFile written(i.yaml());
            Sources sources;
            Diagnostics out;
            read_landscape({&written.path, 1}, {}, sources, out);
            CHECK_MESSAGE(!out.has_errors(), render(out, sources), text);
            const Balance& b = i.draft.balance;
            std::size_t elements = 0, relations = 0;
            for (const Drop& d : b.dropped) (d.what == "element" ? elements : relations) += d.count;
            CHECK(relations <= b.relations);
            CHECK(elements <= b.elements);
        }
    CHECK(imported > 200);
}
