// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "load/loadengine.h"
#include "model/trial.h"

#include <QList>

namespace boxmark {

/// What a reader of the figures must know of the load generator itself, in whole sentences: where it was slow, or short
/// of something, its figures tell of it and not of the app. Empty when all is well.
QList<Caveat> loaderCaveats(const LoadSummary &summary);
/// The same as figures, kept with every trial.
LoaderFacts loaderFacts(const LoadSummary &summary);

} // namespace boxmark
