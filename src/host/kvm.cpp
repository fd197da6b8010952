// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "host/kvm.h"

#include <QCoreApplication>
#include <QFileInfo>
#include <QJsonDocument>
#include <QJsonObject>

#include <cerrno>
#include <cstring>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace boxmark {

namespace {

constexpr auto probeDeadline = 2s;
// A processor's own pace is below 1 ns, nested virtualisation leaves that as it is, and KVM without the processor's
// virtualisation was seen at 600 ns.
constexpr double slowestUsable = 25;

QString tr(const char *text)
{
    return QCoreApplication::translate("kvm", text);
}

/// What `boxmark-agent probe-kvm` told; its fields are described in agent/kvm/kvmprobe.h.
struct Answer
{
    explicit Answer(const QByteArray &line)
        : object(QJsonDocument::fromJson(line).object())
    {
    }

    bool isAnswer() const { return object.contains(u"ok"_s); }
    bool ran() const { return object[u"ok"_s].toBool(); }
    QString step() const { return object[u"step"_s].toString(); }
    int errorNumber() const { return object[u"errno"_s].toInt(); }
    qint64 reason() const { return object[u"reason"_s].toInteger(); }
    bool isGuest() const { return object[u"hypervisor"_s].toBool(); }
    bool hasExtensions() const { return object[u"extensions"_s].toBool(); }
    QString module() const { return object[u"vendor"_s].toString() == u"amd" ? u"kvm_amd"_s : u"kvm_intel"_s; }

    QJsonObject object;
};

QString systemText(int errorNumber)
{
    return QString::fromLocal8Bit(std::strerror(errorNumber));
}

KvmVerdict failed(KvmVerdict::State state, const Error &problem)
{
    return {.state = state, .problem = problem};
}

QString emulateMeanwhile()
{
    return tr("Until then machines can be emulated (accelerator: tcg), and their figures are marked.");
}

QString wantRealHardware(bool isGuest)
{
    return isGuest
        ? tr("This computer is itself a virtual machine: have nested virtualisation turned on for it, or use "
             "a computer that is none.")
        : tr("Look for messages of kvm in the kernel's log (dmesg).");
}

KvmVerdict unusable(const QString &why, bool isGuest)
{
    return failed(KvmVerdict::State::Unusable,
        {tr("KVM is there but cannot be used."), why, wantRealHardware(isGuest) + u' ' + emulateMeanwhile()});
}

KvmVerdict absent(const QString &device, const Answer &answer)
{
    const QString what = tr("This computer has no KVM.");
    if (answer.hasExtensions())
        return failed(KvmVerdict::State::Absent,
            {what, tr("There is no %1, although the processor offers virtualisation.").arg(device),
                tr("Load the kernel's module for it:"), u"sudo modprobe "_s + answer.module()});
    const QString remedy = answer.isGuest()
        ? wantRealHardware(true)
        : tr("Turn virtualisation on in the firmware's setup (VT-x, AMD-V, SVM), then load the module %1.")
              .arg(answer.module());
    return failed(KvmVerdict::State::Absent,
        {what, tr("There is no %1, and the processor offers no virtualisation.").arg(device),
            remedy + u' ' + emulateMeanwhile()});
}

KvmVerdict forbidden(const QString &device, int errorNumber)
{
    const QFileInfo file(device);
    const QString what = tr("You have no permission to use KVM.");
    const QString why = tr("%1 cannot be opened: %2. It belongs to %3, group %4.")
                            .arg(device, systemText(errorNumber), file.owner(), file.group());
    if (file.permission(QFile::ReadGroup | QFile::WriteGroup) && file.group() != u"root")
        return failed(KvmVerdict::State::Forbidden,
            {what, why, tr("Add yourself to the group %1, then log out and in again:").arg(file.group()),
                u"sudo usermod -aG %1 $USER"_s.arg(file.group())});
    return failed(KvmVerdict::State::Forbidden,
        {what, why, tr("Let the group kvm use it and add yourself to that group, then log out and in again:"),
            u"sudo chgrp kvm %1 && sudo chmod 660 %1 && sudo usermod -aG kvm $USER"_s.arg(device)});
}

KvmVerdict busy()
{
    return failed(KvmVerdict::State::Busy,
        {tr("KVM is taken by another hypervisor."),
            tr("It makes no machine: %1. VirtualBox and VMware hold the processor's virtualisation while a machine of "
               "theirs runs.")
                .arg(systemText(EBUSY)),
            tr("End the other hypervisor's machines, then try again.")});
}

KvmVerdict whyItDidNotRun(const Answer &answer, const QString &device)
{
    const int number = answer.errorNumber();
    if (answer.step() == u"open") {
        if (number == EACCES || number == EPERM)
            return forbidden(device, number);
        if (number == ENOENT || number == ENXIO || number == ENODEV)
            return absent(device, answer);
    }
    if (number == EBUSY)
        return busy();
    if (answer.step() == u"run" && number == 0)
        return unusable(tr("A guest did not get past its first instructions: the kernel ended it with exit reason %1.")
                            .arg(answer.reason()),
            answer.isGuest());
    if (number == 0)
        return unusable(
            tr("%1 speaks version %2 of its interface, not 12.").arg(device).arg(answer.reason()), answer.isGuest());
    const QString step = answer.step() == u"open" || answer.step() == u"version" ? tr("%1 is no KVM device").arg(device)
        : answer.step() == u"run"                                                ? tr("A guest could not be run")
                                                                                 : tr("It makes no machine");
    return unusable(u"%1: %2."_s.arg(step, systemText(number)), answer.isGuest());
}

QString shortNumber(double value)
{
    return value < 100 ? QString::number(value, 'g', 3) : QString::number(value, 'f', 0);
}

KvmVerdict judgePace(const Answer &answer)
{
    const double instruction = answer.object[u"instruction_ps"_s].toDouble() / 1000;
    const double exit = answer.object[u"exit_ns"_s].toDouble() / 1000;
    KvmVerdict verdict {.nanosecondsPerInstruction = instruction,
        .detail = tr("%1 ns an instruction, %2 µs an exit").arg(shortNumber(instruction), shortNumber(exit))};
    if (instruction <= slowestUsable) {
        verdict.state = answer.isGuest() ? KvmVerdict::State::Nested : KvmVerdict::State::Native;
        return verdict;
    }
    const KvmVerdict slow = unusable(
        tr("It runs guest code, but an instruction takes %1 ns there; with the processor's virtualisation it takes "
           "less than one.")
            .arg(instruction, 0, 'f', 0),
        answer.isGuest());
    verdict.state = slow.state;
    verdict.problem = slow.problem;
    return verdict;
}

Error notAsked(const QString &why)
{
    return {tr("Whether KVM can be used is not known."), why, tr("Install or build Boxmark again.")};
}

} // namespace

Accelerator KvmVerdict::accelerator() const
{
    switch (state) {
    case State::Native:
        return Accelerator::Kvm;
    case State::Nested:
        return Accelerator::NestedKvm;
    default:
        return Accelerator::Tcg;
    }
}

QString kvmStateName(KvmVerdict::State state)
{
    switch (state) {
    case KvmVerdict::State::Native:
        return u"native"_s;
    case KvmVerdict::State::Nested:
        return u"nested"_s;
    case KvmVerdict::State::Unusable:
        return u"unusable"_s;
    case KvmVerdict::State::Forbidden:
        return u"forbidden"_s;
    case KvmVerdict::State::Absent:
        return u"absent"_s;
    case KvmVerdict::State::Busy:
        break;
    }
    return u"busy"_s;
}

QCoro::Task<KvmVerdict> probeKvm(QString agentPath, WorkContext context, QString device)
{
    ProcessSpec spec {.program = agentPath};
    spec.arguments << u"probe-kvm"_s << u"--device"_s << device;
    const auto asked = co_await runCommand(context, spec, probeDeadline);
    if (!asked && context.cancel.isCancelled())
        co_return failed(KvmVerdict::State::Unusable, asked.error());
    if (!asked)
        co_return unusable(tr("Guest code of some thousand instructions did not end within two seconds."), false);
    const ProcessOutput &output = asked.value();
    const Answer answer(output.standardOutput);
    if (!answer.isAnswer())
        co_return failed(
            KvmVerdict::State::Unusable, notAsked(tr("“%1” %2.").arg(spec.commandLine(), output.result.text())));
    co_return answer.ran() ? judgePace(answer) : whyItDidNotRun(answer, device);
}

} // namespace boxmark
