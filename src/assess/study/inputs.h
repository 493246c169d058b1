// assess/study/inputs.h: the estimates that a result rests on, as places in a landscape and a change, so
// that they can be listed, drawn (outer_draws.h) and tried at other values (break_even.h).
#pragma once

#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "assess/answer/names.h"
#include "model/change.h"
#include "model/landscape.h"

namespace knockon {

/// One estimate. Both lengths of a recovery are one: who knows one better knows the other better.
struct InputPlace {
    enum class What { fails, works, takes, recovery, availability, times, capacity };
    What what = What::fails;
    /// Whose it is; `described`: of the component as the step adds or changes it.
    enum class Of { step, described, component, supplier, kind } of = Of::step;
    std::size_t step = 0;  // from 0
    Id id;                 // of a component or supplier, or a kind
    friend bool operator==(const InputPlace&, const InputPlace&) = default;
};

template <>
struct WordsOf<InputPlace::What> {
    static constexpr std::string_view all[] = {"fails",        "rollback.works", "rollback.takes", "recovery",
                                               "availability", "times",          "capacity"};
};

/// Where the value is held: an availability as the unavailability it leaves; a plain number for what
/// load comes to and what carries it.
using InputSlot =
    std::variant<Stated<Probability>*, Stated<Recovery>*, Length*, double*, Stated<double>*>;

/// The place must exist (assert).
InputSlot slot(const InputPlace& place, Landscape& l, Change& c);

/// "chance that step 3 (update ERP) fails", "availability of Customer records".
std::string input_name(const InputPlace& place, const Change& c, const Names& names);
/// Who could find out more: the owner of what it is about, else its supplier; empty: nobody is named.
Id who_knows(const InputPlace& place, const Landscape& after, const Change& c);
/// As --set takes it: "steps.3.fails", "components.crm.availability".
std::string input_path(const InputPlace& place, const Change& c);

struct UncertainInput {
    InputPlace place;
    std::string name;
    std::string text;  // what is said of it: "2% to 8%", "3 of 120", "30 min to 4 h"
    Position at;
};

/// Every range and every count that is stated: of the change in order, then of components,
/// suppliers and kinds by id.
std::vector<UncertainInput> uncertain_inputs(const Landscape& l, const Change& c);

/// What an answer says that takes these inputs at their best estimate; empty where there are none.
std::string best_estimate_note(const std::vector<UncertainInput>& inputs);

/// What is in a slot, in words.
std::string value_text(const InputPlace& place, const Probability& p);
std::string value_text(const Recovery& r);

}  // namespace knockon
