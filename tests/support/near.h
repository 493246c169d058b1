// support/near.h: doctest's Approx compares absolutely near zero; figures here must agree relatively.
#pragma once

#include <doctest/doctest.h>

inline doctest::Approx near(double x, double relative = 1e-12) {
    return doctest::Approx(x).epsilon(relative).scale(0);
}
