// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "agent/serve/httpresponse.h"

#include <string_view>

namespace boxmark::agent {

/// The regular file below the open folder `root` that a request's path names; a folder stands for its index.html.
/// 404 for everything else. Nothing outside `root` can be reached: "..", "." and hidden names are refused, and symbolic
/// links are not followed.
HttpResponse staticFile(int root, std::string_view encodedPath);

} // namespace boxmark::agent
