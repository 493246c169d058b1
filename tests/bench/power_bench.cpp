// What so many outcomes can show: the share of simulated histories in which `calibrate` has raised an alarm by then,
// somebody looking after every step. The table of knockon-calibrate(1). Not a test.
#include <cstdio>

#include "luck.h"

using namespace knockon::test;

int main() {
    constexpr int histories = 1000;
    constexpr int sizes[] = {10, 20, 50, 100, 200, 500, 1000};
    const struct {
        const char* name;
        Truth truth;
    } truths[] = {
        {"as foretold (false alarms)", as_foretold},
        {"1.3 times as many fail", third_more},
        {"1.5 times", times<3, 2>},
        {"twice as many", times<2, 1>},
        {"half as many", times<1, 2>},
        {"too bold", too_bold},
        {"right, then twice as many", drifting},
    };
    std::printf("%-28s", "steps");
    for (const int size : sizes) std::printf("%8d", size);
    for (const auto& [name, truth] : truths) {
        std::printf("\n%-28s", name);
        for (const int size : sizes)
            std::printf("%6.1f %%", 100 * alarmed(truth, size, histories));
    }
    std::printf("\n");
}
