// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "run/step.h"

#include <QCoreApplication>

namespace boxmark {

QString stepTitle(Step step)
{
    const auto tr = [](const char *text) { return QCoreApplication::translate("step", text); };
    switch (step) {
    case Step::Waiting:
        return tr("waiting");
    case Step::Preparing:
        return tr("preparing");
    case Step::Starting:
        return tr("starting");
    case Step::WarmingUp:
        return tr("warming up");
    case Step::Measuring:
        return tr("measuring");
    case Step::Stopping:
        return tr("stopping");
    case Step::Done:
        return tr("done");
    case Step::Failed:
        return tr("failed");
    case Step::Cancelled:
        return tr("stopped");
    }
    return {};
}

} // namespace boxmark
