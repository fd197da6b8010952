// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"

#include <QByteArray>
#include <QList>
#include <QString>
#include <QStringList>

#include <optional>

namespace boxmark {

/// A line of `vagrant --machine-readable`: TIMESTAMP,MACHINE,TYPE,DATA…; the time is in whole seconds and of no use.
struct VagrantRow
{
    QString machine {}; ///< empty: said of none
    QString type {};
    QStringList data {}; ///< unescaped
    bool operator==(const VagrantRow &) const = default;
};

/// What is no such line (a plugin's warning) is left out.
QList<VagrantRow> parseVagrantRows(const QByteArray &output);

/// What `vagrant status` tells of one machine.
struct VagrantStatus
{
    enum class State {
        NotCreated,
        Off, ///< made before, and halted
        Other, ///< runs, is suspended, …: whatever a halt would take from its owner
    };
    QString machine {};
    QString provider {}; ///< "libvirt", "virtualbox"
    State state = State::Other;
    QString words {}; ///< "running", "saved": as people read it
    bool operator==(const VagrantStatus &) const = default;
};
QList<VagrantStatus> parseVagrantStatus(const QByteArray &output);

/// The host's port that leads to the guest's, from `vagrant port`. Empty when the provider does not say, or there is
/// none.
std::optional<int> parseForwardedPort(const QByteArray &output, int guestPort);

/// What Vagrant wrote for people: of rows their messages, else the text without the calls of a Ruby program that broke.
QString vagrantWords(const QByteArray &output);

} // namespace boxmark
