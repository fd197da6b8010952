// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "target/vagrant/sshaccess.h"

#include <QCoreApplication>
#include <QRegularExpression>

using namespace Qt::StringLiterals;

namespace boxmark {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("vagrant", text);
}

// ssh_config(5): a keyword and its value are apart by white space, or by one "=" with white space around it.
std::pair<QString, QString> settingIn(const QString &line)
{
    static const QRegularExpression pattern(u"^\\s*([A-Za-z]+)(?:\\s*=\\s*|\\s+)(\\S.*?)\\s*$"_s);
    const QRegularExpressionMatch match = pattern.match(line);
    return {match.captured(1), match.captured(2)};
}

bool isNamed(const QString &setting, const QString &name)
{
    return setting.compare(name, Qt::CaseInsensitive) == 0;
}

QString withoutQuotes(const QString &value)
{
    return value.size() > 1 && value.startsWith(u'"') && value.endsWith(u'"') ? value.mid(1, value.size() - 2) : value;
}

} // namespace

QString SshAccess::value(const QString &name) const
{
    for (const auto &[setting, value] : settings) {
        if (isNamed(setting, name))
            return withoutQuotes(value);
    }
    return {};
}

SshAccess SshAccess::at(const QString &host, int port) const
{
    SshAccess moved {alias};
    for (const auto &setting : settings) {
        if (!isNamed(setting.first, u"HostName"_s) && !isNamed(setting.first, u"Port"_s))
            moved.settings << setting;
    }
    moved.settings << std::pair {u"HostName"_s, host} << std::pair {u"Port"_s, QString::number(port)};
    return moved;
}

Result<SshAccess> parseSshConfig(const QString &text, const QString &machine)
{
    SshAccess access;
    bool inside = false;
    for (const QString &line : text.split(u'\n')) {
        const auto [name, value] = settingIn(line);
        if (name.isEmpty())
            continue; // empty, a comment, or nothing of ours
        if (isNamed(name, u"Host"_s)) {
            inside = access.alias.isEmpty() && (machine.isEmpty() || withoutQuotes(value) == machine);
            if (inside)
                access.alias = withoutQuotes(value);
        } else if (inside) {
            access.settings << std::pair {name, value};
        }
    }
    if (access.alias.isEmpty() || access.value(u"HostName"_s).isEmpty())
        return Error {tr("Vagrant does not say how the machine is reached."), text.trimmed(),
            tr("Try “vagrant ssh-config” in its directory; the guest must be one that is logged in to over ssh.")};
    return access;
}

std::optional<std::pair<QString, int>> toldSshAddress(const QString &line)
{
    static const QRegularExpression pattern(u"\\bSSH address: (\\S+):([0-9]+)\\s*$"_s);
    const QRegularExpressionMatch match = pattern.match(line);
    if (!match.hasMatch())
        return std::nullopt;
    return std::pair {match.captured(1), match.captured(2).toInt()};
}

ProcessSpec sshSpec(const SshAccess &access, const QString &guestCommand, const QList<SshForward> &forwards)
{
    // The first value of an option counts: ours stand before Vagrant's, whose log level hides why it failed.
    ProcessSpec spec {.program = u"ssh"_s};
    spec.arguments = {u"-F"_s, u"none"_s, u"-T"_s};
    const QStringList own {u"LogLevel ERROR"_s, u"BatchMode yes"_s, u"ConnectTimeout 10"_s, u"ServerAliveInterval 15"_s,
        u"ServerAliveCountMax 4"_s, u"ExitOnForwardFailure yes"_s};
    for (const QString &option : own)
        spec.arguments << u"-o"_s << option;
    for (const auto &[name, value] : access.settings)
        spec.arguments << u"-o"_s << name + u' ' + value;
    for (const SshForward &forward : forwards)
        spec.arguments << u"-L"_s << u"127.0.0.1:%1:127.0.0.1:%2"_s.arg(forward.host).arg(forward.guest);
    spec.arguments << u"--"_s << access.alias << guestCommand;
    return spec;
}

} // namespace boxmark
