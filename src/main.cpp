#include "cli/cli.h"

int main(int argc, char** argv) { return knockon::run(argc, argv); }
