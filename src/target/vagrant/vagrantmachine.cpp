// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "target/vagrant/vagrantmachine.h"

#include "host/textfile.h"
#include "image/cache.h"
#include "target/vagrant/vagrantoutput.h"
#include "target/vagrant/vagrantproblem.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QFileInfo>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace boxmark {

namespace {

constexpr auto questionDeadline = 2min; // Ruby and its plugins take their time on a busy computer
constexpr auto haltDeadline = 6min; // Vagrant itself waits for a minute, and then pulls the plug
constexpr auto destroyDeadline = 6min;

const QString dotFolderVariable = u"VAGRANT_DOTFILE_PATH"_s;
const QString markName = u"boxmark"_s;
const QString journalType = u"machine"_s;

QString tr(const char *text)
{
    return QCoreApplication::translate("vagrant", text);
}

// Scenarios that came with an installed Boxmark lie where only root writes.
QString dotFolder(const QString &directory)
{
    const QString chosen = qEnvironmentVariable(dotFolderVariable.toLatin1().constData());
    if (!chosen.isEmpty())
        return QDir(directory).absoluteFilePath(chosen);
    if (QFileInfo(directory).isWritable())
        return directory + u"/.vagrant"_s;
    return cacheFolder() + u"/vagrant/"_s + digestOf({directory.toUtf8()}).first(16);
}

JournalEntry entryOf(const QString &mark)
{
    return {u"vagrant"_s, journalType, mark};
}

// Vagrant clears the provider's own folder as it likes, also while it makes the machine.
QString markOf(const VagrantMachine &machine)
{
    return dotFolder(machine.directory) + u"/machines/%1/%2"_s.arg(machine.name, markName);
}

/// A mark says whose machine it is, in lines: "ours" or "found", the directory, the machine's name, its provider, and
/// its id once it has one.
QByteArray markText(const VagrantMachine &machine)
{
    const QStringList lines {
        machine.ours ? u"ours"_s : u"found"_s, machine.directory, machine.name, machine.provider, machine.id()};
    return lines.join(u'\n').toUtf8();
}

Result<void> writeMark(const VagrantMachine &machine, QFile::OpenMode mode)
{
    QFile file(markOf(machine));
    if (QDir().mkpath(QFileInfo(file).path()) && file.open(QFile::WriteOnly | mode) && file.write(markText(machine)) > 0
        && file.flush())
        return {};
    return Error {tr("The machine cannot be marked as one that Boxmark uses."),
        tr("%1: %2").arg(file.fileName(), file.errorString()), tr("Let that folder belong to you.")};
}

struct Mark
{
    VagrantMachine machine {};
    QString id {}; ///< empty: it was not made yet when the mark was written
};

// What is destroyed on a journal's word must be what we marked: the journal is a file, and files get damaged.
std::optional<Mark> readMark(const QString &path)
{
    const QStringList lines = textOf(path).split(u'\n');
    if (lines.size() < 4 || (lines.first() != u"ours"_s && lines.first() != u"found"_s))
        return std::nullopt;
    Mark mark {
        .machine = {.directory = lines.at(1), .name = lines.at(2), .provider = lines.at(3)}, .id = lines.value(4)};
    mark.machine.ours = lines.first() == u"ours"_s;
    return markOf(mark.machine) == path ? std::optional(mark) : std::nullopt;
}

/// Not so when somebody has destroyed it since, and perhaps made another one.
bool isStillThere(const Mark &mark)
{
    const QString id = mark.machine.id();
    return QFileInfo(mark.machine.directory).isDir() && !id.isEmpty() && (mark.id.isEmpty() || mark.id == id);
}

Error inUse(const VagrantMachine &machine)
{
    const QString mark = markOf(machine);
    return {tr("The machine “%1” is in use by another run.").arg(machine.name), tr("It is marked in %1.").arg(mark),
        tr("Wait until that run has ended. If none goes on, destroy the machine and remove the mark:"),
        machine.command({u"destroy"_s, u"-f"_s, machine.name}).commandLine() + u" && "_s
            + ProcessSpec {u"rm"_s, {mark}}.commandLine()};
}

Error notOff(const VagrantStatus &status, const VagrantMachine &machine)
{
    return {tr("The machine “%1” was there before, and is left as it is: %2.").arg(status.machine, status.words),
        tr("To measure cold boots it would have to be halted, and what it does now would be lost."),
        tr("Halt it yourself; Boxmark leaves it halted then."),
        machine.command({u"halt"_s, status.machine}).commandLine()};
}

Error severalMachines(const QList<VagrantStatus> &all, const QString &wanted)
{
    QStringList names;
    for (const VagrantStatus &status : all)
        names << status.machine;
    return {wanted.isEmpty() ? tr("The Vagrantfile has several machines.")
                             : tr("The Vagrantfile has no machine “%1”.").arg(wanted),
        tr("They are: %1.").arg(names.join(u", "_s)), tr("Name one with the target (machine: …).")};
}

Result<VagrantStatus> chosen(const QList<VagrantStatus> &all, const QString &wanted)
{
    if (wanted.isEmpty() && all.size() == 1)
        return all.first();
    for (const VagrantStatus &status : all) {
        if (status.machine == wanted)
            return status;
    }
    return severalMachines(all, wanted);
}

WorkContext beyondStop(WorkContext context)
{
    context.cancel = {};
    return context;
}

} // namespace

ProcessSpec VagrantMachine::command(const QStringList &words) const
{
    ProcessSpec spec {.program = u"vagrant"_s, .arguments = words};
    spec.workingDirectory = directory;
    spec.environment = environment;
    spec.environment.insert(u"VAGRANT_CHECKPOINT_DISABLE"_s, u"1"_s); // does not ask for its own newer versions
    spec.environment.insert(u"VAGRANT_BOX_UPDATE_CHECK_DISABLE"_s, u"1"_s); // nor for its boxes': each start would wait
    spec.environment.insert(u"VAGRANT_NO_COLOR"_s, u"1"_s);
    if (const QString folder = dotFolder(directory); folder != directory + u"/.vagrant"_s)
        spec.environment.insert(dotFolderVariable, folder);
    return spec;
}

QString VagrantMachine::dataFolder() const
{
    return dotFolder(directory) + u"/machines/%1/%2"_s.arg(name, provider);
}

QString VagrantMachine::id() const
{
    return textOf(dataFolder() + u"/id"_s);
}

QMap<QString, QString> machineEnvironment(int cpus, Bytes memory, bool kvmWorks)
{
    return {{u"BOXMARK_CPUS"_s, QString::number(cpus)}, {u"BOXMARK_MEMORY"_s, QString::number(memory.count >> 20)},
        {u"BOXMARK_DRIVER"_s, kvmWorks ? u"kvm"_s : u"qemu"_s}};
}

QCoro::Task<Result<ProcessOutput>> runVagrant(
    WorkContext context, VagrantMachine machine, QStringList words, std::chrono::milliseconds deadline)
{
    const ProcessSpec spec = machine.command(words);
    const bool forPeople = !words.contains(u"--machine-readable"_s);
    std::function<void(QString)> tell;
    if (forPeople)
        tell = [context](const QString &line) { tellLog(context, LogSource::Console, line); };
    auto output = co_await runCommand(context, spec, deadline, tell);
    if (!output)
        co_return output.error();
    if (output.value().result.succeeded())
        co_return output.take();
    const QByteArray all = output.value().standardOutput + output.value().standardError;
    co_return vagrantProblem(output.value().result, vagrantWords(all), spec.commandLine());
}

QCoro::Task<Result<VagrantMachine>> findMachine(
    VagrantOptions options, QMap<QString, QString> environment, WorkContext context)
{
    VagrantMachine machine {.directory = options.directory, .name = options.machine, .environment = environment};
    const QStringList words {u"status"_s, u"--machine-readable"_s};
    const auto asked = co_await runVagrant(context, machine, words, questionDeadline);
    if (!asked)
        co_return asked.error();
    const auto status = chosen(parseVagrantStatus(asked.value().standardOutput), options.machine);
    if (!status)
        co_return status.error();
    machine.name = status.value().machine;
    machine.ours = status.value().state == VagrantStatus::State::NotCreated;
    machine.provider = status.value().provider;
    if (machine.ours && !options.provider.isEmpty())
        machine.provider = options.provider;
    if (QFile::exists(markOf(machine)))
        co_return inUse(machine);
    if (status.value().state == VagrantStatus::State::Other)
        co_return notOff(status.value(), machine);
    co_return machine;
}

Result<void> claimMachine(const VagrantMachine &machine, WorkContext context)
{
    const QString mark = markOf(machine);
    if (const auto noted = context.journal->add(entryOf(mark)); !noted)
        return noted;
    const auto marked = writeMark(machine, QFile::NewOnly);
    if (!marked)
        context.journal->remove(entryOf(mark));
    return marked;
}

Result<void> markAsMade(const VagrantMachine &machine)
{
    return writeMark(machine, QFile::Truncate);
}

QCoro::Task<Result<void>> haltMachine(VagrantMachine machine, bool atOnce, WorkContext context)
{
    const QStringList words
        = atOnce ? QStringList {u"halt"_s, u"--force"_s, machine.name} : QStringList {u"halt"_s, machine.name};
    const WorkContext always = beyondStop(context);
    const auto halted = co_await runVagrant(always, machine, words, haltDeadline);
    if (!halted)
        co_return halted.error();
    co_return {};
}

QCoro::Task<Result<void>> giveMachineBack(VagrantMachine machine, WorkContext context)
{
    const WorkContext always = beyondStop(context);
    if (machine.ours) {
        const QStringList words {u"destroy"_s, u"-f"_s, machine.name};
        const auto destroyed = co_await runVagrant(always, machine, words, destroyDeadline);
        if (!destroyed)
            co_return destroyed.error();
    } else {
        const auto halted = co_await haltMachine(machine, false, always);
        if (!halted)
            co_return halted;
    }
    const QString mark = markOf(machine);
    QFile::remove(mark);
    if (context.journal)
        context.journal->remove(entryOf(mark));
    co_return {};
}

QCoro::Task<Result<void>> recoverMachines(QList<JournalEntry> entries, WorkContext context)
{
    for (const JournalEntry &entry : entries) {
        if (entry.type != journalType)
            continue;
        const auto mark = readMark(entry.name);
        if (!mark)
            continue;
        if (!isStillThere(*mark)) {
            QFile::remove(entry.name);
            continue;
        }
        const VagrantMachine machine = mark->machine;
        tellLog(context, LogSource::Boxmark, tr("Ending the machine “%1” of %2.").arg(machine.name, machine.directory));
        const auto ended = co_await giveMachineBack(machine, context);
        if (!ended)
            co_return ended;
    }
    co_return {};
}

QCoro::Task<Result<SshAccess>> askSshAccess(VagrantMachine machine, WorkContext context)
{
    const QStringList words {u"ssh-config"_s, machine.name};
    const ProcessSpec spec = machine.command(words);
    const auto asked = co_await runCommand(context, spec, questionDeadline);
    if (!asked)
        co_return asked.error();
    const ProcessOutput &output = asked.value();
    if (!output.result.succeeded())
        co_return vagrantProblem(
            output.result, vagrantWords(output.standardOutput + output.standardError), spec.commandLine());
    co_return parseSshConfig(QString::fromUtf8(output.standardOutput), machine.name);
}

} // namespace boxmark
