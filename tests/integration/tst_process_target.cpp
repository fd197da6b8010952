// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "helpers/strictlog.h"
#include "helpers/targetrun.h"
#include "host/cgrouphierarchy.h"
#include "host/port.h"
#include "host/textfile.h"
#include "load/healthprobe.h"
#include "sample/hostsampler.h"

#include <QDir>
#include <QProcess>
#include <QSignalSpy>
#include <QTcpServer>

#include <csignal>

using namespace boxmark;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

Scenario builtin()
{
    Scenario scenario;
    scenario.samplingInterval = 20ms;
    return scenario;
}

/// A shell script as the app; "$0" is boxmark-agent, which can serve.
Scenario command(const QString &script)
{
    Scenario scenario = builtin();
    scenario.app.source = AppSpec::Source::Command;
    scenario.app.command = {u"/bin/sh"_s, u"-c"_s, script, findAgentBinary().value()};
    scenario.app.port = findFreePort().value();
    return scenario;
}

const QString serve = u"exec \"$0\" serve --listen 127.0.0.1:$PORT"_s;

QUrl healthOf(const Instance &instance)
{
    return instance.endpoint().resolved(QUrl(u"/health"_s));
}

/// The directories of all groups that this session made.
QStringList groupsOf(const QString &session)
{
    QStringList found;
    const auto hierarchy = CgroupHierarchy::read();
    const qint64 own = QCoreApplication::applicationPid();
    for (const QString &controller : {u"cpu"_s, u"cpuacct"_s, u"memory"_s}) {
        if (const auto place = hierarchy.placeOf(own, controller)) {
            for (const QString &name :
                QDir(place->directory).entryList({u"boxmark-"_s + session + u"-*"_s}, QDir::Dirs))
                found << place->directory + u'/' + name;
        }
    }
    return found;
}

QList<qint64> processesIn(const QStringList &groups)
{
    QList<qint64> pids;
    for (const QString &group : groups) {
        for (const QString &pid : textOf(group + u"/cgroup.procs"_s).split(u'\n', Qt::SkipEmptyParts))
            pids << pid.toLongLong();
    }
    return pids;
}

/// A target that has been started.
struct Started
{
    Started(test::TargetRun &run, const Scenario &scenario)
        : target(test::makeTarget(u"process"_s))
    {
        auto app = test::await(target->prepare(scenario, run.context));
        if (!app) {
            error = app.error();
            return;
        }
        auto made = test::await(target->start(app.value(), scenario, run.context));
        if (made)
            instance = made.take();
        else
            error = made.error();
    }

    std::unique_ptr<Target> target;
    std::unique_ptr<Instance> instance;
    Error error {};
};

bool canMakeGroups()
{
    test::TargetRun run;
    Started it(run, builtin());
    const bool made = !groupsOf(run.context.sessionId).isEmpty();
    return test::await(it.instance->stop()).ok() && made;
}

} // namespace

class TestProcessTarget : public QObject
{
    Q_OBJECT

private slots:
    void init() { test::failOnAnyWarning(); }

    void initTestCase()
    {
        if (const auto agent = findAgentBinary(); !agent)
            QSKIP(qPrintable(agent.error().text()));
    }

    void theWorkloadAnswersIsSampledAndLeavesNothing()
    {
        test::TargetRun run;
        Started it(run, builtin());
        QVERIFY2(it.instance, qPrintable(it.error.text()));
        const QSignalSpy launched(it.instance.get(), &Instance::launched);
        const QSignalSpy exited(it.instance.get(), &Instance::exited);
        const QSignalSpy inside(it.instance->agent(), &AgentLink::sampled);
        QVERIFY(test::await(waitUntilHealthy(healthOf(*it.instance), {}, 30s)).ok());
        QCOMPARE(launched.size(), 1);
        QVERIFY(it.instance->agent()->hello());
        QTRY_VERIFY(inside.size() >= 3);

        auto source = test::await(it.instance->hostSource());
        QVERIFY(source.ok());
        const auto reading = source.value()->read();
        QVERIFY(reading.ok());
        QVERIFY(reading.value().cpu && *reading.value().cpu > 0ns);
        QVERIFY(reading.value().memory && reading.value().memory->count > 0);

        const QList<qint64> pids = processesIn(groupsOf(run.context.sessionId));
        QVERIFY(test::await(it.instance->stop()).ok());
        QCOMPARE(exited.size(), 0);
        for (const qint64 pid : pids)
            QVERIFY(!test::isAlive(pid));
        QCOMPARE(groupsOf(run.context.sessionId), QStringList());
        QVERIFY(isPortFree(quint16(it.instance->endpoint().port())));
        QCOMPARE(QDir(run.journalFolder.path()).entryList(QDir::Files).size(), 1);
        QCOMPARE(
            textOf(run.journalFolder.path() + u'/' + QDir(run.journalFolder.path()).entryList(QDir::Files).first()),
            QString());
        QVERIFY(run.lines(LogSource::Command).first().contains(u"boxmark-agent run --port"_s));
        QVERIFY(test::await(it.instance->stop()).ok());
    }

    void theLimitsAreThoseOfTheKernel()
    {
        if (!canMakeGroups())
            QSKIP("no control groups may be made here");
        test::TargetRun run;
        Scenario scenario = builtin();
        scenario.resources = {.cpus = 0.5, .memory = Bytes {256 * 1024 * 1024}};
        Started it(run, scenario);
        QVERIFY2(it.instance, qPrintable(it.error.text()));
        QCOMPARE(run.caveats, QStringList());
        QVERIFY(test::await(waitUntilHealthy(healthOf(*it.instance), {}, 30s)).ok());

        const auto hierarchy = CgroupHierarchy::read();
        const qint64 pid = processesIn(groupsOf(run.context.sessionId)).first();
        const auto cpu = hierarchy.placeOf(pid, u"cpu"_s);
        const auto memory = hierarchy.placeOf(pid, u"memory"_s);
        QVERIFY(cpu && memory);
        if (cpu->unified) {
            QCOMPARE(textOf(cpu->directory + u"/cpu.max"_s), u"50000 100000"_s);
        } else {
            QCOMPARE(textOf(cpu->directory + u"/cpu.cfs_quota_us"_s), u"50000"_s);
            QCOMPARE(textOf(cpu->directory + u"/cpu.cfs_period_us"_s), u"100000"_s);
        }
        const QString limit = memory->unified ? u"/memory.max"_s : u"/memory.limit_in_bytes"_s;
        QCOMPARE(textOf(memory->directory + limit), QString::number(256 * 1024 * 1024));
        auto source = test::await(it.instance->hostSource());
        QVERIFY(source.ok());
        QVERIFY2(source.value()->description().contains(u"cgroup"_s), qPrintable(source.value()->description()));
        QVERIFY(test::await(it.instance->stop()).ok());
        QCOMPARE(groupsOf(run.context.sessionId), QStringList());
    }

    void aCommandGetsItsPortAndTheScenariosFolder()
    {
        QTemporaryDir folder;
        test::TargetRun run;
        Scenario scenario = command(u"echo \"$PORT in $PWD\"; "_s + serve);
        scenario.filePath = folder.filePath(u"scenario.yaml"_s);
        Started it(run, scenario);
        QVERIFY2(it.instance, qPrintable(it.error.text()));
        QCOMPARE(it.instance->endpoint().port(), scenario.app.port);
        QStringList lines;
        connect(it.instance->agent(), &AgentLink::appWrote, this, [&](int, const QString &line) { lines << line; });
        QVERIFY(test::await(waitUntilHealthy(healthOf(*it.instance), {}, 30s)).ok());
        QTRY_VERIFY(!lines.isEmpty());
        QCOMPARE(lines.first(), u"%1 in %2"_s.arg(scenario.app.port).arg(QDir(folder.path()).canonicalPath()));
        QVERIFY(test::await(it.instance->stop()).ok());
    }

    void aPortThatIsTakenIsNamedWithItsProgram()
    {
        test::TargetRun run;
        QTcpServer server;
        QVERIFY(server.listen(QHostAddress::LocalHost));
        Scenario scenario = command(serve);
        scenario.app.port = server.serverPort();
        Started it(run, scenario);
        QVERIFY(!it.instance);
        QVERIFY(it.error.what.contains(QString::number(server.serverPort())));
        QVERIFY2(it.error.why.contains(u"tst_process"_s), qPrintable(it.error.why));
        QVERIFY(!it.error.remedy.isEmpty());
        QCOMPARE(groupsOf(run.context.sessionId), QStringList());
    }

    void anAppThatExitsAtOnceIsToldWithItsLastLines()
    {
        test::TargetRun run;
        Started it(run, command(u"echo cannot find my data >&2; exit 3"_s));
        QVERIFY(it.instance);
        const QSignalSpy exited(it.instance.get(), &Instance::exited);
        QTRY_COMPARE(exited.size(), 1);
        const auto why = exited.first().first().value<Error>();
        QVERIFY2(why.text().contains(u"status 3"_s), qPrintable(why.text()));
        QVERIFY2(why.text().contains(u"cannot find my data"_s), qPrintable(why.text()));
        QVERIFY(test::await(it.instance->stop()).ok());
        QCOMPARE(groupsOf(run.context.sessionId), QStringList());
    }

    void anAppThatNeedsMoreMemoryThanItMayHaveIsToldSo()
    {
        if (!canMakeGroups())
            QSKIP("no control groups may be made here");
        test::TargetRun run;
        Scenario scenario = command(u"exec tail /dev/zero"_s); // looks for the last line in memory, and there is none
        scenario.resources.memory = Bytes {64 * 1024 * 1024};
        Started it(run, scenario);
        QVERIFY2(it.instance, qPrintable(it.error.text()));
        const QSignalSpy exited(it.instance.get(), &Instance::exited);
        QTRY_COMPARE_WITH_TIMEOUT(exited.size(), 1, 30000);
        const auto why = exited.first().first().value<Error>();
        QCOMPARE(why.what, u"The app was killed."_s);
        QVERIFY2(why.remedy.contains(u"resources.memory"_s), qPrintable(why.remedy));
        QVERIFY(test::await(it.instance->stop()).ok());
    }

    void aProgramThatIsNotThereIsToldBeforeTheStart()
    {
        test::TargetRun run;
        Scenario scenario = command(serve);
        scenario.app.command = {u"no-such-program"_s};
        Started it(run, scenario);
        QVERIFY(!it.instance);
        QVERIFY(it.error.why.contains(u"no-such-program"_s));
    }

    void whatTheAppDetachesIsEndedToo()
    {
        test::TargetRun run;
        // A session of its own, a parent that is gone, deaf to SIGTERM.
        Started it(run,
            command(u"(trap '' TERM; setsid sh -c 'trap \"\" TERM; echo detached $$; sleep 1000; sleep 1000' &) ; "_s
                + serve));
        QVERIFY(it.instance);
        qint64 detached = 0;
        connect(it.instance->agent(), &AgentLink::appWrote, this, [&](int, const QString &line) {
            if (line.startsWith(u"detached "_s))
                detached = line.sliced(9).toLongLong();
        });
        QVERIFY(test::await(waitUntilHealthy(healthOf(*it.instance), {}, 30s)).ok());
        QTRY_VERIFY(detached > 0);
        QVERIFY(test::isAlive(detached));
        QVERIFY(test::await(it.instance->stop()).ok());
        QVERIFY(!test::isAlive(detached));
        QCOMPARE(groupsOf(run.context.sessionId), QStringList());
    }

    void stopRightAfterStartLeavesNothing()
    {
        test::TargetRun run;
        Started it(run, builtin());
        QVERIFY(it.instance);
        QVERIFY(test::await(it.instance->stop()).ok());
        QCOMPARE(groupsOf(run.context.sessionId), QStringList());
        QVERIFY(isPortFree(quint16(it.instance->endpoint().port())));
    }

    void destroyingWithoutStopLeavesNothing()
    {
        test::TargetRun run;
        Started it(run, builtin());
        QVERIFY(test::await(waitUntilHealthy(healthOf(*it.instance), {}, 30s)).ok());
        const quint16 port = quint16(it.instance->endpoint().port());
        const QList<qint64> pids = processesIn(groupsOf(run.context.sessionId));
        it.instance.reset();
        for (const qint64 pid : pids)
            QTRY_VERIFY(!test::isAlive(pid));
        QTRY_VERIFY(isPortFree(port));
        QCOMPARE(groupsOf(run.context.sessionId), QStringList());
    }

    void theAppEndsWithUsWhenWeAreKilled()
    {
        test::TargetRun run;
        const QString port = QString::number(findFreePort().value());
        QProcess holder;
        holder.start(QCoreApplication::applicationDirPath() + u"/target_holder"_s,
            {u"process"_s, run.journalFolder.path(), run.context.sessionId, port, u"/bin/sh"_s, u"-c"_s, serve,
                run.context.agentPath});
        QVERIFY(holder.waitForReadyRead());
        const auto listener = portListener(port.toUShort());
        QVERIFY(listener && test::isAlive(listener->pid));
        holder.kill();
        QVERIFY(holder.waitForFinished());
        QTRY_VERIFY(!test::isAlive(listener->pid)); // without any help of ours
        QCOMPARE(test::await(recoverLeftovers(run.context)), QList<Error>());
        QCOMPARE(groupsOf(run.context.sessionId), QStringList());
    }

    void theNextStartEndsWhatAKilledProgramLeft()
    {
        if (!canMakeGroups())
            QSKIP("no control groups may be made here");
        test::TargetRun run;
        const QString port = QString::number(findFreePort().value());
        QProcess holder;
        holder.start(QCoreApplication::applicationDirPath() + u"/target_holder"_s,
            {u"process"_s, run.journalFolder.path(), run.context.sessionId, port, u"/bin/sh"_s, u"-c"_s,
                u"(setsid sleep 1000 &); "_s + serve, run.context.agentPath});
        QVERIFY(holder.waitForReadyRead());
        // The agent first: it would end what the app has detached when it sees us go.
        const QStringList groups = groupsOf(run.context.sessionId);
        for (const qint64 pid : processesIn(groups)) {
            if (textOf(u"/proc/%1/comm"_s.arg(pid)) != u"sleep")
                kill(static_cast<pid_t>(pid), SIGKILL);
        }
        holder.kill();
        QVERIFY(holder.waitForFinished());
        const QList<qint64> left = processesIn(groups);
        QVERIFY(!left.isEmpty());

        QCOMPARE(test::await(recoverLeftovers(run.context)), QList<Error>());
        QCOMPARE(groupsOf(run.context.sessionId), QStringList());
        for (const qint64 pid : left)
            QVERIFY(!test::isAlive(pid));
        QVERIFY(isPortFree(port.toUShort()));
        QVERIFY(run.journal.leftovers().isEmpty());
    }
};

QTEST_GUILESS_MAIN(TestProcessTarget)
#include "tst_process_target.moc"
