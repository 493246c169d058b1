# cmake -C .cmake/fuzz.cmake -B build/fuzz: the program, all tests and libFuzzer's targets (tests/fuzz) so that every
# memory error and undefined behaviour ends them, and what they come through is counted. Not looked for: sums with null
# pointers, which RapidJSON only compares. Needs clang, llvm and libclang-rt-14-dev; `tests/soak` builds and runs it.
set(CMAKE_GENERATOR Ninja CACHE STRING "")
set(CMAKE_CXX_COMPILER clang++ CACHE STRING "")
set(CMAKE_BUILD_TYPE Debug CACHE STRING "")
set(KNOCKON_STATIC OFF CACHE BOOL "")
set(KNOCKON_FUZZ ON CACHE BOOL "")
set(KNOCKON_TEST_TIMEOUT 3600 CACHE STRING "")
set(CMAKE_CXX_FLAGS "-fsanitize=fuzzer-no-link,address,undefined,float-cast-overflow -fno-sanitize=null,pointer-overflow -fno-sanitize-recover=all -D_GLIBCXX_ASSERTIONS -fno-omit-frame-pointer -fprofile-instr-generate -fcoverage-mapping" CACHE STRING "" FORCE)
set(CMAKE_CXX_FLAGS_DEBUG "-O1 -g1" CACHE STRING "" FORCE)  # lines of functions are enough
set(CMAKE_UNITY_BUILD ON CACHE BOOL "")
