// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "target/guest/accelerator.h"

#include <QCoreApplication>

#include <optional>
#include <utility>

using namespace Qt::StringLiterals;

namespace boxmark {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("accelerator", text);
}

AcceleratorChoice emulatedBecause(const QString &reason)
{
    return {.accelerator = Accelerator::Tcg, .reason = reason, .detail = tr("emulated: %1").arg(reason)};
}

} // namespace

QCoro::Task<KvmVerdict> knownKvmVerdict(TargetContext context)
{
    static std::optional<KvmVerdict> known;
    if (!known) {
        const KvmVerdict verdict = co_await probeKvm(context.agentPath, context);
        if (context.cancel.isCancelled())
            co_return verdict; // it says nothing of KVM
        known = verdict;
    }
    co_return std::as_const(*known); // co_return moves from what is not const, and the next would get an empty one
}

Result<void> checkAcceleratorOption(const QString &wanted)
{
    static const QStringList known {{}, u"auto"_s, u"kvm"_s, u"tcg"_s};
    if (known.contains(wanted))
        return {};
    return Error {tr("There is no accelerator “%1”.").arg(wanted), {}, tr("Use one of: auto, kvm, tcg.")};
}

QCoro::Task<Result<AcceleratorChoice>> chooseAccelerator(QString wanted, KvmProbe probe, TargetContext context)
{
    if (const auto right = checkAcceleratorOption(wanted); !right)
        co_return right.error();
    if (wanted == u"tcg")
        co_return emulatedBecause(tr("The scenario asks for it."));
    const KvmVerdict verdict = co_await probe(context);
    if (verdict.usable())
        co_return AcceleratorChoice {
            .accelerator = verdict.accelerator(), .reason = {}, .detail = tr("KVM, %1").arg(verdict.detail)};
    if (wanted == u"kvm")
        co_return verdict.problem;
    co_return emulatedBecause(verdict.problem.what);
}

void tellIfEmulated(const AcceleratorChoice &choice, const TargetContext &context)
{
    if (!isEmulated(choice.accelerator))
        return;
    // That it is emulated is a caveat of the trial anyway; here is why.
    tellLog(
        context, LogSource::Boxmark, tr("The guest's processor is emulated for this reason: %1").arg(choice.reason));
}

} // namespace boxmark
