// convert/core.h: what a reader found, in no tool's terms, and what becomes of it.
//
// A reader adds elements (components and processes, with the fields that the source states),
// relations (two ids of the source, and the word that the source has for what is between them),
// owners and suppliers. What a word means is looked up in the table of the format; ends are looked
// up when all is read. Every element and relation is counted once: it is in the landscape, or under
// a reason. `settle` turns it into a landscape.
#pragma once

#include <cstddef>
#include <cstdint>
#include <deque>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "base/diagnostic.h"
#include "convert/few.h"
#include "convert/interned.h"
#include "model/change.h"
#include "model/landscape.h"

namespace knockon {

/// Which end of a relation needs the other; `any`: the first needs one of all that it has this
/// relation to; `ask`: only those who wrote it know.
enum class Meaning { needs, needed_by, any, none, ask };
template <>
struct WordsOf<Meaning> {
    static constexpr std::string_view all[] = {"needs", "needed by", "any", "none", "ask"};
};

/// Whether a component or a process has that id.
inline bool has(const Landscape& l, const Id& id) {
    return l.components.contains(id) || l.processes.contains(id);
}

/// One row of a format's table of relations. Without `why` the word says it.
struct RelationRule {
    std::string_view relation;
    Meaning meaning = Meaning::ask;
    std::string_view why = {};
};

/// A component or a process, which is from the start where the landscape will have it.
class ComponentOrProcess {
  public:
    // NOLINTBEGIN(google-explicit-constructor): it is one
    ComponentOrProcess(Component c) : node_(node_of(std::move(c))) {}
    ComponentOrProcess(Process p) : node_(node_of(std::move(p))) {}
    // NOLINTEND(google-explicit-constructor)

    bool is_process() const { return std::holds_alternative<Node<Process>>(node_); }
    Component& component() const { return std::get<Node<Component>>(node_).mapped(); }
    Process& process() const { return std::get<Node<Process>>(node_).mapped(); }
    Labels& labels() const { return is_process() ? static_cast<Labels&>(process()) : component(); }
    /// Its id is behind all that are there.
    void move_to(Landscape& l, const Id& id) && {
        if (is_process())
            append(l.processes, std::get<Node<Process>>(node_), id);
        else
            append(l.components, std::get<Node<Component>>(node_), id);
    }

  private:
    template <class R>
    using Node = typename std::map<Id, R>::node_type;
    template <class R>
    static Node<R> node_of(R&& record) {
        std::map<Id, R> alone;
        alone.emplace(Id(), std::move(record));
        return alone.extract(alone.begin());
    }
    template <class R>
    static void append(std::map<Id, R>& records, Node<R>& node, const Id& id) {
        node.key() = id;
        records.insert(records.end(), std::move(node));
    }
    std::variant<Node<Component>, Node<Process>> node_;
};

/// Something that can become a component or a process.
struct Element {
    std::string id;              // the source's own; once in a format
    ComponentOrProcess record;   // name and fields; its id, `source`, needs, owner or department
                                 // and supplier are filled in later
    std::string owner = {};      // key of a department; empty: unknown
    std::string supplier = {};   // key of a supplier; of components
    std::string shared_id = {};  // stands in `source` instead of `id`
    std::string version = {};    // changes when it does: image, settings; not written
    std::string called = {};     // what its id is made of; empty: its name, or `id`
    int instances = 1;           // more: alike, of which `at_least` must be up
    int at_least = 1;
    std::vector<std::string> guesses = {};  // what of it is guessed, from what: comments
    Position at = {};

    bool is_process() const { return record.is_process(); }
};

/// From one element to another, in the order in which the source writes it.
struct Relation {
    std::string from, to;  // ids of the source
    std::string type;      // the source's word; looked up in the table
    Position at = {};
    std::string group = {};  // those of one consumer with the same word here are one `any`; empty:
                             // none, or all with a type that means any
    int at_least = 1;        // members of that group that must be up
    Origin origin = Origin::stated;
    std::string guess = {};  // what it is guessed from: a comment
};

/// Counted, not in the landscape.
struct Drop {
    std::string_view what;  // "element" or "relation"
    std::string reason;     // "end not there"
    std::size_t count = 0;
    std::vector<std::string> examples;  // a few, as the source names them

    bool wants_examples() const { return examples.size() < most_examples; }
    /// One more, where there is room and it is another one.
    void example(std::string one);
};

/// read = mapped + dropped.
struct Balance {
    std::size_t elements = 0, relations = 0;  // read
    std::size_t components = 0, processes = 0, suppliers = 0, needs = 0;
    std::vector<Drop> dropped;  // elements first, then in the order in which reasons are tried
};

/// What a plan says is done to one element of it.
struct PlannedStep {
    Verb verb = Verb::update;  // add, update, replace or remove
    std::string id;            // of the source; in a draft `FORMAT:ID`
    std::string note = {};     // what the verb alone does not say
    Position at = {};
};

/// A landscape with what has to be said beside it.
struct Draft {
    Landscape landscape;
    Balance balance;
    std::map<Id, std::vector<std::string>> guesses;         // by component or process
    std::map<Id, std::string> versions;                     // the same
    std::vector<PlannedStep> plan;                          // of a source that is one
    std::map<Id, std::map<Id, std::string>> needs_guessed;  // by consumer and first member
};

class Core {
  public:
    /// Relations that have no meaning in `mapped` are looked up in `rules`.
    Core(std::string_view format, std::span<const RelationRule> rules,
         const std::map<std::string, Meaning, std::less<>>& mapped)
        : format_(format), rules_(rules), mapped_(mapped) {}

    /// Ids that records have already, by their `source`; they keep them whatever they are called
    /// now.
    void keep_ids(std::map<std::string, Id> ids) { kept_ = std::move(ids); }

    /// One that has an id for the second time is dropped. The pointer holds.
    Element* add(Element e);
    Element* find(std::string_view id);
    /// An element that was read and belongs in no landscape. Relations with it as an end are
    /// dropped for `of_relations`, or as `end not there` where that is empty.
    void leave_out(const std::string& id, std::string_view reason,
                   std::string_view of_relations = {});
    /// The same of one that has no id.
    void drop_element(std::string_view reason, std::string_view example);
    /// Names for keys of `owner` and `supplier`; a key that is not named here is its own name. The
    /// first name of a key stays.
    void owner(const std::string& key, std::string_view name);
    void supplier(const std::string& key, std::string_view name);

    /// A text that decides on something and may be a template that nobody has filled in: an error, said once for all of
    /// them. Ids of elements are looked at anyway.
    void refuse_template(std::string_view text, Position at);

    /// What people call something that is left out; examples in the balance say it instead of the id.
    void known_as(const std::string& id, std::string_view name);

    /// Another word for an element, by which relations may name it: exactly, else whatever the case
    /// of its letters. One that several have leads to none of them (`name used twice`).
    void call(std::string_view name, const std::string& id);

    void relate(const Relation& r);
    /// One that is stated, in no group.
    void relate(std::string_view from, std::string_view to, std::string_view type, Position at);
    /// A relation that was read and is no need whatever its ends are.
    void drop(std::string_view reason, std::string_view example, std::size_t count = 1);

    void plan(PlannedStep s) { plan_.push_back(std::move(s)); }

    /// Questions about relations whose meaning nobody gave are warnings (K303).
    Draft settle(Diagnostics& out) &&;

  private:
    friend class Settling;

    /// A relation in few bytes: its words are numbers of `words_`.
    struct Tie {
        std::uint32_t from = 0, to = 0, type = 0, group = 0, guess = 0;
        int at_least = 1;
        Origin origin = Origin::stated;
        Position at;
    };
    /// What is known of a word that an id or a name may be.
    struct Known {
        std::uint32_t element = none;   // in `elements_`
        std::uint32_t named = none;     // the word of the id that is called so
        std::uint32_t left_out = none;  // the word for the reason
    };
    static constexpr std::uint32_t none = 0xFFFFFFFF, several = none - 1;

    Known& known(std::uint32_t word);
    /// Counts `n` more that were dropped for a reason.
    Drop& count(std::string_view what, std::string_view reason, std::size_t n = 1);

    std::string_view format_;
    std::span<const RelationRule> rules_;
    const std::map<std::string, Meaning, std::less<>>& mapped_;
    Interned words_;
    std::deque<Element> elements_;
    std::vector<Known> known_;               // by word
    std::vector<std::uint32_t> called_;      // words that are names
    std::map<std::string, std::string, std::less<>> known_as_;
    std::map<std::string, std::string, std::less<>> owners_, suppliers_;
    std::map<std::string, Id> kept_;
    std::vector<Tie> ties_;
    std::vector<PlannedStep> plan_;
    std::vector<std::string> templates_;
    Position first_template_;
    Balance balance_;
};

}  // namespace knockon
