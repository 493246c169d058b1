#include <malloc.h>

#include "cli/cli.h"

int main(int argc, char** argv) {
    // Threads that keep what they freed for themselves cost a fifth more memory, and little time is spent on asking.
    mallopt(M_ARENA_MAX, 1);
    return knockon::run(argc, argv);
}
