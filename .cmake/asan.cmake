# cmake -C .cmake/asan.cmake -B build/asan: memory errors, undefined behaviour, odd arithmetic.
set(CMAKE_GENERATOR Ninja CACHE STRING "")
set(CMAKE_BUILD_TYPE Debug CACHE STRING "")
set(KNOCKON_STATIC OFF CACHE BOOL "")
set(CMAKE_CXX_FLAGS "-fsanitize=address,undefined,float-cast-overflow,float-divide-by-zero -fno-sanitize-recover=all -D_GLIBCXX_ASSERTIONS -fno-omit-frame-pointer" CACHE STRING "")
set(CMAKE_CXX_FLAGS_DEBUG "-O1 -g" CACHE STRING "")
