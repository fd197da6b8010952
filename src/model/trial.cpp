// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/trial.h"

using namespace Qt::StringLiterals;

namespace boxmark {

QString trialStateName(TrialState state)
{
    switch (state) {
    case TrialState::Planned:
        return u"planned"_s;
    case TrialState::Running:
        return u"running"_s;
    case TrialState::Completed:
        return u"completed"_s;
    case TrialState::Failed:
        return u"failed"_s;
    case TrialState::Cancelled:
        return u"cancelled"_s;
    }
    return u"unknown"_s;
}

QString acceleratorName(Accelerator accelerator)
{
    static const QStringList names {u"none"_s, u"kvm"_s, u"nested-kvm"_s, u"tcg"_s};
    return names.value(static_cast<int>(accelerator));
}

} // namespace boxmark
