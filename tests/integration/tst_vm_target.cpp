// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "helpers/strictlog.h"
#include "host/port.h"
#include "host/textfile.h"
#include "image/cache.h"
#include "integration/dockerfixture.h"
#include "load/healthprobe.h"
#include "sample/hostsampler.h"
#include "target/vm/vmtarget.h"

#include <QDir>
#include <QSignalSpy>

#include <csignal>
#include <sys/utsname.h>

using namespace boxmark;
using namespace boxmark::test;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

QCoro::Task<KvmVerdict> noKvm(TargetContext)
{
    co_return KvmVerdict {.problem = {u"KVM is not there."_s, u"This is a test's own word."_s, {}}};
}

Scenario smallMachine(Scenario scenario = builtin())
{
    scenario.resources = {.cpus = 1, .memory = Bytes {320 << 20}};
    return scenario;
}

/// A machine on its way, with all that it tells.
struct StartedVm
{
    StartedVm(TargetRun &run, const Scenario &scenario, const QMap<QString, QString> &options = {})
        : target({.name = u"vm"_s, .kind = u"vm"_s, .options = options}, noKvm)
    {
        const auto prepared = await(target.prepare(scenario, run.context));
        if (!prepared) {
            error = prepared.error();
            return;
        }
        app = prepared.value();
        auto made = await(target.start(app, scenario, run.context));
        if (!made) {
            error = made.error();
            return;
        }
        instance = made.take();
        const auto note = [this](const QString &name, MonotonicTime at) { phases.insert(name, at); };
        QObject::connect(instance.get(), &Instance::phaseReached, instance.get(), note);
        QObject::connect(instance->agent(), &AgentLink::phaseReached, instance.get(), note);
        QObject::connect(instance.get(), &Instance::exited, instance.get(), [this](const Error &why) { exit = why; });
    }

    VmTarget target;
    std::shared_ptr<PreparedApp> app {};
    std::unique_ptr<Instance> instance {};
    Error error {};
    QMap<QString, MonotonicTime> phases {};
    std::optional<Error> exit {};
};

/// QEMUs that have a disk of this session: its folder's name is in their arguments.
QList<qint64> machinesOf(const QString &session)
{
    QList<qint64> found;
    for (const QString &name : QDir(u"/proc"_s).entryList(QDir::Dirs)) {
        const QString command = textOf(u"/proc/%1/cmdline"_s.arg(name));
        // Not the program that makes its disk, which is gone in a moment.
        if (command.contains(u"qemu-system"_s) && command.contains(u"/boxmark-%1-vm-"_s.arg(session)))
            found << name.toLongLong();
    }
    return found;
}

QStringList foldersOf(const QString &session)
{
    return QDir(cacheFolder() + u"/guests"_s).entryList({u"boxmark-%1-*"_s.arg(session)}, QDir::Dirs);
}

QString hostKernel()
{
    utsname names {};
    uname(&names);
    return QString::fromLatin1(names.release);
}

QByteArray answerOf(const Instance &instance, const QString &path)
{
    QProcess client;
    client.start(
        u"curl"_s, {u"--silent"_s, u"--max-time"_s, u"30"_s, instance.endpoint().resolved(QUrl(path)).toString()});
    client.waitForFinished(60000);
    return client.readAllStandardOutput().trimmed();
}

/// Bytes that firmware takes for a disk to start from, and that do nothing but wait.
QByteArray diskThatHangs()
{
    return QByteArray::fromHex("ebfe").leftJustified(510, '\0') + QByteArray::fromHex("55aa");
}

} // namespace

class TestVmTarget : public QObject
{
    Q_OBJECT

private slots:
    void init() { test::failOnAnyWarning(); }

    void initTestCase()
    {
        if (const auto agent = findAgentBinary(); !agent)
            QSKIP(qPrintable(agent.error().text()));
        test::TargetRun run;
        VmTarget target({.name = u"vm"_s, .kind = u"vm"_s, .options = {}}, noKvm);
        const auto readiness = test::await(target.probe(run.context));
        if (!readiness.ready)
            QSKIP(qPrintable(readiness.problem.text()));
        QVERIFY2(readiness.detail.startsWith(u"QEMU "_s), qPrintable(readiness.detail));
        QCOMPARE(readiness.accelerator, Accelerator::Tcg);
    }

    void aMachineThatHangsSaysWhatADiskNeedsAndLeavesNothing()
    {
        QTemporaryDir folder;
        QFile disk(folder.filePath(u"own, disk.img"_s));
        QVERIFY(disk.open(QIODevice::WriteOnly));
        disk.write(diskThatHangs());
        disk.close();
        test::TargetRun run;
        StartedVm it(run, smallMachine(), {{u"disk"_s, disk.fileName()}});
        QVERIFY2(it.instance, qPrintable(it.error.text()));
        QTRY_COMPARE(machinesOf(run.context.sessionId).size(), 1);
        QVERIFY2(it.instance->startReport().contains(u"cloud-init"_s), qPrintable(it.instance->startReport()));

        QVERIFY(::kill(pid_t(machinesOf(run.context.sessionId).first()), SIGKILL) == 0);
        QTRY_VERIFY(it.exit);
        QVERIFY2(it.exit->what.contains(u"was killed"_s), qPrintable(it.exit->text()));
        QVERIFY(test::await(it.instance->stop()).ok());
        QCOMPARE(foldersOf(run.context.sessionId), QStringList());
        QFile unchanged(disk.fileName());
        QVERIFY(unchanged.open(QIODevice::ReadOnly));
        QCOMPARE(unchanged.readAll(), diskThatHangs());
    }

    void theSystemRunsTheAppAndTellsWhenItDidWhat()
    {
        test::TargetRun run;
        StartedVm it(run, smallMachine());
        QVERIFY2(it.instance, qPrintable(it.error.text()));
        QVERIFY(it.app->imageSize && it.app->diskSize);
        QVERIFY(it.app->diskSize->count > (100 << 20) && it.app->diskSize->count < (1 << 30));
        const QSignalSpy inside(it.instance->agent(), &AgentLink::sampled);
        const auto healthy = test::await(waitUntilHealthy(healthOf(*it.instance), {}, 200s));
        QVERIFY2(healthy.ok(), qPrintable(run.lines(LogSource::Console).join(u'\n')));
        QTRY_VERIFY_WITH_TIMEOUT(it.phases.contains(phase::appListening), 30000);
        QTRY_VERIFY_WITH_TIMEOUT(inside.size() >= 3, 30000);

        // Every phase lies after the one before, by the host's clock.
        MonotonicTime last = it.instance->origin();
        for (const QString &name :
            {phase::firmware, phase::kernel, phase::system, phase::appStarted, phase::appListening}) {
            QVERIFY2(it.phases.contains(name), qPrintable(name));
            QVERIFY2(it.phases.value(name) > last, qPrintable(name));
            qInfo("%s: %.2f s", qPrintable(name),
                std::chrono::duration<double>(it.phases.value(name) - it.instance->origin()).count());
            last = it.phases.value(name);
        }
        QVERIFY(last <= Clock::system().now());

        const auto hello = it.instance->agent()->hello();
        QVERIFY(hello);
        QVERIFY2(hello->kernel.endsWith(u"-cloud-amd64"_s), qPrintable(hello->kernel));
        QVERIFY(hello->kernel != hostKernel());
        QVERIFY(hello->bootId != textOf(u"/proc/sys/kernel/random/boot_id"_s));
        QVERIFY(hello->pid > 1); // systemd is
        QCOMPARE(hello->cpus, 1);
        QVERIFY(hello->memoryBytes && *hello->memoryBytes > (200 << 20) && *hello->memoryBytes <= (320 << 20));
        const BoxFacts facts = it.instance->facts();
        QCOMPARE(facts.accelerator, Accelerator::Tcg);
        QVERIFY2(facts.machine.startsWith(u"QEMU "_s) && facts.machine.endsWith(u" q35"_s), qPrintable(facts.machine));

        QVERIFY(answerOf(*it.instance, u"/primecount?n=30000"_s).contains("3245"));
        auto source = test::await(it.instance->hostSource());
        QVERIFY2(source.ok(), source.ok() ? "" : qPrintable(source.error().text()));
        const auto reading = source.value()->read();
        QVERIFY(reading.ok());
        QVERIFY(reading.value().memory && reading.value().memory->count > (64 << 20));

        QVERIFY(test::await(it.instance->stop()).ok());
        QVERIFY(!it.exit);
        QCOMPARE(machinesOf(run.context.sessionId), QList<qint64>());
        QCOMPARE(foldersOf(run.context.sessionId), QStringList());
        QVERIFY(isPortFree(quint16(it.instance->endpoint().port())));
    }

    void aDockerfilesAppRunsAsItsUserInItsOwnFiles()
    {
        if (!hasBaseImage())
            QSKIP("There is no image debian:bookworm-slim.");
        DockerfileApp made(R"(FROM debian:bookworm-slim
RUN useradd --uid 1234 worker && mkdir /srv/app && echo from the image >/srv/app/words
WORKDIR /srv/app
ENV GREETING=hello
USER worker
CMD ["perl", "-MSocket", "-e", "socket(S,PF_INET,SOCK_STREAM,0); setsockopt(S,SOL_SOCKET,SO_REUSEADDR,1); \
bind(S,sockaddr_in(8080,INADDR_ANY)); listen(S,9); \
while(accept(C,S)){ while(<C>){last unless /\\S/} open(W,'words'); \
$b=join(' ',$<,$ENV{GREETING},`uname -r`=~/(.*)/,<W>); close W; \
print C qq(HTTP/1.0 200 OK\\r\\nContent-Length: ).length($b).qq(\\r\\n\\r\\n$b); close C}"]
)");
        made.scenario.app.port = 8080;
        test::TargetRun run;
        StartedVm it(run, smallMachine(made.scenario));
        QVERIFY2(it.instance, qPrintable(it.error.text()));
        const auto healthy = test::await(waitUntilHealthy(healthOf(*it.instance), {}, 200s));
        QVERIFY2(healthy.ok(), qPrintable(run.lines(LogSource::Console).join(u'\n')));
        QTRY_VERIFY_WITH_TIMEOUT(it.instance->agent()->hello(), 30000);
        const QString kernel = it.instance->agent()->hello()->kernel;
        QCOMPARE(answerOf(*it.instance, u"/"_s), "1234 hello " + kernel.toLatin1() + " from the image");
        QVERIFY(test::await(it.instance->stop()).ok());
        QCOMPARE(machinesOf(run.context.sessionId), QList<qint64>());
    }

    void whatAKilledProgramLeavesIsEndedAtTheNextStart()
    {
        test::TargetRun run;
        const QString session = run.context.sessionId;
        QProcess holder;
        const QString program = QCoreApplication::applicationDirPath() + u"/target_holder"_s;
        holder.start(program, {u"vm"_s, run.journalFolder.path(), session});
        QVERIFY(holder.waitForStarted());
        QTRY_COMPARE_WITH_TIMEOUT(machinesOf(session).size(), 1, 120000);
        ::kill(pid_t(holder.processId()), SIGKILL);
        QVERIFY(holder.waitForFinished());
        QTRY_COMPARE_WITH_TIMEOUT(machinesOf(session), QList<qint64>(), 10000);
        QCOMPARE(foldersOf(session).size(), 1);

        QVERIFY(test::await(recoverLeftovers(run.context)).isEmpty());
        QCOMPARE(foldersOf(session), QStringList());
        QVERIFY(run.journal.leftovers().isEmpty());
    }

    void anotherAppThanAnImagesIsRefused()
    {
        test::TargetRun run;
        Scenario scenario = builtin();
        scenario.app.source = AppSpec::Source::Command;
        scenario.app.command = {u"true"_s};
        const StartedVm it(run, scenario);
        QVERIFY(!it.instance);
        QVERIFY(!it.error.remedy.isEmpty());
    }
};

QTEST_GUILESS_MAIN(TestVmTarget)
#include "tst_vm_target.moc"
