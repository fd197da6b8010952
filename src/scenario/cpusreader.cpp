// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "scenario/parts.h"

#include <QCoreApplication>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace boxmark {

namespace {

constexpr int highestProcessor = 1023; // cpu_set_t

QString tr(const char *text)
{
    return QCoreApplication::translate("scenario", text);
}

/// "3" or "0-2".
void addRange(const YamlValue &value, const QString &text, QList<int> &processors)
{
    bool firstIsNumber = false;
    bool lastIsNumber = false;
    const int first = text.section(u'-', 0, 0).trimmed().toInt(&firstIsNumber);
    const int last = text.contains(u'-') ? text.section(u'-', 1).trimmed().toInt(&lastIsNumber) : first;
    lastIsNumber = lastIsNumber || !text.contains(u'-');
    if (!firstIsNumber || !lastIsNumber || first < 0 || last < first || last > highestProcessor)
        value.fail(tr("“%1” names no processors.").arg(text),
            tr("Write numbers and ranges, such as “0-1,4”, as the kernel counts them (lscpu --extended)."));
    for (int processor = first; processor <= last; ++processor)
        processors << processor;
}

QList<int> readProcessors(const YamlValue &value)
{
    QList<int> processors;
    if (value.isList()) {
        for (const YamlValue &entry : value.list())
            addRange(entry, entry.text(), processors);
    } else {
        for (const QString &part : value.text().split(u','))
            addRange(value, part, processors);
    }
    std::sort(processors.begin(), processors.end());
    processors.erase(std::unique(processors.begin(), processors.end()), processors.end());
    return processors;
}

} // namespace

CpuPlan readCpus(const YamlValue &value)
{
    CpuPlan plan;
    if (!value.isMap()) {
        plan.mode
            = value.choice({u"shared"_s, u"apart"_s}) == u"apart"_s ? CpuPlan::Mode::Apart : CpuPlan::Mode::Shared;
        return plan;
    }
    const YamlMap map = value.map({u"loader"_s, u"targets"_s});
    const QString remedy = tr("Give both lists, such as “cpus: {loader: 0, targets: 1-3}”, or write “cpus: apart”.");
    plan.mode = CpuPlan::Mode::Listed;
    plan.loader = readProcessors(map.require(u"loader"_s, remedy));
    plan.targets = readProcessors(map.require(u"targets"_s, remedy));
    for (const int processor : std::as_const(plan.loader)) {
        if (plan.targets.contains(processor))
            value.fail(tr("processor %1 is in both lists.").arg(processor),
                tr("Give the load generator and the targets different processors."));
    }
    return plan;
}

} // namespace boxmark
