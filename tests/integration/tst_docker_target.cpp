// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "helpers/strictlog.h"
#include "host/port.h"
#include "host/textfile.h"
#include "integration/dockerfixture.h"
#include "load/healthprobe.h"
#include "sample/hostsampler.h"
#include "sample/taskstat.h"

#include <QSignalSpy>

#include <csignal>

using namespace boxmark;
using namespace boxmark::test;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

class TestDockerTarget : public QObject
{
    Q_OBJECT

private slots:
    void init() { test::failOnAnyWarning(); }

    void initTestCase()
    {
        if (const auto agent = findAgentBinary(); !agent)
            QSKIP(qPrintable(agent.error().text()));
        test::TargetRun run;
        const auto readiness = test::await(test::makeTarget(u"docker"_s)->probe(run.context));
        if (!readiness.ready)
            QSKIP(qPrintable(readiness.problem.text()));
        QVERIFY2(readiness.detail.startsWith(u"Docker "_s), qPrintable(readiness.detail));
    }

    void theWorkloadAnswersIsSampledAndLeavesNothing()
    {
        test::TargetRun run;
        Started it(run, builtin());
        QVERIFY2(it.instance, qPrintable(it.error.text()));
        QVERIFY(it.app->imageSize && it.app->imageSize->count > 100'000);
        const QSignalSpy launched(it.instance.get(), &Instance::launched);
        const QSignalSpy exited(it.instance.get(), &Instance::exited);
        const QSignalSpy inside(it.instance->agent(), &AgentLink::sampled);
        const QSignalSpy phases(it.instance->agent(), &AgentLink::phaseReached);
        QVERIFY(test::await(waitUntilHealthy(healthOf(*it.instance), {}, 60s)).ok());
        QCOMPARE(launched.size(), 1);
        QVERIFY(it.instance->agent()->hello());
        QCOMPARE(it.instance->agent()->hello()->pid, 1);
        QTRY_VERIFY(inside.size() >= 3);
        QTRY_COMPARE(phases.size(), 2); // app started, app listening

        auto source = test::await(it.instance->hostSource());
        QVERIFY2(source.ok(), source.ok() ? "" : qPrintable(source.error().text()));
        QVERIFY2(source.value()->description().contains(u"cgroup"_s), qPrintable(source.value()->description()));
        const auto reading = source.value()->read();
        QVERIFY(reading.ok());
        QVERIFY(reading.value().cpu && *reading.value().cpu > 0ns);
        QVERIFY(reading.value().memory && reading.value().memory->count > 0);

        QVERIFY(containersOf(run.context.sessionId).contains(u"Up"_s));
        QVERIFY(test::await(it.instance->stop()).ok());
        QCOMPARE(exited.size(), 0);
        QCOMPARE(containersOf(run.context.sessionId), QString());
        QVERIFY(isPortFree(quint16(it.instance->endpoint().port())));
        QVERIFY(!source.value()->read().ok());
        QVERIFY(test::await(it.instance->stop()).ok());
        QVERIFY(run.lines(LogSource::Command).filter(u"docker run --name boxmark-"_s).size() == 1);
        QCOMPARE(run.caveats, QStringList());
    }

    void theLimitsAreSeenInside()
    {
        if (!hasBaseImage())
            QSKIP("the image debian:bookworm-slim is not there");
        DockerfileApp app("FROM debian:bookworm-slim\n"
                          "CMD cat /sys/fs/cgroup/cpu/cpu.cfs_quota_us /sys/fs/cgroup/memory/memory.limit_in_bytes "
                          "/sys/fs/cgroup/cpu.max /sys/fs/cgroup/memory.max 2>/dev/null; exit 9\n");
        app.scenario.resources = {.cpus = 0.5, .memory = Bytes {64 * 1024 * 1024}};
        test::TargetRun run;
        Started it(run, app.scenario);
        QVERIFY2(it.instance, qPrintable(it.error.text()));
        QStringList lines;
        connect(it.instance->agent(), &AgentLink::appWrote, this, [&](int, const QString &line) { lines << line; });
        QVERIFY(!endOf(*it.instance).what.isEmpty());
        const QStringList version1 {u"50000"_s, u"67108864"_s};
        const QStringList version2 {u"50000 100000"_s, u"67108864"_s};
        QVERIFY2(lines == version1 || lines == version2, qPrintable(lines.join(u'|')));
        QVERIFY(test::await(it.instance->stop()).ok());
    }

    void userFolderAndEnvironmentAreTheImages()
    {
        if (!hasBaseImage())
            QSKIP("the image debian:bookworm-slim is not there");
        DockerfileApp app("FROM debian:bookworm-slim\n"
                          "ENV GREETING=\"hello there\"\n"
                          "WORKDIR /srv\n"
                          "USER nobody\n"
                          "ENTRYPOINT [\"/bin/sh\", \"-c\", \"echo $(whoami) $(pwd) $GREETING $0 $1; exit 9\"]\n"
                          "CMD [\"first\", \"second word\"]\n");
        test::TargetRun run;
        Started it(run, app.scenario);
        QVERIFY2(it.instance, qPrintable(it.error.text()));
        QStringList lines;
        connect(it.instance->agent(), &AgentLink::appWrote, this, [&](int, const QString &line) { lines << line; });
        QVERIFY(!endOf(*it.instance).what.isEmpty());
        QCOMPARE(lines, QStringList {u"nobody /srv hello there first second word"_s});
        QVERIFY(test::await(it.instance->stop()).ok());
    }

    void anAppThatExitsAtOnceIsToldWithItsLastLines()
    {
        if (!hasBaseImage())
            QSKIP("the image debian:bookworm-slim is not there");
        DockerfileApp app("FROM debian:bookworm-slim\nCMD echo cannot find my data >&2; exit 3\n");
        test::TargetRun run;
        Started it(run, app.scenario);
        QVERIFY2(it.instance, qPrintable(it.error.text()));
        const QString text = endOf(*it.instance).text();
        QVERIFY2(text.contains(u"status 3"_s), qPrintable(text));
        QVERIFY2(text.contains(u"cannot find my data"_s), qPrintable(text));
        QVERIFY(test::await(it.instance->stop()).ok());
        QCOMPARE(containersOf(run.context.sessionId), QString());
    }

    void anAppThatNeedsMoreMemoryThanItMayHaveIsToldSo()
    {
        if (!hasBaseImage())
            QSKIP("the image debian:bookworm-slim is not there");
        DockerfileApp app("FROM debian:bookworm-slim\nCMD [\"tail\", \"/dev/zero\"]\n");
        app.scenario.resources.memory = Bytes {64 * 1024 * 1024};
        test::TargetRun run;
        Started it(run, app.scenario);
        QVERIFY2(it.instance, qPrintable(it.error.text()));
        QCOMPARE(endOf(*it.instance).what, u"The app was killed."_s);
        QVERIFY(test::await(it.instance->stop()).ok());
    }

    void aProgramThatIsNotInTheImageIsToldByTheAgent()
    {
        if (!hasBaseImage())
            QSKIP("the image debian:bookworm-slim is not there");
        DockerfileApp app("FROM debian:bookworm-slim\nCMD [\"/no/such/program\"]\n");
        test::TargetRun run;
        Started it(run, app.scenario);
        QVERIFY2(it.instance, qPrintable(it.error.text()));
        const QString text = endOf(*it.instance).text();
        QVERIFY2(text.contains(u"/no/such/program"_s), qPrintable(text));
        QVERIFY(test::await(it.instance->stop()).ok());
    }

    void anAppThatNeverListensIsStopped()
    {
        if (!hasBaseImage())
            QSKIP("the image debian:bookworm-slim is not there");
        // Deaf to SIGTERM, too.
        DockerfileApp app("FROM debian:bookworm-slim\nCMD trap '' TERM; while :; do sleep 1; done\n");
        test::TargetRun run;
        Started it(run, app.scenario);
        QVERIFY2(it.instance, qPrintable(it.error.text()));
        const QSignalSpy phases(it.instance->agent(), &AgentLink::phaseReached);
        QTRY_COMPARE_WITH_TIMEOUT(phases.size(), 1, 60000); // app started
        const auto healthy = test::await(waitUntilHealthy(healthOf(*it.instance), {}, 300ms));
        QVERIFY(!healthy.ok());
        QVERIFY(test::await(it.instance->stop()).ok());
        QCOMPARE(containersOf(run.context.sessionId), QString());
    }

    void stopWhileTheContainerIsMadeLeavesNothing()
    {
        test::TargetRun run;
        const auto target = test::makeTarget(u"docker"_s);
        const auto app = test::await(target->prepare(builtin(), run.context));
        QVERIFY(app.ok());
        // At every moment of the creation: at once, and after each of some turns of the event loop.
        for (const auto delay : {0ms, 5ms, 20ms, 40ms, 60ms, 100ms, 150ms, 250ms}) {
            const auto made = test::await(target->start(app.value(), builtin(), run.context));
            QVERIFY(made.ok());
            QTest::qWait(int(delay.count())); // not a wait for a condition: it spreads the moment of Stop
            const auto stopped = test::await(made.value()->stop());
            QVERIFY2(stopped.ok(), stopped.ok() ? "" : qPrintable(stopped.error().text()));
            QCOMPARE(containersOf(run.context.sessionId), QString());
        }
    }

    void stopRemovesAContainerWhoseClientWasKilled()
    {
        test::TargetRun run;
        Started it(run, builtin());
        QVERIFY(it.instance);
        QVERIFY(test::await(waitUntilHealthy(healthOf(*it.instance), {}, 60s)).ok());
        const QSignalSpy exited(it.instance.get(), &Instance::exited);
        for (const qint64 child : childrenOf(QCoreApplication::applicationPid()).value_or(QList<qint64>())) {
            if (textOf(u"/proc/%1/cmdline"_s.arg(child)).contains(run.context.sessionId))
                kill(static_cast<pid_t>(child), SIGKILL);
        }
        QTRY_COMPARE(exited.size(), 1);
        QVERIFY(containersOf(run.context.sessionId).contains(u"Up"_s));
        QVERIFY(test::await(it.instance->stop()).ok());
        QCOMPARE(containersOf(run.context.sessionId), QString());
    }

    void destroyingWithoutStopRemovesTheContainer()
    {
        test::TargetRun run;
        Started it(run, builtin());
        QVERIFY(test::await(waitUntilHealthy(healthOf(*it.instance), {}, 60s)).ok());
        it.instance.reset();
        QTRY_COMPARE_WITH_TIMEOUT(containersOf(run.context.sessionId), QString(), 30000);
    }

    void theNextStartRemovesWhatAKilledProgramLeft()
    {
        test::TargetRun run;
        QProcess holder;
        holder.start(QCoreApplication::applicationDirPath() + u"/target_holder"_s,
            {u"docker"_s, run.journalFolder.path(), run.context.sessionId});
        QVERIFY(holder.waitForReadyRead(60000));
        const QUrl endpoint(QString::fromUtf8(holder.readAllStandardOutput()).trimmed());
        holder.kill();
        QVERIFY(holder.waitForFinished());
        QVERIFY(!containersOf(run.context.sessionId).isEmpty());

        QCOMPARE(test::await(recoverLeftovers(run.context)), QList<Error>());
        QCOMPARE(containersOf(run.context.sessionId), QString());
        QVERIFY(isPortFree(quint16(endpoint.port())));
        QVERIFY(run.journal.leftovers().isEmpty());
    }

    void onlyWhatTheJournalNamesIsRemoved()
    {
        test::TargetRun mine;
        Started it(mine, builtin());
        QVERIFY(test::await(waitUntilHealthy(healthOf(*it.instance), {}, 60s)).ok());
        test::TargetRun other; // another journal, nothing left in it
        QCOMPARE(test::await(recoverLeftovers(other.context)), QList<Error>());
        QVERIFY(containersOf(mine.context.sessionId).contains(u"Up"_s));
        QVERIFY(test::await(it.instance->stop()).ok());
    }
};

QTEST_GUILESS_MAIN(TestDockerTarget)
#include "tst_docker_target.moc"
