// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace boxmark::agent {

/// A plain decimal number: digits only, no sign, no space. Nothing when it is anything else or does not fit.
std::optional<std::int64_t> parseNumber(std::string_view text);

/// The number between spaces at place `index` (from 0) of `text`, as /proc writes its tables.
std::optional<std::int64_t> numberField(std::string_view text, int index);

} // namespace boxmark::agent
