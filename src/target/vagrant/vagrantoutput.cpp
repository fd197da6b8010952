// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "target/vagrant/vagrantoutput.h"

#include <QMap>
#include <QRegularExpression>

using namespace Qt::StringLiterals;

namespace boxmark {

namespace {

// lib/vagrant/ui.rb, MachineReadable
QString unescaped(QString text)
{
    return text.replace(u"%!(VAGRANT_COMMA)"_s, u","_s).replace(u"\\n"_s, u"\n"_s).replace(u"\\r"_s, QString());
}

// Each provider has words of its own: VirtualBox, VMware, libvirt, Hyper-V, QEMU and Docker.
VagrantStatus::State stateOf(const QString &word)
{
    static const QStringList off {
        u"poweroff"_s, u"aborted"_s, u"not_running"_s, u"shutoff"_s, u"shutdown"_s, u"off"_s, u"stopped"_s};
    if (word == u"not_created"_s)
        return VagrantStatus::State::NotCreated;
    return off.contains(word) ? VagrantStatus::State::Off : VagrantStatus::State::Other;
}

bool isCallOfABrokenProgram(const QString &line)
{
    static const QRegularExpression call(u"^\\s+(from )?/.*\\.rb:[0-9]+:in "_s);
    return call.match(line).hasMatch();
}

} // namespace

QList<VagrantRow> parseVagrantRows(const QByteArray &output)
{
    static const QRegularExpression number(QRegularExpression::anchoredPattern(u"[0-9]+"_s));
    QList<VagrantRow> rows;
    for (const QString &line : QString::fromUtf8(output).split(u'\n')) {
        const QStringList parts = line.trimmed().split(u',');
        if (parts.size() < 3 || !number.match(parts.first()).hasMatch())
            continue;
        VagrantRow row {.machine = parts.at(1), .type = parts.at(2)};
        for (const QString &part : parts.mid(3))
            row.data << unescaped(part);
        rows << row;
    }
    return rows;
}

QList<VagrantStatus> parseVagrantStatus(const QByteArray &output)
{
    QMap<QString, VagrantStatus> known;
    QStringList order;
    for (const VagrantRow &row : parseVagrantRows(output)) {
        if (row.machine.isEmpty() || row.data.isEmpty())
            continue;
        VagrantStatus &status = known[row.machine];
        status.machine = row.machine;
        if (row.type == u"provider-name"_s) {
            status.provider = row.data.first();
        } else if (row.type == u"state"_s) {
            status.state = stateOf(row.data.first());
            status.words = row.data.first();
            order << row.machine;
        } else if (row.type == u"state-human-short"_s) {
            status.words = row.data.first();
        }
    }
    QList<VagrantStatus> all;
    for (const QString &machine : order)
        all << known.value(machine);
    return all;
}

std::optional<int> parseForwardedPort(const QByteArray &output, int guestPort)
{
    for (const VagrantRow &row : parseVagrantRows(output)) {
        if (row.type == u"forwarded_port"_s && row.data.value(0).toInt() == guestPort && row.data.value(1).toInt() > 0)
            return row.data.value(1).toInt();
    }
    return std::nullopt;
}

QString vagrantWords(const QByteArray &output)
{
    QStringList words;
    for (const VagrantRow &row : parseVagrantRows(output)) {
        const bool isComplaint = row.type == u"ui"_s && row.data.value(0) != u"info"_s;
        if (isComplaint || row.type == u"error-exit"_s)
            words << row.data.value(1);
    }
    if (!words.isEmpty()) {
        words.removeDuplicates();
        return words.join(u'\n').trimmed();
    }
    for (const QString &line : QString::fromUtf8(output).split(u'\n')) {
        if (!isCallOfABrokenProgram(line))
            words << line;
    }
    return words.join(u'\n').trimmed();
}

} // namespace boxmark
