#include "convert/core.h"

#include <fmt/format.h>

#include <algorithm>

namespace knockon {

void Drop::example(std::string one) {
    if (wants_examples() && !one.empty() && std::find(examples.begin(), examples.end(), one) == examples.end())
        examples.push_back(std::move(one));
}

Drop& Core::count(std::string_view what, std::string_view reason, std::size_t n) {
    auto& all = balance_.dropped;
    auto drop = std::find_if(all.begin(), all.end(), [&](const Drop& d) { return d.what == what && d.reason == reason; });
    if (drop == all.end()) drop = all.insert(drop, Drop{what, std::string(reason), 0, {}});
    drop->count += n;
    return *drop;
}

Core::Known& Core::known(std::uint32_t word) {
    if (word >= known_.size()) known_.resize(words_.size());
    return known_[word];
}

void Core::refuse_template(std::string_view text, Position at) {
    if (text.find("{{") == text.npos) return;
    if (templates_.empty()) first_template_ = at;
    templates_.push_back(fmt::format("`{}`", text));
}

Element* Core::add(Element e) {
    ++balance_.elements;
    refuse_template(e.id, e.at);
    Known& k = known(words_.of(e.id));
    if (k.element != none) {
        count("element", "id used before").example(e.id);
        return &elements_[k.element];
    }
    k.element = static_cast<std::uint32_t>(elements_.size());
    return &elements_.emplace_back(std::move(e));
}

Element* Core::find(std::string_view id) {
    const std::uint32_t word = words_.find(id);
    const std::uint32_t element = word < known_.size() ? known_[word].element : none;
    return element == none ? nullptr : &elements_[element];
}

void Core::leave_out(const std::string& id, std::string_view reason,
                     std::string_view of_relations) {
    drop_element(reason, id);
    const std::uint32_t why = words_.of(of_relations);
    Known& k = known(words_.of(id));
    if (k.left_out == none) k.left_out = why;
}

void Core::drop_element(std::string_view reason, std::string_view example) {
    ++balance_.elements;
    count("element", reason).example(std::string(example));
}

void Core::owner(const std::string& key, std::string_view name) { owners_.emplace(key, std::string(name)); }
void Core::supplier(const std::string& key, std::string_view name) { suppliers_.emplace(key, std::string(name)); }

void Core::known_as(const std::string& id, std::string_view name) {
    if (!name.empty()) known_as_.emplace(id, std::string(name));
}

void Core::call(std::string_view name, const std::string& id) {
    if (name.empty()) return;
    const std::uint32_t meant = words_.of(id), word = words_.of(name);
    Known& k = known(word);
    if (k.named == none) called_.push_back(word);
    k.named = k.named == none || k.named == meant ? meant : several;
}

void Core::relate(std::string_view from, std::string_view to, std::string_view type, Position at) {
    ++balance_.relations;
    ties_.push_back({.from = words_.of(from), .to = words_.of(to), .type = words_.of(type), .at = at});
}

void Core::relate(const Relation& r) {
    ++balance_.relations;
    ties_.push_back({words_.of(r.from), words_.of(r.to), words_.of(r.type), words_.of(r.group), words_.of(r.guess),
                     r.at_least, r.origin, r.at});
}

void Core::drop(std::string_view reason, std::string_view example, std::size_t n) {
    balance_.relations += n;
    count("relation", reason, n).example(std::string(example));
}

}  // namespace knockon
