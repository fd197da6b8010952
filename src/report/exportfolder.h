// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"

#include <QString>

namespace boxmark {

/// Makes the folder that an export goes to, with those above it; fine when it is there already.
Result<void> makeExportFolder(const QString &directory);

} // namespace boxmark
