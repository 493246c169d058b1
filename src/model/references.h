// model/references.h: who refers to whom, and what was probably meant where that leads nowhere.
#pragma once

#include <map>
#include <span>
#include <string_view>
#include <vector>

#include "base/diagnostic.h"
#include "model/change.h"
#include "model/landscape.h"

namespace knockon {

/// What an id can belong to, and sets of that.
enum class Sort : unsigned {
    department = 1,
    supplier = 2,
    calendar = 4,
    freeze = 8,
    component = 16,
    process = 32,
};
constexpr unsigned operator|(Sort a, Sort b) {
    return static_cast<unsigned>(a) | static_cast<unsigned>(b);
}
std::string_view name(Sort s);
/// What a need may name.
constexpr unsigned may_be_needed = Sort::component | Sort::process;

/// The ids of one landscape. Refers to it: the landscape must outlive this and keep its entries.
class References {
  public:
    explicit References(const Landscape& l);

    bool has(Sort sort, const Id& id) const;

    /// Whether `ref` names one of `wanted` (an empty one does not count as wrong). If it does not,
    /// an error at its place: "`nordhst` is the supplier of `erp`, but defined nowhere".
    ///
    /// @param role  how the message begins after the id: "is the supplier of `erp`"
    bool check(const Ref& ref, unsigned wanted, std::string_view role, Diagnostics& out);
    bool check(const Ref& ref, Sort wanted, std::string_view role, Diagnostics& out);

    /// The id among `wanted` that was probably meant, as help ("write `erp`"); else empty. Looks
    /// for the first few hundred mistakes of a run only: each look goes over every id.
    std::string meant(std::string_view id, unsigned wanted);

  private:
    const Landscape& landscape_;
    int looks_left_ = 300;
};

/// `the words` joined as a reader would: "a", "a or b", "a, b or c".
std::string alternatives(std::span<const std::string_view> words);

}  // namespace knockon
