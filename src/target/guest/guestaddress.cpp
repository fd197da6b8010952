// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "target/guest/guestaddress.h"

#include "target/agentcommand.h"

#include <QCoreApplication>
#include <QRandomGenerator>

using namespace Qt::StringLiterals;

namespace boxmark {

namespace {

// Any port would do in a machine of our own, but for the app's.
constexpr int agentPortInGuest = 7611;

int agentPortBeside(int appPort)
{
    return appPort == agentPortInGuest ? agentPortInGuest + 1 : agentPortInGuest;
}

// 128 bits of the kernel's: nobody on this computer guesses it.
QString newToken()
{
    QRandomGenerator *random = QRandomGenerator::system();
    return u"%1%2"_s.arg(random->generate64(), 16, 16, QLatin1Char('0'))
        .arg(random->generate64(), 16, 16, QLatin1Char('0'));
}

} // namespace

QUrl GuestAddress::endpoint() const
{
    QUrl url;
    url.setScheme(u"http"_s);
    url.setHost(host.toString());
    url.setPort(forwarded ? int(forwarded->app) : app);
    return url;
}

quint16 GuestAddress::agentPort() const
{
    return forwarded ? forwarded->agent : static_cast<quint16>(agent);
}

Result<GuestAddress> userNetworkAddress(int appPort)
{
    GuestAddress address = directAddress(QHostAddress(QHostAddress::LocalHost), appPort);
    const auto forwarded = forwardPorts(address.app, address.agent);
    if (!forwarded)
        return forwarded.error();
    address.forwarded = forwarded.value();
    return address;
}

GuestAddress directAddress(const QHostAddress &guest, int appPort)
{
    return {.host = guest, .app = appPort, .agent = agentPortBeside(appPort), .token = newToken()};
}

RunFile guestRunFile(const ImageConfig &app, const Scenario &scenario, const GuestAddress &address)
{
    RunFile file {.app = app};
    file.port = address.app;
    file.interval = scenario.samplingInterval;
    file.grace = appGrace;
    file.listen = address.agent;
    file.token = address.token;
    return file;
}

ControlGroup guestControlGroup(const QString &kind, const QString &name, const TargetContext &context)
{
    return ControlGroup::make(
        CgroupHierarchy::read(), QCoreApplication::applicationPid(), kind, name, {}, *context.journal);
}

} // namespace boxmark
