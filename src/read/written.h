// read/written.h: quantities as users write them, the way back from grammar.h and base/quantity.h.
//
// What is written here reads back as the same value, digit by digit; of several ways to say it the
// usual one is taken: 99.9% before 0.999, 1h30m before 90m, 12k before 12000.
#pragma once

#include <string>

#include "model/change.h"
#include "model/landscape.h"

namespace knockon {

std::string write_text(const std::string& text);
std::string write_duration(const Duration& d);  // whole seconds (assert): there are no others
std::string write_length(const Length& l);
std::string write_probability(const Probability& p);
/// From the unavailability.
std::string write_availability(const Probability& unavailability);
/// Whether an availability is short enough to be read; else its complement says it better.
bool is_read_as_availability(const Probability& unavailability);
std::string write_target(const double& unavailability);
std::string write_fraction(const double& p);
std::string write_money(const double& amount);
std::string write_rate(const double& per_second);
std::string write_number(const double& x);
std::string write_count(const int& n);
std::string write_bool(const bool& b);
std::string write_moment(const Moment& m);
std::string write_weekday(const std::chrono::weekday& d);
std::string write_hours(const HourRange& h);
std::string write_dates(const DateRange& d);
std::string write_period(const MomentRange& m);
std::string write_ordinal(const int& n);
std::string write_how_often(const bool& per_year);
std::string write_on_failure(const bool& aborts);

}  // namespace knockon
