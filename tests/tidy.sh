#!/usr/bin/env bash
# SPDX-FileCopyrightText: 2026 The Boxmark authors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# clang-tidy on every source of src/ and the headers that they include, after a build of the preset dev.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
mkdir -p build/tidy/src

# clang cannot read g++'s precompiled header; everything else of the commands holds for it too.
sed 's/-Winvalid-pch -include [^ ]*cmake_pch\.hxx//' build/dev/compile_commands.json >build/tidy/compile_commands.json

clang=$(dirname "$(readlink -f "$(command -v clang-tidy)")")/..
c++ -std=c++17 -shared -fPIC -fno-rtti -Wall -Wextra -Werror -isystem "$clang/include" tests/architecture/owncode.cpp \
    -o build/tidy/owncode.so
tidy=(clang-tidy --quiet --load=build/tidy/owncode.so -p build/tidy)

# Should the plugin ever hide more than it may, the silence of clang-tidy would be worth nothing.
printf '#pragma once\ntypedef int in_a_header;\n' >build/tidy/src/planted.h
printf '#include "planted.h"\n#include <string>\nnamespace n { typedef std::string in_a_source; }\n' >build/tidy/src/planted.cpp
found=$("${tidy[@]}" build/tidy/src/planted.cpp -- -std=c++20 2>/dev/null || true)
for planted in planted.h:2 planted.cpp:3; do
    grep -q "$planted:.*modernize-use-using" <<<"$found" || {
        echo "clang-tidy does not find what was planted at $planted. It said: $found" >&2
        exit 1
    }
done

# How many warnings it counted in the system's headers and left out is nothing that anybody needs.
git ls-files -z 'src/*.cpp' ':!src/precompiled.cpp' | xargs -0 -P "$(nproc)" -n 4 "${tidy[@]}" \
    2> >(grep -Ev '^[0-9]+ warnings? generated\.$' >&2)
