// Kubernetes manifests, also as `helm template` and kustomize print them.
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <set>
#include <tuple>

#include "base/codes.h"
#include "base/text.h"
#include "convert/few.h"
#include "convert/format.h"
#include "convert/hosts.h"
#include "convert/kinds.h"
#include "convert/written.h"

namespace knockon::kubernetes {
namespace {

constexpr RelationRule rules[] = {
    {"selector", Meaning::needs, "a Service needs the workloads that it selects; one of several"},
    {"address", Meaning::needs, "a workload names a Service as a host: a guess"},
    {"externalName", Meaning::needs, "another name for a Service"},
    {"volume", Meaning::needs, "a workload needs its PersistentVolumeClaims"},
};

constexpr Becomes elements[] = {
    {"Deployment, StatefulSet, DaemonSet, ReplicaSet, ReplicationController, Pod, Job, CronJob",
     "component", "id is KIND/NAME, with a namespace KIND/NAMESPACE/NAME"},
    {"Service", "component", "kind capability: it fails only with its workloads"},
    {"PersistentVolumeClaim", "component", "kind data"},
    {"replicas, minReplicas of an autoscaler", "component",
     "one for each instance, of which one must be up, or minAvailable of a PodDisruptionBudget"},
    {"Ingress, Gateway routes, type LoadBalancer", "exposed", "of the Services behind them"},
    {"nodeSelector topology.kubernetes.io/zone", "site", ""},
    {"ConfigMap", "nothing", "addresses in it count where a workload takes it as environment"},
    {"replicas: 0, all other kinds", "nothing", ""},
};

constexpr std::string_view notes[] = {
    "An address is a host with a port or a scheme, or the value of a variable named …_HOST, "
    "…_ADDR, "
    "…_URL or the like, in the environment or the arguments of a container.",
    "Secrets are never read. What a workload takes from outside of the manifests is not seen.",
    "Templates of a chart are no manifests: give what `helm template` prints.",
};

using LabelSet = std::map<std::string, std::string>;

std::optional<Value> at(std::optional<Value> v, std::initializer_list<std::string_view> path) {
    for (const std::string_view key : path) v = v ? v->find(key) : std::nullopt;
    return v;
}
std::string text(std::optional<Value> v, std::initializer_list<std::string_view> path) {
    v = at(v, path);
    return v ? std::string(v->text()) : std::string{};
}
template <class Each>
void each(std::optional<Value> v, Each&& f) {
    if (v && (v->is_list() || v->is_map()))
        for (const Value item : *v) f(item);
}

LabelSet labels_of(std::optional<Value> v) {
    LabelSet labels;
    each(v, [&](Value l) { labels.emplace(l.key(), l.text()); });
    return labels;
}

bool is_within(const LabelSet& some, const LabelSet& all) {
    return !some.empty() && std::all_of(some.begin(), some.end(), [&](const auto& l) {
        const auto found = all.find(l.first);
        return found != all.end() && found->second == l.second;
    });
}

int whole(const std::string& written, int otherwise) {
    int n = 0;
    const auto [end, error] = std::from_chars(written.data(), written.data() + written.size(), n);
    return error == std::errc{} && end == written.data() + written.size() && n >= 0 ? n : otherwise;
}

std::string id_of(std::string_view kind, std::string_view space, std::string_view name) {
    std::string id(kind);
    if (!space.empty()) id.append("/").append(space);
    return id.append("/").append(name);
}
struct Item {
    std::string kind, name, space;
    Value value;
    std::string id = id_of(kind, space, name);
};
struct Workload {
    Item item;
    std::optional<Value> pod;  // its spec
    LabelSet labels;
    int replicas = 1, available = 1;
};
struct Service {
    Item item;
    LabelSet selector;
};

class Reader {
  public:
    explicit Reader(Importing& in) : in_(in) {}

    void read() {
        for (const Opened& input : in_.inputs)
            for (std::size_t d = 0; d < input.documents.size(); ++d) {
                const bool last = d > 0 && d + 1 == input.documents.size();
                if (!take(input.root(d)) && last)
                    in_.out.warning(code::bad_import, input.root(d).at(),
                                    "the last document has no kind or no name: the file may be cut off here",
                                    "write the file again, as a whole");
            }
        for (const Item& i : items_) sort(i);
        tell_without_pod();
        index();
        for (const Item& i : items_) adjust(i);
        for (const Item& i : items_) expose(i);
        for (const Workload& w : workloads_) add(w);
        for (const Service& s : services_) add(s);
        for (const Workload& w : workloads_) relate(w);
        for (const Service& s : services_) relate(s);
    }

  private:
    /// False where that is no object; nothing at all (a comment between two lines `---`) is none that is missed.
    bool take(Value root) {
        if (text(root, {"kind"}).ends_with("List") && root.find("items")) {
            each(root.find("items"), [&](Value item) { take_one(item); });
            return true;
        }
        return root.is_null() || take_one(root);
    }
    bool take_one(Value v) {
        std::string name = text(v, {"metadata", "name"});
        if (name.empty()) name = text(v, {"metadata", "generateName"});
        Item item{text(v, {"kind"}), std::move(name), text(v, {"metadata", "namespace"}), v};
        const bool whole = !item.kind.empty() && !item.name.empty();
        if (whole)
            items_.push_back(std::move(item));
        else
            in_.core.drop_element("no kind or no name",
                                  fmt::format("{} in line {}", item.kind.empty() ? "a document" : item.kind, v.at().line));
        return whole;
    }

    void sort(const Item& i) {
        constexpr std::array<std::string_view, 6> templated = {
            "Deployment", "StatefulSet", "DaemonSet", "ReplicaSet", "ReplicationController", "Job"};
        const bool has_template =
            std::find(templated.begin(), templated.end(), i.kind) != templated.end();
        if (i.kind == "Pod") {
            workloads_.push_back(
                {i, i.value.find("spec"), labels_of(at(i.value, {"metadata", "labels"})), 1, 1});
        } else if (has_template || i.kind == "CronJob") {
            const auto pod = has_template
                                 ? at(i.value, {"spec", "template"})
                                 : at(i.value, {"spec", "jobTemplate", "spec", "template"});
            const std::string replicas = text(i.value, {"spec", "replicas"});
            const int n = i.kind == "Job" || i.kind == "CronJob" ? 1 : whole(replicas, 1);
            if (n == 0) return in_.core.leave_out(i.id, "replicas: 0", "end has no replicas");
            in_.core.refuse_template(replicas, i.value.at());
            if (!pod) without_pod_.push_back(i);
            workloads_.push_back(
                {i, at(pod, {"spec"}), labels_of(at(pod, {"metadata", "labels"})), n, 1});
        } else if (i.kind == "Service") {
            services_.push_back({i, labels_of(at(i.value, {"spec", "selector"}))});
            if (text(i.value, {"spec", "type"}) == "LoadBalancer") exposed_.insert(i.id);
        } else if (i.kind == "PersistentVolumeClaim") {
            Element e{
                .id = i.id, .record = Component{}, .called = i.name + "-pvc", .at = i.value.at()};
            e.record.component().kind = std::string("data");
            e.record.component().name = i.name;
            in_.core.add(std::move(e));
        } else {
            if (i.kind == "ConfigMap") maps_[{i.space, i.name}] = i.value.find("data");
            in_.core.leave_out(i.id, "kind " + i.kind);
        }
    }

    void tell_without_pod() {
        if (without_pod_.empty()) return;
        std::vector<std::string> ids;
        for (const Item& i : without_pod_) ids.push_back(i.id);
        in_.out.warning(code::bad_import, without_pod_.front().value.at(),
                        fmt::format("no containers are said of {}: what runs there and what it needs is not known",
                                    first_few(ids, 3)),
                        "give the whole manifest; the file may be cut off, or a patch to another");
    }

    void index() {
        for (Workload& w : workloads_) {
            by_id_.emplace(w.item.id, &w);
            workload_names_.emplace(w.item.space, w.item.name);
            for (const auto& [key, value] : w.labels) by_label_[{w.item.space, key, value}].push_back(&w);
        }
        for (const Service& s : services_) by_name_.emplace(std::pair(s.item.space, s.item.name), &s);
    }

    /// The workloads that a selector matches, in the order in which they stand.
    std::vector<Workload*> selected(const std::string& space, const LabelSet& selector) const {
        std::vector<Workload*> chosen;
        if (selector.empty()) return chosen;
        const auto found = by_label_.find({space, selector.begin()->first, selector.begin()->second});
        if (found == by_label_.end()) return chosen;
        for (Workload* w : found->second)
            if (is_within(selector, w->labels)) chosen.push_back(w);
        return chosen;
    }

    /// What other objects say of the instances of a workload.
    void adjust(const Item& i) {
        if (i.kind == "HorizontalPodAutoscaler") {
            const std::string kind = text(i.value, {"spec", "scaleTargetRef", "kind"});
            const std::string name = text(i.value, {"spec", "scaleTargetRef", "name"});
            const auto [first, last] = by_id_.equal_range(id_of(kind, i.space, name));
            for (auto w = first; w != last; ++w)
                w->second->replicas = std::max(1, whole(text(i.value, {"spec", "minReplicas"}), 1));
        } else if (i.kind == "PodDisruptionBudget") {
            const LabelSet selector = labels_of(at(i.value, {"spec", "selector", "matchLabels"}));
            const int n = whole(text(i.value, {"spec", "minAvailable"}), 1);
            for (Workload* w : selected(i.space, selector)) w->available = std::max(1, n);
        }
    }

    /// Services that a door to the outside leads to: `service: {name: …}`, `backendRefs`, and
    /// `serviceName` of the older form.
    void expose(const Item& i) {
        if (i.kind != "Ingress" && !i.kind.ends_with("Route")) return;
        std::vector<Value> open{i.value};
        while (!open.empty()) {
            const Value v = open.back();
            open.pop_back();
            for (const Value inner : v) {
                const std::string_view key = v.is_map() ? inner.key() : std::string_view{};
                if (key == "service") expose(i, text(inner, {"name"}));
                if (key == "serviceName") expose(i, std::string(inner.text()));
                if (key == "backendRefs")
                    each(inner, [&](Value ref) { expose(i, text(ref, {"name"})); });
                if (inner.is_map() || inner.is_list()) open.push_back(inner);
            }
        }
    }
    void expose(const Item& door, const std::string& name) {
        if (!name.empty()) exposed_.insert(id_of("Service", door.space, name));
    }

    void add(const Workload& w) {
        Element e{.id = w.item.id, .record = Component{}, .at = w.item.value.at()};
        if (w.pod) e.version = written(*w.pod);
        Component& c = e.record.component();
        c.name = w.item.name;
        std::string image;
        each(at(w.pod, {"containers"}), [&](Value container) {
            const std::string one = text(container, {"image"});
            in_.core.refuse_template(one, w.item.value.at());
            if (image.empty() && !kind_of_image(one).empty()) image = one;
        });
        c.kind = std::string(image.empty() ? "service" : kind_of_image(image));
        if (!image.empty()) e.guesses.push_back("guessed: kind, from image " + image);
        const std::string zone = text(w.pod, {"nodeSelector", "topology.kubernetes.io/zone"});
        if (!zone.empty()) c.more.set().site = zone;
        e.instances = std::min(w.replicas, 1000);
        e.at_least = std::min(w.available, e.instances);
        in_.core.add(std::move(e));
    }

    void add(const Service& s) {
        Element e{.id = s.item.id,
                  .record = Component{},
                  .called = s.item.name + "-svc",
                  .at = s.item.value.at()};
        Component& c = e.record.component();
        // Where a workload has the name already, the id says more.
        const bool workload = workload_names_.contains({s.item.space, s.item.name});
        if (!workload) c.name = s.item.name;
        c.kind = std::string("capability");
        if (exposed_.contains(s.item.id)) c.more.set().exposed = true;
        in_.core.add(std::move(e));
    }

    void relate(const Service& s) {
        const std::vector<Workload*> chosen = selected(s.item.space, s.selector);
        const bool several = chosen.size() > 1;
        for (const Workload* w : chosen)
            in_.core.relate({.from = s.item.id,
                             .to = w->item.id,
                             .type = "selector",
                             .at = s.item.value.at(),
                             .group = several ? "selector" : "",
                             .origin = several ? Origin::guessed : Origin::stated,
                             .guess = several ? "guessed: one of those selected is enough" : ""});
        if (chosen.empty() && !s.selector.empty())
            in_.core.drop("selector of no workload", s.item.id);
        const std::string other = text(s.item.value, {"spec", "externalName"});
        for (const HostAddress& a : addresses_in(other, true))
            if (const Service* target = find(a, s.item.space))
                in_.core.relate({.from = s.item.id,
                                 .to = target->item.id,
                                 .type = "externalName",
                                 .at = s.item.value.at()});
    }

    void relate(const Workload& w) {
        std::map<HostAddress, std::string> named;  // and the variable or argument that names it
        for (const std::string_view list : {"initContainers", "containers"})
            each(at(w.pod, {list}), [&](Value container) {
                each(container.find("env"), [&](Value v) { variable(w, v, named); });
                each(container.find("envFrom"), [&](Value v) {
                    const auto map = maps_.find({w.item.space, text(v, {"configMapRef", "name"})});
                    if (map != maps_.end())
                        each(map->second, [&](Value d) { note(d.key(), d.text(), named); });
                });
                for (const std::string_view words : {"command", "args"})
                    each(container.find(words), [&](Value v) { note(words, v.text(), named); });
            });
        for (const auto& [address, where] : named) {
            if (const Service* s = find(address, w.item.space))
                in_.core.relate({.from = w.item.id,
                                 .to = s->item.id,
                                 .type = "address",
                                 .at = w.item.value.at(),
                                 .origin = Origin::guessed,
                                 .guess = "guessed: named in " + where});
            else if (address.certain)
                in_.core.drop("address of no service", w.item.id + " → " + address.name);
        }
        each(at(w.pod, {"volumes"}), [&](Value v) {
            const std::string claim = text(v, {"persistentVolumeClaim", "claimName"});
            if (!claim.empty())
                in_.core.relate({.from = w.item.id,
                                 .to = id_of("PersistentVolumeClaim", w.item.space, claim),
                                 .type = "volume",
                                 .at = v.at()});
        });
    }

    void variable(const Workload& w, Value v, std::map<HostAddress, std::string>& named) {
        const std::string name = text(v, {"name"});
        note(name, text(v, {"value"}), named);
        const auto ref = at(v, {"valueFrom", "configMapKeyRef"});
        const auto map = maps_.find({w.item.space, text(ref, {"name"})});
        if (ref && map != maps_.end()) note(name, text(map->second, {text(ref, {"key"})}), named);
    }

    static void note(std::string_view where, std::string_view value,
                     std::map<HostAddress, std::string>& named) {
        for (HostAddress& a : addresses_in(value, names_a_host(where)))
            named.emplace(std::move(a), std::string(where));
    }

    const Service* find(const HostAddress& a, const std::string& space) const {
        const auto found = by_name_.find(std::pair(a.space.empty() ? space : a.space, a.name));
        return found == by_name_.end() ? nullptr : found->second;
    }

    Importing& in_;
    std::vector<Item> items_, without_pod_;
    std::vector<Workload> workloads_;
    std::vector<Service> services_;
    std::multimap<std::string, Workload*> by_id_;
    std::set<std::pair<std::string, std::string>> workload_names_;  // of workloads, namespace first
    std::map<std::tuple<std::string, std::string, std::string>, std::vector<Workload*>> by_label_;  // namespace first
    std::map<std::pair<std::string, std::string>, const Service*> by_name_;                          // likewise
    std::map<std::pair<std::string, std::string>, std::optional<Value>> maps_;
    std::set<std::string> exposed_;
};

bool recognises(const Opened& input, const Sources&) {
    const auto is_manifest = [](Value root) {
        const std::string version = text(root, {"apiVersion"});
        return !version.empty() && !text(root, {"kind"}).empty() &&
               !version.starts_with("backstage.io");
    };
    return (input.looks == Looks::yaml || input.looks == Looks::json) &&
           any_document(input, is_manifest);
}

}  // namespace

Format format() {
    return {.name = "kubernetes",
            .title = "Kubernetes manifests",
            .files = "manifests, or what `helm template` or `kustomize build` prints",
            .recognises = recognises,
            .read = [](Importing& in) { Reader(in).read(); },
            .relations = rules,
            .elements = elements,
            .notes = notes};
}

}  // namespace knockon::kubernetes
