// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "target/microvm/tap.h"

#include "host/textfile.h"
#include "process/processspec.h"

#include <QCoreApplication>
#include <QFileInfo>
#include <QNetworkInterface>
#include <QRegularExpression>

#include <unistd.h>

using namespace Qt::StringLiterals;

namespace boxmark {

namespace {

constexpr int mostTaps = 10;
constexpr uint tapFlag = 0x2; // IFF_TAP, linux/if_tun.h
const QString tunDevice = u"/dev/net/tun"_s;

QString tr(const char *text)
{
    return QCoreApplication::translate("tap", text);
}

Error notUsable(const Tap &tap, const QString &why, const QString &remedy, const QString &command = {})
{
    return {tr("The TAP device %1 cannot be used.").arg(tap.name()), why, remedy, command};
}

Error absent(const Tap &tap)
{
    return {tr("There is no TAP device %1.").arg(tap.name()),
        tr("This program reaches its guest through one, and only root can make it."),
        tr("Let Boxmark's helper make it. It stays until the computer is shut down, and belongs to you."),
        commandThatMakes(tap)};
}

} // namespace

std::optional<Tap> tapNamed(const QString &name)
{
    static const QRegularExpression pattern(QRegularExpression::anchoredPattern(u"boxmark([0-9])"_s));
    const auto match = pattern.match(name);
    if (!match.hasMatch())
        return {};
    return Tap {match.captured(1).toInt()};
}

QString tapHelperPath()
{
    const QString here = QCoreApplication::applicationDirPath();
    for (const QString &place : {here + u"/boxmark-tap"_s, here + u"/../libexec/boxmark/boxmark-tap"_s}) {
        if (const QFileInfo file(place); file.isExecutable())
            return file.canonicalFilePath();
    }
    return u"/usr/libexec/boxmark/boxmark-tap"_s;
}

QString commandThatMakes(const Tap &tap)
{
    return ProcessSpec {u"sudo"_s, {tapHelperPath(), u"create"_s, QString::number(tap.number)}}.commandLine();
}

TapState readTapState(const QString &name, const QString &root)
{
    TapState state;
    const QString folder = root + u"/sys/class/net/"_s + name;
    state.exists = QFileInfo::exists(folder);
    state.isTap = (textOf(folder + u"/tun_flags"_s).toUInt(nullptr, 0) & tapFlag) != 0;
    state.isUp = (textOf(folder + u"/flags"_s).toUInt(nullptr, 0) & 1) != 0;
    state.isBusy = textOf(folder + u"/carrier"_s) == u"1";
    bool isNumber = false;
    if (const uint owner = textOf(folder + u"/owner"_s).toUInt(&isNumber); isNumber)
        state.owner = owner;
    const QList<QNetworkAddressEntry> entries = QNetworkInterface::interfaceFromName(name).addressEntries();
    for (const QNetworkAddressEntry &entry : entries)
        state.addresses << entry.ip().toString();
    return state;
}

Result<void> checkTap(const Tap &tap, const TapState &state, uid_t user)
{
    const QString again = tr("Let Boxmark's helper make it anew.");
    if (!state.exists)
        return absent(tap);
    if (!state.isTap)
        return notUsable(tap, tr("There is a network device of that name, but it is no TAP."),
            tr("Remove it, or name another one after tap: in the scenario."));
    if (state.isBusy)
        return notUsable(tap, tr("Another program has it open: perhaps a virtual machine that still runs."),
            tr("End that program, or name another one after tap: in the scenario."));
    if (user != 0 && state.owner != user)
        return notUsable(tap, tr("It belongs to another user."), again, commandThatMakes(tap));
    const QString address = u"198.18.%1.1"_s.arg(tap.number);
    if (!state.isUp || !state.addresses.contains(address))
        return notUsable(
            tap, tr("It is down, or does not have the address %1.").arg(address), again, commandThatMakes(tap));
    return {};
}

namespace {

Result<Tap> usable(const Tap &tap)
{
    if (const auto checked = checkTap(tap, readTapState(tap.name()), geteuid()); !checked)
        return checked.error();
    if (access(qPrintable(tunDevice), R_OK | W_OK) != 0)
        return notUsable(tap, tr("We may not open %1, through which it is used.").arg(tunDevice),
            tr("Let everybody open it, as most systems do: only who owns a TAP device can use it."),
            u"sudo chmod 0666 "_s + tunDevice);
    return tap;
}

} // namespace

Result<Tap> findTap(const QString &wanted)
{
    if (!wanted.isEmpty()) {
        const auto tap = tapNamed(wanted);
        if (!tap)
            return Error {tr("“%1” is no TAP device of Boxmark's.").arg(wanted), {},
                tr("Name one of boxmark0 to boxmark9 after tap: in the scenario.")};
        return usable(*tap);
    }
    std::optional<Error> firstProblem;
    for (int number = 0; number < mostTaps; ++number) {
        const Tap tap {number};
        if (!readTapState(tap.name()).exists)
            continue;
        auto found = usable(tap);
        if (found)
            return found;
        if (!firstProblem)
            firstProblem = found.error();
    }
    return firstProblem.value_or(absent(Tap {}));
}

} // namespace boxmark
