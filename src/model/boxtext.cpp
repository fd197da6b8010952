// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/boxtext.h"

#include <QCoreApplication>
#include <QStringList>

using namespace Qt::StringLiterals;

namespace boxmark {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("box", text);
}

QString acceleratorText(std::optional<Accelerator> accelerator)
{
    if (!accelerator)
        return {};
    switch (*accelerator) {
    case Accelerator::None:
        return tr("none: the host's own processor");
    case Accelerator::Kvm:
        return tr("KVM");
    case Accelerator::NestedKvm:
        return tr("nested KVM");
    case Accelerator::Tcg:
        return tr("none: emulated in software (TCG)");
    }
    return {};
}

QString cpusText(std::optional<int> cpus)
{
    return cpus ? *cpus == 1 ? tr("1 CPU") : tr("%1 CPUs").arg(*cpus) : QString();
}

QString memoryText(std::optional<Bytes> memory)
{
    return memory ? formatBytes(*memory) : QString();
}

} // namespace

QString acceleratorMark(std::optional<Accelerator> accelerator)
{
    if (accelerator == Accelerator::Tcg)
        return tr("emulated");
    return accelerator == Accelerator::NestedKvm ? tr("nested KVM") : QString();
}

QString markedTarget(const QString &target, std::optional<Accelerator> accelerator)
{
    const QString mark = acceleratorMark(accelerator);
    return mark.isEmpty() ? target : u"%1 (%2)"_s.arg(target, mark);
}

QString acceleratorMeaning(std::optional<Accelerator> accelerator)
{
    if (accelerator == Accelerator::Tcg)
        return tr("Emulated: software carries out every instruction, so this is many times slower than with KVM and "
                  "says nothing about what such a box costs on a processor.");
    if (accelerator == Accelerator::NestedKvm)
        return tr(
            "Nested KVM: this computer is itself a virtual machine, and another hypervisor emulates every exit of "
            "the box.");
    return {};
}

QList<BoxFact> boxFactsAsRows(const BoxFacts &facts)
{
    return {{tr("Accelerator"), acceleratorText(facts.accelerator)}, {tr("Machine"), facts.machine},
        {tr("Network"), facts.network}, {tr("Kernel"), facts.kernel}, {tr("Boot id"), facts.bootId},
        {tr("Processors"), cpusText(facts.cpus)}, {tr("Memory"), memoryText(facts.memory)}};
}

QString boxFactsAsText(const BoxFacts &facts)
{
    const QString mark = acceleratorMark(facts.accelerator);
    const QString kernel = facts.kernel.isEmpty() ? QString() : tr("kernel %1").arg(facts.kernel);
    const QString memory = memoryText(facts.memory);
    QStringList parts {facts.machine, mark, facts.network, kernel, cpusText(facts.cpus), memory};
    parts.removeAll(QString());
    return parts.join(u", "_s);
}

} // namespace boxmark
