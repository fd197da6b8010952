// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "target/vagrant/vagrantproblem.h"

#include <QCoreApplication>
#include <QRegularExpression>

#include <algorithm>
#include <optional>

using namespace Qt::StringLiterals;

namespace boxmark {

namespace {

constexpr qsizetype lastLines = 12;

QString tr(const char *text)
{
    return QCoreApplication::translate("vagrant", text);
}

QString endOf(const QString &words)
{
    const QStringList lines = words.split(u'\n', Qt::SkipEmptyParts);
    return lines.mid(std::max(qsizetype(0), lines.size() - lastLines)).join(u'\n');
}

/// `text` is in one line, as Vagrant breaks its own wherever it likes.
std::optional<QString> captured(const QString &text, const QString &pattern)
{
    const QRegularExpressionMatch match = QRegularExpression(pattern).match(text);
    return match.hasMatch() ? std::optional(match.captured(1)) : std::nullopt;
}

std::optional<Error> providerProblem(const QString &text)
{
    if (text.contains(u"No usable default provider could be found"_s))
        return Error {tr("Vagrant has no provider that works here."),
            tr("It runs machines through VirtualBox, libvirt "
               "or another, and found none."),
            tr("Install one; with KVM or emulated, libvirt does:"),
            u"sudo apt install vagrant-libvirt libvirt-daemon-system"_s};
    if (const auto provider = captured(text, u"[Tt]he provider '([^']+)' could not be found"_s))
        return Error {tr("Vagrant does not know the provider “%1”.").arg(*provider), tr("Its plugin is missing."),
            tr("Install the plugin, or name another provider with the target (provider: …):"),
            *provider == u"libvirt"_s ? u"sudo apt install vagrant-libvirt"_s
                                      : u"vagrant plugin install vagrant-"_s + *provider};
    if (text.contains(u"connecting to Libvirt"_s) || text.contains(u"Failed to connect socket"_s)
        || text.contains(u"libvirt-sock"_s))
        return Error {tr("libvirt does not answer Vagrant."), tr("Its daemon does not run, or does not let you in."),
            tr("Start it, and be a member of the group libvirt:"), u"sudo systemctl start libvirtd"_s};
    if (const auto provider = captured(text, u"The provider '([^']+)' that was requested"_s))
        return Error {tr("The provider “%1” does not work here.").arg(*provider), {},
            tr("Install what it runs machines with, or name another one with the target (provider: …).")};
    return std::nullopt;
}

std::optional<Error> machineProblem(const QString &text)
{
    static const QString box = u"The box '([^']+)' could not be found|adding the box '([^']+)'"_s;
    if (const auto name = captured(text, box))
        return Error {tr("The machine's box was not found."), {},
            tr("Let this computer reach where boxes come from, or add one that you have: vagrant box add --name %1 "
               "FILE")
                .arg(name->isEmpty() ? u"NAME"_s : *name)};
    if (text.contains(u"Timed out while waiting for the machine to boot"_s))
        return Error {tr("The machine did not let Vagrant in while it waited."), {},
            tr("An emulated machine is slow: raise config.vm.boot_timeout in the Vagrantfile. Else look at its "
               "console, "
               "and at the user and key that the box has for ssh.")};
    if (const auto name = captured(text, u"[Nn]ame `?([^` ]+)`? of domain about to create is already taken"_s))
        return Error {tr("There is a machine “%1” already, which another directory's Vagrantfile has made.").arg(*name),
            {}, tr("Destroy that one, or set libvirt.default_prefix in the Vagrantfile."),
            u"virsh -c qemu:///system dominfo "_s + *name};
    if (text.contains(u"is already locked"_s) || text.contains(u"Another process is already executing"_s))
        return Error {tr("Another Vagrant works on this machine."), {}, tr("Wait until it has ended, and run again.")};
    if (text.contains(u"KVM kernel module"_s) || text.contains(u"VT-x is not available"_s))
        return Error {tr("The machine wants hardware virtualisation, which does not work here."), {},
            tr("Let the Vagrantfile take what Boxmark has found: libvirt.driver = ENV[\"BOXMARK_DRIVER\"].")};
    return std::nullopt;
}

} // namespace

Error vagrantMissing()
{
    return {tr("Vagrant is not installed."), tr("There is no program “vagrant” in PATH."),
        tr("Install it, with a provider that runs its machines:"),
        u"sudo apt install vagrant vagrant-libvirt libvirt-daemon-system"_s};
}

Error vagrantProblem(const ProcessResult &result, const QString &words, const QString &commandLine)
{
    if (!result.failure.isEmpty())
        return vagrantMissing();
    const QString text = words.simplified();
    std::optional<Error> known = providerProblem(text);
    if (!known)
        known = machineProblem(text);
    Error error = known.value_or(Error {tr("Vagrant could not do it."), tr("It %1.").arg(result.text()),
        tr("Its words name the cause; try the command in a terminal:"), commandLine});
    error.why = (error.why + u'\n' + endOf(words)).trimmed();
    return error;
}

} // namespace boxmark
