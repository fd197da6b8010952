// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/session.h"

#include <QList>
#include <QString>
#include <QStringList>

namespace boxmark {

/// One fact of what sessions ran on.
struct EnvironmentRow
{
    QString name; ///< as in Environment::facts
    QStringList values; ///< one a session, in their order; empty where it is not known
    bool differs = false; ///< worth a look before the sessions' figures are held against each other
};

/// Every fact that some session has, and "scenario" (its name and a digest of its text): those that differ first, else
/// in the order in which the sessions tell them. What is never twice the same ("load average") is not said to differ.
QList<EnvironmentRow> environmentDifferences(const QList<Session> &sessions);

} // namespace boxmark
