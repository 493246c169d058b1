# cmake -C .cmake/asan.cmake -B build/asan: memory errors, undefined behaviour, odd arithmetic. Without the checks of
# null pointers: with them gcc 12 does not take the address of a function for a constant, which read/fields.h needs;
# whoever follows one is stopped all the same. Nor of sums with null pointers, which RapidJSON only compares.
set(CMAKE_GENERATOR Ninja CACHE STRING "")
set(CMAKE_BUILD_TYPE Debug CACHE STRING "")
set(KNOCKON_STATIC OFF CACHE BOOL "")
set(CMAKE_CXX_FLAGS "-fsanitize=address,undefined,float-cast-overflow,float-divide-by-zero -fno-sanitize=null,pointer-overflow,nonnull-attribute,returns-nonnull-attribute -fno-sanitize-recover=all -D_GLIBCXX_ASSERTIONS -fno-omit-frame-pointer" CACHE STRING "" FORCE)
set(CMAKE_CXX_FLAGS_DEBUG "-O1 -g1" CACHE STRING "" FORCE)  # lines of functions are enough
set(CMAKE_UNITY_BUILD ON CACHE BOOL "")
