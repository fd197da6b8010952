// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "model/scenario.h"

#include <QList>
#include <QString>
#include <QStringList>

namespace boxmark {

/// An app that already runs, as a person tells of it beside a scenario that does not know it.
struct RunningApp
{
    QString address; ///< "http://HOST:PORT" or "HOST:PORT"
    QString name {}; ///< of the target; empty: one is made
    QString agent {}; ///< as in a scenario; empty: as usual there

    /// From "ADDRESS" or "NAME=ADDRESS".
    static RunningApp fromText(const QString &text);
};

/// A target of kind url for a scenario that has `others`. Without a name it is called "url", or "url-2" and so on when
/// that is taken.
Result<TargetSpec> targetOfRunningApp(const RunningApp &app, const QList<TargetSpec> &others);

/// The other computers that a run of these targets (empty: of all) would send load to and that the scenario does not
/// allow; each once. Whoever runs it must say so first.
QStringList hostsToAllow(const Scenario &scenario, const QStringList &targets);

} // namespace boxmark
