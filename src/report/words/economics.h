// report/words/economics.h: what a change comes to in its first year, who gains and who loses.
#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include "report/words/view.h"

namespace knockon {

/// The first year as a table whose sums can be done from what is printed: every amount is a whole
/// number of one rounding that all of them share; a column is rounded so that it adds up to its
/// rounded sum, a net is the sum of its row.
struct FirstYear {
    enum Column { benefit, cost, risk, releases, left_behind };
    static constexpr std::size_t columns = 5;
    struct Row {
        Id department;  // empty: several
        Shown name;
        std::array<std::int64_t, columns> parts{};  // in units of the rounding
        std::array<bool, columns> any{};            // whether there is something, if only a little
        std::int64_t loss() const;  // risk, releases and what is left behind
        std::int64_t net() const;
    };
    std::vector<Row> rows;  // what gains most first
    Row together;
    double rounding = 1;
    std::vector<Column> shown;  // that hold anything

    /// "€ 7.6k", "< € 100", "–" for nothing.
    Shown amount(const View& v, const Row& r, Column c) const;
    /// "+ € 213.2k", "− € 7.6k".
    Shown net(const View& v, const Row& r) const;
    double value(const Row& r, Column c) const {
        return static_cast<double>(r.parts[c]) * rounding;
    }
    double net_value(const Row& r) const { return static_cast<double>(r.net()) * rounding; }
};
/// Departments with anything to gain or to lose. Unless `all` are asked for, those beside the sponsor,
/// who objects and who gains or loses most are one row. Without rows where there is nothing to say.
FirstYear first_year_of(const View& v, bool all);
/// "benefit", "risk", "6 releases".
Shown column_head(const View& v, FirstYear::Column c);
/// "Marketing gains, all together lose", and the flag.
std::vector<Shown> first_year_sentences(const View& v, const FirstYear& year);

/// "The realisation costs € 4k more than its budget of € 31k"; empty where it does not.
Shown over_budget(const View& v);
/// Who bears how much of the loss, what each year from then on brings, what making up, waiting and
/// leaving would cost, and whose budget of a year it uses; with `all` also what is too little for a
/// first screen.
std::vector<Shown> cost_sentences(const View& v, bool all);

/// `parts` in whole units of `rounding` that add up to their rounded sum: the largest remainders are
/// rounded up.
std::vector<std::int64_t> rounded_to_sum(const std::vector<double>& parts, double rounding);

}  // namespace knockon
