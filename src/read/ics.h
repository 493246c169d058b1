// read/ics.h: the contents of an iCalendar file that a calendar names.
#pragma once

#include "read/reading.h"

namespace knockon {

/// Key `ics` of a calendar: the path as written, and what the file holds.
///
/// The path is relative to the file that names it and must not leave the folder of the landscape,
/// also not through a link: who reviews a landscape must see all of it.
void load_ics(Reading& in, Value v, Calendar& c);

}  // namespace knockon
