// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "run/plan/processorplan.h"

#include <QCoreApplication>
#include <QMap>
#include <QStringList>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace boxmark {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("processorplan", text);
}

QList<int> numbersOf(const QList<Processor> &processors)
{
    QList<int> numbers;
    for (const Processor &processor : processors)
        numbers << processor.number;
    return numbers;
}

/// The processors of each core.
QList<QList<int>> coresOf(const QList<Processor> &processors)
{
    QMap<std::pair<int, int>, QList<int>> cores;
    for (const Processor &processor : processors)
        cores[{processor.package, processor.core}] << processor.number;
    QList<QList<int>> list = cores.values();
    std::sort(list.begin(), list.end(), [](const auto &left, const auto &right) { return left[0] < right[0]; });
    return list;
}

Result<void> checkThatTheyAreHere(const QList<int> &wanted, const QList<int> &here)
{
    for (const int processor : wanted) {
        if (!here.contains(processor))
            return Error {tr("The processors that the scenario names cannot be used."),
                tr("There is no processor %1 that Boxmark may use; it may use %2.")
                    .arg(processor)
                    .arg(processorsAsText(here)),
                tr("Correct “cpus” in the scenario, or write “cpus: apart”.")};
    }
    return {};
}

CpuPlan apart(const QList<QList<int>> &cores, int loaderThreads)
{
    CpuPlan plan {.mode = CpuPlan::Mode::Listed};
    const auto wanted = static_cast<qsizetype>(loaderThreads) + 1;
    for (qsizetype core = 0; core < cores.size(); ++core) {
        const bool forLoader = core == 0 || (plan.loader.size() < wanted && core < cores.size() / 2);
        (forLoader ? plan.loader : plan.targets) += cores[core];
    }
    std::sort(plan.loader.begin(), plan.loader.end());
    std::sort(plan.targets.begin(), plan.targets.end());
    return plan;
}

QString shortageOf(const CpuPlan &plan, const Scenario &scenario)
{
    if (scenario.load.threads > plan.loader.size())
        return tr("The load generator's %1 threads share %2 processors (%3).")
            .arg(scenario.load.threads)
            .arg(plan.loader.size())
            .arg(processorsAsText(plan.loader));
    if (scenario.resources.cpus.value_or(0) > static_cast<double>(plan.targets.size()))
        return tr("A target may use %1 CPUs (resources.cpus), but only %2 are left for it (%3).")
            .arg(*scenario.resources.cpus)
            .arg(plan.targets.size())
            .arg(processorsAsText(plan.targets));
    return {};
}

} // namespace

Result<ProcessorPlan> planProcessors(const Scenario &scenario, const QList<Processor> &here)
{
    const CpuPlan &asked = scenario.cpus;
    if (asked.mode == CpuPlan::Mode::Shared)
        return ProcessorPlan {};
    if (asked.mode == CpuPlan::Mode::Listed) {
        if (const auto checked = checkThatTheyAreHere(asked.loader + asked.targets, numbersOf(here)); !checked)
            return checked.error();
        return ProcessorPlan {asked, shortageOf(asked, scenario)};
    }
    const QList<QList<int>> cores = coresOf(here);
    if (cores.size() < 2)
        return ProcessorPlan {{},
            tr("The load generator and the targets share the processors, although the scenario wants them apart: this "
               "computer has one core that Boxmark may use.")};
    const CpuPlan plan = apart(cores, scenario.load.threads);
    return ProcessorPlan {plan, shortageOf(plan, scenario)};
}

QString processorsAsText(const QList<int> &processors)
{
    QStringList parts;
    for (qsizetype first = 0; first < processors.size();) {
        qsizetype last = first;
        while (last + 1 < processors.size() && processors[last + 1] == processors[last] + 1)
            ++last;
        parts << (last == first ? QString::number(processors[first])
                                : u"%1-%2"_s.arg(processors[first]).arg(processors[last]));
        first = last + 1;
    }
    return parts.join(u", "_s);
}

} // namespace boxmark
