// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QLoggingCategory>

namespace boxmark {

/// The program's own log. What a person must read goes into a Result or a record, not here.
Q_DECLARE_LOGGING_CATEGORY(boxmarkLog)

} // namespace boxmark
