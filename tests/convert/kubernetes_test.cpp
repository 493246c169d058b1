#include "imported.h"

using namespace knockon;
using test::Imported;
using test::Needs;

namespace {

std::string deployment(const std::string& name, const std::string& spec,
                       const std::string& top = "") {
    return "---\napiVersion: apps/v1\nkind: Deployment\nmetadata: {name: " + name + "}\nspec: {" +
           top + "selector: {matchLabels: {app: " + name +
           "}}, template: {metadata: {labels: {app: " + name + "}}, spec: {" + spec + "}}}\n";
}
std::string service(const std::string& name, const std::string& spec) {
    return "---\napiVersion: v1\nkind: Service\nmetadata: {name: " + name + "}\nspec: {" + spec +
           "}\n";
}

}  // namespace

TEST_CASE("services select workloads, workloads name services") {
    const Imported i(
        deployment(
            "web",
            "containers: [{image: web:1, args: ['--api=http://api:80/x', '--own=web:80'], "
            "env: [{name: DB_HOST, value: db}, {name: CACHE, value: db}, "
            "{name: FAR, value: 'https://api.example.com:443'}, {name: OLD, value: 'gone:80'}, "
            "{name: X, value: 'db.other:5432'}]}]") +
        deployment("api",
                   "containers: [{image: api, envFrom: [{configMapRef: {name: conf}}], "
                   "env: [{name: Q, valueFrom: {secretKeyRef: {name: s, key: k}}}]}]") +
        deployment("db",
                   "containers: [{image: 'library/postgres:15'}], volumes: "
                   "[{persistentVolumeClaim: {claimName: disk}}]") +
        service("web", "type: LoadBalancer, selector: {app: web}") +
        service("api", "selector: {app: api}") + service("db", "selector: {app: db}") +
        service("empty", "selector: {app: nobody}") +
        "---\napiVersion: v1\nkind: ConfigMap\nmetadata: {name: conf}\ndata: {URL: "
        "'postgres://u:p@db/x'}\n"
        "---\napiVersion: v1\nkind: PersistentVolumeClaim\nmetadata: {name: disk}\n");
    CHECK(i.said() == "");
    CHECK(i.needs() == Needs{"api-svc>api", "api>db-svc", "db-svc>db", "db>disk-pvc", "web-svc>web",
                             "web>api-svc", "web>db-svc", "web>web-svc"});
    CHECK(i.dropped("address of no service") == 1);
    CHECK(i.dropped("selector of no workload") == 1);
    CHECK(i.dropped("kind ConfigMap") == 1);
    const auto& c = i.draft.landscape.components;
    CHECK(*c.at("web-svc").source == "kubernetes:Service/web");
    CHECK(*c.at("web-svc").more->exposed);
    CHECK(!c.at("api-svc").more->exposed);
    CHECK(*c.at("db").kind == "database");
    CHECK(*c.at("web").needs[1].terms->origin == Origin::guessed);
    CHECK(i.yaml().find("# guessed: named in DB_HOST") != std::string::npos);
    CHECK(i.yaml().find("u:p@") == std::string::npos);
}

TEST_CASE("instances: replicas, an autoscaler over them, a budget of evictions, none at all") {
    const Imported i(
        deployment("a", "containers: []", "replicas: 3, ") +
        deployment("b", "containers: []", "replicas: 1, ") +
        deployment("off", "containers: []", "replicas: 0, ") +
        "---\napiVersion: autoscaling/v2\nkind: HorizontalPodAutoscaler\nmetadata: {name: h}\n"
        "spec: {minReplicas: 2, scaleTargetRef: {kind: Deployment, name: b}}\n"
        "---\napiVersion: policy/v1\nkind: PodDisruptionBudget\nmetadata: {name: p}\n"
        "spec: {minAvailable: 2, selector: {matchLabels: {app: a}}}\n");
    CHECK(i.needs() == Needs{"a>2(a-1|a-2|a-3)", "b>(b-1|b-2)"});
    CHECK(*i.draft.landscape.components.at("a-2").source == "kubernetes:Deployment/a");
    CHECK(i.dropped("replicas: 0") == 1);
}

TEST_CASE("several workloads behind one service stand in for each other: a guess") {
    const Imported i(
        "apiVersion: v1\nkind: List\nitems:\n"
        "- {apiVersion: v1, kind: Pod, metadata: {name: blue, namespace: s, labels: {app: x}}, "
        "spec: {}}\n"
        "- {apiVersion: v1, kind: Pod, metadata: {name: green, namespace: s, labels: {app: x, y: "
        "z}}, spec: {}}\n"
        "- {apiVersion: v1, kind: Pod, metadata: {name: other, namespace: t, labels: {app: x}}, "
        "spec: {}}\n"
        "- {apiVersion: v1, kind: Service, metadata: {name: x, namespace: s}, spec: {selector: "
        "{app: x}}}\n");
    CHECK(i.needs() == Needs{"x-svc>(blue|green)"});
    CHECK(*i.draft.landscape.components.at("blue").source == "kubernetes:Pod/s/blue");
    CHECK(*i.draft.landscape.components.at("x-svc").needs[0].terms->origin == Origin::guessed);
}

TEST_CASE("a template of a chart is no manifest") {
    const Imported i(
        "apiVersion: v1\nkind: Service\nmetadata:\n  name: {{ .Values.name }}\n  {{- if x }}\n");
    CHECK(i.has("K305"));
    CHECK(i.said().find("helm template") != std::string::npos);
    CHECK(i.out.all.size() == 1);
}

TEST_CASE("a template between quotes is none either, in names, images and numbers of instances") {
    const auto deployment = [](std::string name, std::string image, std::string replicas) {
        return Imported("apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: " + name + "}\nspec:\n  replicas: " + replicas +
                        "\n  template: {spec: {containers: [{image: " + image + "}]}}\n");
    };
    CHECK_FALSE(deployment("web", "nginx", "1").out.has_errors());
    for (const Imported& i : {deployment("'{{ .Release.Name }}-web'", "nginx", "1"), deployment("web", "'{{ .Values.image }}'", "1"),
                              deployment("web", "nginx", "'{{ .Values.n }}'")}) {
        CHECK(i.out.has_errors());
        CHECK(i.said().find(":1:1: error[K305]: a template that nobody has filled in: `") != std::string::npos);
        CHECK(i.said().find("`helm template`") != std::string::npos);
    }
}

TEST_CASE("a file that is cut off says where; comments between documents are nothing") {
    const std::string whole = "apiVersion: v1\nkind: Service\nmetadata: {name: a}\n---\n# nothing\n---\n";
    const Imported fine(whole + "kind: Service\nmetadata: {name: b}\n");
    CHECK(fine.said() == "");
    CHECK(fine.draft.balance.elements == 2);
    const Imported cut(whole + "apiVersion: v1\nkind: Service\n");
    CHECK(cut.said().find("x:7:1: warning[K305]: the last document has no kind or no name") != std::string::npos);
    CHECK(cut.dropped("no kind or no name") == 1);
    const Imported body(whole + "kind: Deployment\nmetadata: {name: c}\n");
    CHECK(body.said().find("x:7:1: warning[K305]: no containers are said of Deployment/c") != std::string::npos);
}
