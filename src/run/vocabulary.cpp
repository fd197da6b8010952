// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "run/vocabulary.h"

#include "load/loadengine.h"
#include "target/registry.h"

namespace boxmark {

ScenarioVocabulary knownVocabulary()
{
    ScenarioVocabulary vocabulary;
    for (const TargetKind &kind : targetKinds())
        vocabulary.targetKinds.insert(kind.id, kind.optionKeys);
    vocabulary.engines = loadEngineKeys();
    vocabulary.checkTarget = checkTarget;
    return vocabulary;
}

} // namespace boxmark
