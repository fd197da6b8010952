// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "helpers/strictlog.h"
#include "host/cgrouphierarchy.h"
#include "host/port.h"
#include "host/textfile.h"
#include "integration/startedtarget.h"
#include "load/healthprobe.h"
#include "sample/hostsampler.h"

#include <QDir>
#include <QProcess>
#include <QSignalSpy>
#include <QTcpServer>

#include <csignal>

using namespace boxmark;
using namespace boxmark::test;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

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

struct StartedProcess : Started
{
    StartedProcess(TargetRun &run, const Scenario &scenario)
        : Started(run, scenario, u"process"_s)
    {
    }
};

bool canMakeGroups()
{
    TargetRun run;
    StartedProcess it(run, builtin());
    const bool made = !groupsOf(run.context.sessionId).isEmpty();
    return await(it.instance->stop()).ok() && made;
}

} // namespace

class TestProcessTarget : public QObject
{
    Q_OBJECT

private slots:
    void init() { failOnAnyWarning(); }

    void initTestCase()
    {
        if (const auto agent = findAgentBinary(); !agent)
            QSKIP(qPrintable(agent.error().text()));
    }

    void theWorkloadAnswersIsSampledAndLeavesNothing()
    {
        TargetRun run;
        StartedProcess it(run, builtin());
        QVERIFY2(it.instance, qPrintable(it.error.text()));
        const QSignalSpy launched(it.instance.get(), &Instance::launched);
        const QSignalSpy exited(it.instance.get(), &Instance::exited);
        const QSignalSpy inside(it.instance->agent(), &AgentLink::sampled);
        QVERIFY(await(waitUntilHealthy(healthOf(*it.instance), {}, 30s)).ok());
        QCOMPARE(launched.size(), 1);
        QVERIFY(it.instance->agent()->hello());
        QTRY_VERIFY(inside.size() >= 3);

        auto source = await(it.instance->hostSource());
        QVERIFY(source.ok());
        const auto reading = source.value()->read();
        QVERIFY(reading.ok());
        QVERIFY(reading.value().cpu && *reading.value().cpu > 0ns);
        QVERIFY(reading.value().memory && reading.value().memory->count > 0);

        const QList<qint64> pids = processesIn(groupsOf(run.context.sessionId));
        QVERIFY(await(it.instance->stop()).ok());
        QCOMPARE(exited.size(), 0);
        for (const qint64 pid : pids)
            QVERIFY(!isAlive(pid));
        QCOMPARE(groupsOf(run.context.sessionId), QStringList());
        QVERIFY(isPortFree(quint16(it.instance->endpoint().port())));
        QCOMPARE(QDir(run.journalFolder.path()).entryList(QDir::Files).size(), 1);
        QCOMPARE(
            textOf(run.journalFolder.path() + u'/' + QDir(run.journalFolder.path()).entryList(QDir::Files).first()),
            QString());
        QVERIFY(run.lines(LogSource::Command).first().contains(u"boxmark-agent run --port"_s));
        QVERIFY(await(it.instance->stop()).ok());
    }

    void theLimitsAreThoseOfTheKernel()
    {
        if (!canMakeGroups())
            QSKIP("no control groups may be made here");
        TargetRun run;
        Scenario scenario = builtin();
        scenario.resources = {.cpus = 0.5, .memory = Bytes {256 * 1024 * 1024}};
        StartedProcess it(run, scenario);
        QVERIFY2(it.instance, qPrintable(it.error.text()));
        QCOMPARE(run.caveats, QStringList());
        QVERIFY(await(waitUntilHealthy(healthOf(*it.instance), {}, 30s)).ok());

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
        auto source = await(it.instance->hostSource());
        QVERIFY(source.ok());
        QVERIFY2(source.value()->description().contains(u"cgroup"_s), qPrintable(source.value()->description()));
        QVERIFY(await(it.instance->stop()).ok());
        QCOMPARE(groupsOf(run.context.sessionId), QStringList());
    }

    void aCommandGetsItsPortAndTheScenariosFolder()
    {
        QTemporaryDir folder;
        TargetRun run;
        Scenario scenario = command(u"echo \"$PORT in $PWD\"; "_s + serve);
        scenario.filePath = folder.filePath(u"scenario.yaml"_s);
        StartedProcess it(run, scenario);
        QVERIFY2(it.instance, qPrintable(it.error.text()));
        QCOMPARE(it.instance->endpoint().port(), scenario.app.port);
        QStringList lines;
        connect(it.instance->agent(), &AgentLink::appWrote, this, [&](int, const QString &line) { lines << line; });
        QVERIFY(await(waitUntilHealthy(healthOf(*it.instance), {}, 30s)).ok());
        QTRY_VERIFY(!lines.isEmpty());
        QCOMPARE(lines.first(), u"%1 in %2"_s.arg(scenario.app.port).arg(QDir(folder.path()).canonicalPath()));
        QVERIFY(await(it.instance->stop()).ok());
    }

    void aPortThatIsTakenIsNamedWithItsProgram()
    {
        TargetRun run;
        QTcpServer server;
        QVERIFY(server.listen(QHostAddress::LocalHost));
        Scenario scenario = command(serve);
        scenario.app.port = server.serverPort();
        StartedProcess it(run, scenario);
        QVERIFY(!it.instance);
        QVERIFY(it.error.what.contains(QString::number(server.serverPort())));
        QVERIFY2(it.error.why.contains(u"tst_process"_s), qPrintable(it.error.why));
        QVERIFY(!it.error.remedy.isEmpty());
        QCOMPARE(groupsOf(run.context.sessionId), QStringList());
    }

    void anAppThatExitsAtOnceIsToldWithItsLastLines()
    {
        TargetRun run;
        StartedProcess it(run, command(u"echo cannot find my data >&2; exit 3"_s));
        QVERIFY(it.instance);
        const Error why = endOf(*it.instance);
        QVERIFY2(why.text().contains(u"status 3"_s), qPrintable(why.text()));
        QVERIFY2(why.text().contains(u"cannot find my data"_s), qPrintable(why.text()));
        QVERIFY(await(it.instance->stop()).ok());
        QCOMPARE(groupsOf(run.context.sessionId), QStringList());
    }

    void anAppThatNeedsMoreMemoryThanItMayHaveIsToldSo()
    {
        if (!canMakeGroups())
            QSKIP("no control groups may be made here");
        TargetRun run;
        Scenario scenario = command(u"exec tail /dev/zero"_s); // looks for the last line in memory, and there is none
        scenario.resources.memory = Bytes {64 * 1024 * 1024};
        StartedProcess it(run, scenario);
        QVERIFY2(it.instance, qPrintable(it.error.text()));
        const Error why = endOf(*it.instance);
        QCOMPARE(why.what, u"The app was killed."_s);
        QVERIFY2(why.remedy.contains(u"resources.memory"_s), qPrintable(why.remedy));
        QVERIFY(await(it.instance->stop()).ok());
    }

    void aProgramThatIsNotThereIsToldBeforeTheStart()
    {
        TargetRun run;
        Scenario scenario = command(serve);
        scenario.app.command = {u"no-such-program"_s};
        StartedProcess it(run, scenario);
        QVERIFY(!it.instance);
        QVERIFY(it.error.why.contains(u"no-such-program"_s));
    }

    void whatTheAppDetachesIsEndedToo()
    {
        TargetRun run;
        // A session of its own, a parent that is gone, deaf to SIGTERM.
        StartedProcess it(run,
            command(u"(trap '' TERM; setsid sh -c 'trap \"\" TERM; echo detached $$; sleep 1000; sleep 1000' &) ; "_s
                + serve));
        QVERIFY(it.instance);
        qint64 detached = 0;
        connect(it.instance->agent(), &AgentLink::appWrote, this, [&](int, const QString &line) {
            if (line.startsWith(u"detached "_s))
                detached = line.sliced(9).toLongLong();
        });
        QVERIFY(await(waitUntilHealthy(healthOf(*it.instance), {}, 30s)).ok());
        QTRY_VERIFY(detached > 0);
        QVERIFY(isAlive(detached));
        QVERIFY(await(it.instance->stop()).ok());
        QVERIFY(!isAlive(detached));
        QCOMPARE(groupsOf(run.context.sessionId), QStringList());
    }

    void stopRightAfterStartLeavesNothing()
    {
        TargetRun run;
        StartedProcess it(run, builtin());
        QVERIFY(it.instance);
        QVERIFY(await(it.instance->stop()).ok());
        QCOMPARE(groupsOf(run.context.sessionId), QStringList());
        QVERIFY(isPortFree(quint16(it.instance->endpoint().port())));
    }

    void destroyingWithoutStopLeavesNothing()
    {
        TargetRun run;
        StartedProcess it(run, builtin());
        QVERIFY(await(waitUntilHealthy(healthOf(*it.instance), {}, 30s)).ok());
        const quint16 port = quint16(it.instance->endpoint().port());
        const QList<qint64> pids = processesIn(groupsOf(run.context.sessionId));
        it.instance.reset();
        for (const qint64 pid : pids)
            QTRY_VERIFY(!isAlive(pid));
        QTRY_VERIFY(isPortFree(port));
        QCOMPARE(groupsOf(run.context.sessionId), QStringList());
    }

    void theAppEndsWithUsWhenWeAreKilled()
    {
        TargetRun run;
        const QString port = QString::number(findFreePort().value());
        QProcess holder;
        holder.start(QCoreApplication::applicationDirPath() + u"/target_holder"_s,
            {u"process"_s, run.journalFolder.path(), run.context.sessionId, port, u"/bin/sh"_s, u"-c"_s, serve,
                run.context.agentPath});
        QVERIFY(holder.waitForReadyRead());
        const auto listener = portListener(port.toUShort());
        QVERIFY(listener && isAlive(listener->pid));
        holder.kill();
        QVERIFY(holder.waitForFinished());
        QTRY_VERIFY(!isAlive(listener->pid)); // without any help of ours
        QCOMPARE(await(recoverLeftovers(run.context)), QList<Error>());
        QCOMPARE(groupsOf(run.context.sessionId), QStringList());
    }

    void theNextStartEndsWhatAKilledProgramLeft()
    {
        if (!canMakeGroups())
            QSKIP("no control groups may be made here");
        TargetRun run;
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

        QCOMPARE(await(recoverLeftovers(run.context)), QList<Error>());
        QCOMPARE(groupsOf(run.context.sessionId), QStringList());
        for (const qint64 pid : left)
            QVERIFY(!isAlive(pid));
        QVERIFY(isPortFree(port.toUShort()));
        QVERIFY(run.journal.leftovers().isEmpty());
    }
};

QTEST_GUILESS_MAIN(TestProcessTarget)
#include "tst_process_target.moc"
