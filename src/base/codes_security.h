// base/codes_security.h: the entries of codes.h of S (does data stay where it may be, and is what
// matters out of reach?)
#pragma once

#include <array>

#include "base/codes.h"

namespace knockon {

inline constexpr auto codes_of_security = std::to_array<CodeEntry>({
    {code::data_above_clearance, "data above the clearance",
     "Data of a class gets to a component, supplier or connection that is not cleared for it. "
     "Data is followed from the component that works with it down its needs, however far, unless "
     "a need says by `data` what really flows there (semantics, section 11). GDPR article 32 and "
     "ISO 27001 ask for exactly this knowledge.",
     "Say on the need what flows (`data: internal`), clear the receiver, or keep the data from "
     "it."},
    {code::new_way_in, "new way in from the internet",
     "A chain of needs now leads from a component that is exposed to the internet to one that a "
     "critical process needs, and none did before. Whoever takes over the exposed one is on the "
     "way to the other.",
     "Drop the need; serve what is exposed from a copy that no critical process needs; or have "
     "the way checked and accept it by name."},
    {code::new_third_party, "new third party in a critical chain",
     "A critical process now hangs on a supplier on which no critical process hung before: its "
     "outages, its security and its bankruptcy become ours (DORA article 28, NIS2 article 21).",
     "Check the contract, clearance and exit of the supplier, or keep the critical process free "
     "of it."},
    {code::no_boundary, "no boundary before confidential data",
     "A component that is exposed to the internet needs a store (kind database or data) of "
     "confidential or secret data itself, or is one: whoever takes it over has the data.",
     "Put a service before the store, or state the `clearance` of the connection once someone "
     "has checked it."},
});

}  // namespace knockon
