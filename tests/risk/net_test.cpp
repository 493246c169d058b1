#include <doctest/doctest.h>

#include <cmath>
#include <vector>

#include "risk/draws.h"

using namespace knockon;

namespace {

/// The first points of a replicate in one dimension, or in two.
std::vector<double> points(std::uint64_t key, std::uint64_t replicate, std::uint64_t count,
                           unsigned dimension, std::uint64_t luck = 0) {
    std::vector<double> out;
    for (std::uint64_t p = 0; p < count; ++p)
        out.push_back(Net(key, (luck << 32) + p * replicates + replicate).at(dimension));
    return out;
}

}  // namespace

TEST_CASE("every replicate of a net has one point in each of as many equal parts") {
    for (const std::uint64_t count : {1u, 8u, 64u, 1024u})
        for (unsigned dimension = 0; dimension < 4; ++dimension)
            for (std::uint64_t k = 0; k < replicates; ++k) {
                std::vector<int> cells(count);
                for (const double u : points(7, k, count, dimension)) {
                    REQUIRE(u > 0);
                    REQUIRE(u < 1);
                    ++cells[static_cast<std::size_t>(u * static_cast<double>(count))];
                }
                CHECK(cells == std::vector<int>(count, 1));
            }
}

TEST_CASE("the first two dimensions have one point in each box of an elementary interval") {
    constexpr std::size_t count = 256;
    for (unsigned bits = 0; bits <= 8; ++bits) {
        const auto x = points(11, 3, count, 0), y = points(11, 3, count, 1);
        const double columns = std::exp2(bits), rows = std::exp2(8 - bits);
        std::vector<int> boxes(count);
        for (std::size_t i = 0; i < count; ++i)
            ++boxes[static_cast<std::size_t>(x[i] * columns) * static_cast<std::size_t>(rows) +
                    static_cast<std::size_t>(y[i] * rows)];
        CHECK(boxes == std::vector<int>(count, 1));
    }
}

TEST_CASE("sources, replicates and luck go their own ways") {
    // Of independent points a share of 1 in 16 falls into the same of 4 × 4 parts of two of them; a
    // shared order would put 1 in 4 there, or none.
    constexpr std::uint64_t count = 4096;
    const auto together = [&](const std::vector<double>& a, const std::vector<double>& b) {
        double corner = 0;
        for (std::size_t i = 0; i < a.size(); ++i) corner += a[i] < 0.25 && b[i] < 0.25;
        return corner / static_cast<double>(a.size());
    };
    double sum = 0;
    std::size_t pairs = 0;
    for (std::uint64_t key = 1; key <= 64; ++key) {
        sum += together(points(key, 0, 64, 0), points(key + 1000, 0, 64, 0));
        sum += together(points(key, 0, 64, 0), points(key, 1, 64, 0));
        sum += together(points(key, 0, 64, 0), points(key, 0, 64, 0, 5));
        pairs += 3;
    }
    CHECK(std::abs(sum / static_cast<double>(pairs) - 1.0 / 16) < 0.01);
    CHECK(std::abs(together(points(1, 0, count, 0), points(2, 0, count, 0)) - 1.0 / 16) < 0.02);
}

TEST_CASE("replicates differ by as much as their mean is off") {
    // A tail that few points see: the stated error is that of 500 repetitions, on average.
    double squares = 0, stated = 0;
    constexpr int times = 500;
    for (int seed = 1; seed <= times; ++seed) {
        double mean = 0;
        std::vector<double> of(replicates);
        for (std::uint64_t k = 0; k < replicates; ++k) {
            for (const double u : points(static_cast<std::uint64_t>(seed), k, 32, 0))
                of[k] += std::max(0.0, 1 / std::sqrt(1 - u) - 2) / 32;
            mean += of[k] / double(replicates);
        }
        double variance = 0;
        for (const double x : of) variance += (x - mean) * (x - mean);
        stated += variance / double(replicates * (replicates - 1)) / times;
        // E of max(0, (1 - u)^-1/2 - 2): the integral from 3/4 to 1 is 1 - 1/2.
        squares += (mean - 0.5) * (mean - 0.5) / times;
    }
    CHECK(squares < 1.5 * stated);
    CHECK(squares > 0.6 * stated);
}

TEST_CASE("a recovery drawn towards its tail is the same recovery, weighted") {
    const auto length = [](double h) {
        const Duration d = from_seconds(3600 * h);
        return Length{d, d, d};
    };
    const Recovery lognormal{Recovery::Shape::lognormal, length(2), length(9)};
    const Recovery exponential{Recovery::Shape::exponential, length(3), length(3)};
    constexpr int n = 100'000;
    for (const Recovery& r : {lognormal, exponential}) {
        double weight = 0, mean = 0, plain = 0, beyond = 0, plain_beyond = 0;
        for (int i = 0; i < n; ++i) {
            const double u = (i + 0.5) / n;
            const TailDraw t = draw_tail(r, u);
            const Duration d = draw_recovery(r, sigma_of(r), u);
            CHECK(t.weight > 0);
            CHECK(t.weight <= 2);
            weight += t.weight / n;
            mean += t.weight * seconds(t.lasts) / n;
            plain += seconds(d) / n;
            beyond += t.lasts > from_seconds(36'000) ? t.weight / n : 0;
            plain_beyond += d > from_seconds(36'000) ? 1.0 / n : 0;
        }
        CHECK(weight == doctest::Approx(1).epsilon(1e-6));
        CHECK(mean == doctest::Approx(plain).epsilon(1e-3));
        CHECK(beyond == doctest::Approx(plain_beyond).epsilon(1e-3));
        // The longest of all, too.
        CHECK(draw_tail(r, 1 - 0x1p-33).lasts > draw_tail(r, 0.999).lasts);
    }
    const Recovery constant{Recovery::Shape::constant, length(5), length(5)};
    CHECK(draw_tail(constant, 0.9).lasts == from_seconds(18'000));
    CHECK(draw_tail(constant, 0.9).weight == 1);
}
