// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/log.h"

namespace boxmark {

Q_LOGGING_CATEGORY(boxmarkLog, "boxmark", QtInfoMsg)

} // namespace boxmark
