// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "load/loadengine.h"

#include <QStringList>

namespace boxmark {

/// What a reader of the figures must know of the load generator itself, in whole sentences: where it was slow, or short
/// of something, its figures tell of it and not of the app. Empty when all is well.
QStringList loaderCaveats(const LoadSummary &summary);

} // namespace boxmark
