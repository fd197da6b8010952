// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "host/processorfacts.h"

#include "host/textfile.h"

#include <QDir>
#include <QStringList>

using namespace Qt::StringLiterals;

namespace boxmark {

namespace {

const QString processors = u"/sys/devices/system/cpu"_s;

} // namespace

QString governorFact(const QString &root)
{
    QStringList governors;
    const QDir folder(root + processors);
    for (const QString &processor : folder.entryList({u"cpu[0-9]*"_s}, QDir::Dirs)) {
        const QString governor = textOf(folder.filePath(processor) + u"/cpufreq/scaling_governor"_s);
        if (!governor.isEmpty() && !governors.contains(governor))
            governors.append(governor);
    }
    governors.sort();
    return governors.join(u", "_s);
}

QString turboFact(const QString &root)
{
    if (const QString off = textOf(root + processors + u"/intel_pstate/no_turbo"_s); !off.isEmpty())
        return off == u"0"_s ? u"on"_s : u"off"_s;
    const QString boost = textOf(root + processors + u"/cpufreq/boost"_s);
    if (boost.isEmpty())
        return {};
    return boost == u"1"_s ? u"on"_s : u"off"_s;
}

QString multithreadingFact(const QString &root)
{
    return textOf(root + processors + u"/smt/control"_s);
}

QString mitigationsFact(const QString &root)
{
    const QDir folder(root + processors + u"/vulnerabilities"_s);
    QStringList mitigated;
    QStringList vulnerable;
    int others = 0;
    for (const QString &name : folder.entryList(QDir::Files, QDir::Name)) {
        const QString state = textOf(folder.filePath(name));
        if (state.startsWith(u"Not affected"_s))
            ++others;
        else if (state.startsWith(u"Mitigation"_s))
            mitigated.append(name);
        else
            vulnerable.append(name); // "Vulnerable…", "Unknown: …", "KVM: Mitigation: …" in part
    }
    QStringList parts;
    if (!mitigated.isEmpty())
        parts.append(u"mitigated: "_s + mitigated.join(u", "_s));
    if (!vulnerable.isEmpty())
        parts.append(u"vulnerable or unknown: "_s + vulnerable.join(u", "_s));
    if (others > 0)
        parts.append(u"not affected: %1 others"_s.arg(others));
    return parts.join(u"; "_s);
}

} // namespace boxmark
