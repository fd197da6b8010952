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

QString timeLeftText(const Progress &progress)
{
    if (!progress.timeLeft)
        return {};
    const auto tr = [](const char *text) { return QCoreApplication::translate("step", text); };
    const auto two = [](auto number) { return QString::number(number).rightJustified(2, u'0'); };
    const auto seconds = std::chrono::ceil<std::chrono::seconds>(*progress.timeLeft).count();
    QString text;
    if (seconds < 60)
        text = tr("%1 s left").arg(seconds);
    else if (seconds < 3600)
        text = tr("%1 min %2 s left").arg(QString::number(seconds / 60), two(seconds % 60));
    else
        text = tr("%1 h %2 min left").arg(QString::number(seconds / 3600), two(seconds / 60 % 60));
    return progress.atMost ? tr("at most %1").arg(text) : text;
}

} // namespace boxmark
