// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QMap>
#include <QString>
#include <QStringList>

namespace boxmark {

/// An outside program to start: data only. The arguments are passed as they are; no shell ever sees them.
struct ProcessSpec
{
    QString program; ///< a name looked up in PATH, or an absolute path
    QStringList arguments {};
    QMap<QString, QString> environment {}; ///< added to ours
    QString workingDirectory {}; ///< ours when empty
    QStringList cgroupDirectories {}; ///< absolute; the child enters each before it executes the program
    QList<int> processors {}; ///< that the child and all it starts may use; empty: those that we may

    /// For people to read and to paste into a shell: quoted where a shell needs it.
    QString commandLine() const;

    bool operator==(const ProcessSpec &) const = default;
};

} // namespace boxmark
