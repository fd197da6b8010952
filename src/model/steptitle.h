// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/scenario.h"

#include <QStringList>

namespace boxmark {

/// What each step of a mix is called, in its order: its name, else "GET /cpu?rounds=2000". No two are the same.
QStringList stepTitles(const LoadProfile &load);

} // namespace boxmark
