// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "model/scenario.h"

namespace boxmark {

/// Whether a guest can run this app: whatever comes from an image can, what lies about on the host cannot.
Result<void> guestSupports(const Scenario &scenario);

} // namespace boxmark
