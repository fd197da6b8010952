// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "scenario/scenarioreader.h"

namespace boxmark {

/// What a scenario may name in this program: the registered target kinds and the load engines.
ScenarioVocabulary knownVocabulary();

} // namespace boxmark
