// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "target/computer/computerfacts.h"

#include "host/diskfact.h"
#include "image/cache.h"
#include "image/dockercommand.h"
#include "target/docker/containeroptions.h"
#include "target/guest/accelerator.h"
#include "target/guest/qemu.h"
#include "target/guest/vmmversion.h"
#include "target/microvm/vmm.h"

#include <algorithm>
#include <utility>
#include <vector>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace boxmark {

namespace {

/// Something that answers in its own time, all of them at once.
struct Question
{
    QString name;
    QCoro::Task<Result<QString>> answer;
};

bool usesAnyOf(const QList<TargetSpec> &targets, const QStringList &kinds)
{
    return std::ranges::any_of(targets, [&](const TargetSpec &spec) { return kinds.contains(spec.kind); });
}

/// What the targets of a kind say of an option, each once; an empty text where one says nothing.
QStringList optionsOf(const QList<TargetSpec> &targets, const QString &kind, const QString &option)
{
    QStringList values;
    for (const TargetSpec &spec : targets) {
        if (spec.kind == kind && !values.contains(spec.options.value(option)))
            values.append(spec.options.value(option));
    }
    return values;
}

/// "20.10.24" of a program that tells it when it is asked for `--version`.
QCoro::Task<Result<QString>> titledVersion(QString title, QString program, WorkContext context)
{
    const Error missing {program, {}, {}};
    const auto version = co_await vmmVersion(program, missing, context);
    if (!version)
        co_return version.error();
    co_return title + u' ' + version.value();
}

/// "containerd 1.6.20, runc 1.1.5": what Docker's engine works with.
QCoro::Task<Result<QString>> engineParts(WorkContext context)
{
    const ProcessSpec spec = dockerWords(
        u"version"_s, u"--format"_s, u"{{range .Server.Components}}{{.Name}} {{.Version}}{{println}}{{end}}"_s);
    const auto output = co_await runCommand(context, spec, 2s);
    if (!output)
        co_return output.error();
    QStringList parts;
    for (const QString &line : QString::fromUtf8(output.value().standardOutput).split(u'\n', Qt::SkipEmptyParts)) {
        if (!line.startsWith(u"Engine "_s))
            parts.append(line.trimmed());
    }
    if (parts.isEmpty())
        co_return Error {u"The engine tells nothing of its parts."_s, {}, {}};
    co_return parts.join(u", "_s);
}

std::vector<Question> askEngines(const QList<TargetSpec> &targets, const TargetContext &context)
{
    std::vector<Question> questions;
    const QStringList engines = optionsOf(targets, u"docker"_s, containeroption::engine);
    const QString podman = engineName(ContainerEngine::Podman);
    // The images of guests are Docker's too.
    if (usesAnyOf(targets, {u"vm"_s, u"microvm"_s, u"vagrant"_s}) || engines.count() > engines.count(podman)) {
        questions.push_back({u"docker"_s, engineVersion(context)});
        questions.push_back({u"docker's parts"_s, engineParts(context)});
    }
    if (engines.contains(podman))
        questions.push_back({podman, engineVersion(context, ContainerEngine::Podman)});
    for (const QString &runtime : optionsOf(targets, u"docker"_s, containeroption::runtime)) {
        if (!runtime.isEmpty())
            questions.push_back({runtime, titledVersion(runtime, runtime, context)});
    }
    return questions;
}

std::vector<Question> askMachines(const QList<TargetSpec> &targets, const TargetContext &context)
{
    std::vector<Question> questions;
    const QStringList wanted = optionsOf(targets, u"microvm"_s, u"vmm"_s);
    for (const Vmm &vmm : vmms()) {
        const bool isQemusVm = vmm.program == qemuProgram && usesAnyOf(targets, {u"vm"_s});
        if (isQemusVm || wanted.contains(vmm.id) || wanted.contains(QString()))
            questions.push_back({vmm.id, titledVersion(vmm.title, vmm.program, context)});
    }
    if (usesAnyOf(targets, {u"vagrant"_s}))
        questions.push_back({u"vagrant"_s, titledVersion(u"Vagrant"_s, u"vagrant"_s, context)});
    return questions;
}

} // namespace

QString kvmText(const KvmVerdict &verdict)
{
    const QString state = kvmStateName(verdict.state);
    return verdict.detail.isEmpty() ? state : u"%1: %2"_s.arg(state, verdict.detail);
}

QCoro::Task<Environment> askComputer(QList<TargetSpec> targets, TargetContext context)
{
    const KvmVerdict kvm = co_await knownKvmVerdict(context); // it measures: nothing runs beside it
    std::vector<Question> questions = askEngines(targets, context);
    for (Question &question : askMachines(targets, context))
        questions.push_back(std::move(question));
    Environment environment;
    const auto learn = [&environment](const QString &name, const QString &value) {
        if (!value.isEmpty())
            environment.facts.append({name, value});
    };
    learn(u"disk"_s, diskFact(cacheFolder()));
    learn(u"kvm"_s, kvmText(kvm));
    for (Question &question : questions) {
        const Result<QString> answer = co_await question.answer;
        if (answer)
            learn(question.name, answer.value());
    }
    co_return environment;
}

} // namespace boxmark
