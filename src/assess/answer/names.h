// assess/answer/names.h: what things are called. People read names; ids are for files and commands.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "model/landscape.h"

namespace knockon {

/// The names that components, processes, departments and suppliers state; they share one set of ids.
class Names {
  public:
    Names() = default;
    /// Of one landscape; of two where a change lies between: what it takes away keeps its name.
    explicit Names(const Landscape& l);
    Names(const Landscape& after, const Landscape& before);

    /// "Single sign-on"; the id where no name is stated; "Web shop (shop_de)" where several things
    /// have the name.
    std::string operator()(const Id& id) const;
    /// "ERP", "ERP and MES", "ERP, MES, Web shop and 4 more".
    std::string operator()(const std::vector<Id>& ids) const;
    /// Each by what it is called.
    std::vector<std::string> each(const std::vector<Id>& ids) const;
    /// By id, as far as they are not the id itself.
    const std::map<Id, std::string>& all() const { return called_; }

  private:
    std::map<Id, std::string> called_;
};

struct Change;
/// "step 2 (update Single sign-on)".
std::string step_text(const Change& change, std::size_t step, const Names& names);

/// A way out for an id on the command line that is none of `ids`: the one that is nearest, or whose name is.
std::string help_for_unknown(std::string_view word, const std::vector<Id>& ids, const Landscape& l);

/// The names of what an event of a cut set names: an id, or a need or switch of it ("shop needs crm",
/// "switch of shop needs a, b").
void take_names(const Names& names, std::string_view event, std::map<Id, std::string>& out);

struct Assessment;
/// Those of what the causes, the ways of the outages and the years of an answer name.
std::map<Id, std::string> names_in(const Assessment& a, const Names& names);

}  // namespace knockon
