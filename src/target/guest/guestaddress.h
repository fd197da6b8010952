// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "image/runfile.h"
#include "target/group/controlgroup.h"
#include "target/guest/qemu.h"
#include "target/target.h"

#include <QHostAddress>
#include <QUrl>

#include <optional>

namespace boxmark {

/// Where a guest's app and its agent are reached, and what the agent wants to hear first.
struct GuestAddress
{
    QHostAddress host {};
    int app = 0; ///< port inside the guest
    int agent = 0; ///< port inside the guest
    std::optional<ForwardedPorts> forwarded {}; ///< set when the host's ports differ
    QString token {}; ///< of this one guest, at random

    QUrl endpoint() const;
    quint16 agentPort() const;
};

/// Two free ports of 127.0.0.1.
Result<GuestAddress> userNetworkAddress(int appPort);
/// The guest's own address.
GuestAddress directAddress(const QHostAddress &guest, int appPort);

/// The part of a run file that is the same in every guest: the app as its image wants it, the sampling, and how the
/// host reaches the agent.
RunFile guestRunFile(const ImageConfig &app, const Scenario &scenario, const GuestAddress &address);

/// The group in which a guest's VMM is counted. It has no limits: the size of the machine is the limit.
ControlGroup guestControlGroup(const QString &kind, const QString &name, const TargetContext &context);

} // namespace boxmark
