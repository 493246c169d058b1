// report/words/agreement.h: what is planned and certain, and who must agree to it.
#pragma once

#include <vector>

#include "report/words/view.h"

namespace knockon {

/// "Web orders (Sales) down Thu 25 Feb 20:00–20:10", with "8 min of working time" where that is less;
/// processes of one department that are down for the same time are one entry, of which `all` are named,
/// with the department, or the first few; where not `all` are named, many departments are one entry too.
std::vector<Shown> planned_phrases(const View& v, bool all);
/// "No way back after Thu 25 Feb 21:30"; empty where there is no such moment.
Shown turn_back_phrase(const View& v);

/// "Finance (exceeds; owns erp)" in short: of who agreed only how, of who is to agree again only what for.
Shown sign_off_in_short(const SignOff& s);
/// "To agree: Finance (…), Nordhost (…)", "Agreed: …", "All have agreed: …"; none where nobody is
/// asked.
std::vector<Shown> agreement_sentences(const View& v);

}  // namespace knockon
