// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/session.h"

#include <QString>

namespace boxmark {

/// How a run came to its end and how far it was then, in a sentence or two: "Complete: 10 of 10 trials completed."
QString endingText(const Session &session);

} // namespace boxmark
