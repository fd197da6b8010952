// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "helpers/strictlog.h"
#include "host/port.h"
#include "integration/microvmfixture.h"
#include "sample/hostsampler.h"
#include "sample/taskstat.h"

#include <csignal>

using namespace boxmark;
using namespace boxmark::test;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

/// What GET gives, as text.
QString answerOf(const Instance &instance, const QString &path)
{
    QProcess client;
    client.start(
        u"curl"_s, {u"--silent"_s, u"--max-time"_s, u"30"_s, instance.endpoint().resolved(QUrl(path)).toString()});
    client.waitForFinished();
    return QString::fromUtf8(client.readAllStandardOutput());
}

} // namespace

class TestMicroVmTarget : public QObject
{
    Q_OBJECT

private slots:
    void init() { test::failOnAnyWarning(); }

    void initTestCase()
    {
        if (const auto agent = findAgentBinary(); !agent)
            QSKIP(qPrintable(agent.error().text()));
        test::TargetRun run;
        MicroVmTarget target(microVm({{u"vmm"_s, u"qemu"_s}}), unusableKvm());
        const auto readiness = test::await(target.probe(run.context));
        if (!readiness.ready)
            QSKIP(qPrintable(readiness.problem.text()));
        QVERIFY2(readiness.detail.startsWith(u"QEMU "_s), qPrintable(readiness.detail));
        QVERIFY2(readiness.detail.contains(u"emulated: KVM is not there."_s), qPrintable(readiness.detail));
        QCOMPARE(readiness.accelerator, Accelerator::Tcg);
    }

    /// The control group's books against the process's own (proc(5): 10 ms ticks; guest time is part of utime).
    void theRecordedCpuIsThatOfTheVmmsOwnAccounting()
    {
        test::TargetRun run;
        StartedGuest it(run, smallGuest(), microVm(), unusableKvm());
        QVERIFY2(it.instance, qPrintable(it.error.text()));
        QTRY_VERIFY(test::await(it.instance->hostSource()).ok()); // once its process runs
        auto source = test::await(it.instance->hostSource());
        const QList<qint64> pids = source.value()->processes();
        QCOMPARE(pids.size(), 1);
        const auto accounted = [&] { return taskStat(pids.first())->own; };
        const auto recorded = [&] { return *source.value()->read().value().cpu; };
        const auto accountedBefore = accounted();
        const auto recordedBefore = recorded();
        QTRY_VERIFY_WITH_TIMEOUT(accounted() - accountedBefore >= 3s, 120'000); // an emulated machine that boots
        const std::chrono::duration<double> byProcess = accounted() - accountedBefore;
        const std::chrono::duration<double> byGroup = recorded() - recordedBefore;
        qInfo().noquote() << "CPU of the VMM in s: recorded" << byGroup.count() << "its own" << byProcess.count();
        QVERIFY(std::abs(byGroup / byProcess - 1) <= 0.02);
    }

    void theWorkloadAnswersIsSampledAndLeavesNothing()
    {
        test::TargetRun run;
        StartedGuest it(run, smallGuest(), microVm(), unusableKvm());
        QVERIFY2(it.instance, qPrintable(it.error.text()));
        QVERIFY(it.app->diskSize && it.app->diskSize->count > 100'000);
        const QSignalSpy inside(it.instance->agent(), &AgentLink::sampled);
        const auto healthy = test::await(waitUntilHealthy(healthOf(*it.instance), {}, 120s));
        QVERIFY2(healthy.ok(), qPrintable(run.lines(LogSource::Console).join(u'\n')));
        QTRY_VERIFY(it.phases.contains(phase::appListening));
        QTRY_VERIFY(inside.size() >= 3);

        // Every phase lies after the one before, by the host's clock.
        MonotonicTime last = it.instance->origin();
        for (const QString &name : {phase::vmm, phase::kernel, phase::appStarted, phase::appListening}) {
            QVERIFY2(it.phases.contains(name), qPrintable(name));
            QVERIFY2(it.phases.value(name) > last, qPrintable(name));
            last = it.phases.value(name);
        }
        QVERIFY(last <= Clock::system().now());

        const auto floor = test::await(it.instance->pathFloor());
        QVERIFY(floor && *floor > 0ns && *floor < 1s);

        const auto hello = it.instance->agent()->hello();
        QVERIFY(hello);
        QCOMPARE(hello->pid, 1);
        QCOMPARE(hello->kernel, it.prepared().kernel.release);
        QVERIFY(hello->bootId != textOf(u"/proc/sys/kernel/random/boot_id"_s));
        QCOMPARE(hello->cpus, 1);
        QVERIFY(hello->memoryBytes && *hello->memoryBytes > (128 << 20) && *hello->memoryBytes <= (192 << 20));
        const BoxFacts facts = it.instance->facts();
        QCOMPARE(facts.accelerator, Accelerator::Tcg);
        QVERIFY2(
            facts.machine.startsWith(u"QEMU "_s) && facts.machine.endsWith(u" microvm"_s), qPrintable(facts.machine));
        QCOMPARE(facts.network, u"user networking"_s);
        QVERIFY(run.lines(LogSource::Boxmark).join(u'\n').contains(u"KVM is not there."_s));

        QVERIFY2(answerOf(*it.instance, u"/primecount?n=30000"_s).contains(u"3245"_s),
            qPrintable(answerOf(*it.instance, u"/primecount?n=30000"_s)));
        auto source = test::await(it.instance->hostSource());
        QVERIFY2(source.ok(), source.ok() ? "" : qPrintable(source.error().text()));
        const auto reading = source.value()->read();
        QVERIFY(reading.ok());
        QVERIFY(reading.value().cpu && *reading.value().cpu > 100ms);
        QVERIFY(reading.value().memory && reading.value().memory->count > (30 << 20));

        QCOMPARE(childrenNamed(qemuProgram).size(), 1);
        const MonotonicTime before = Clock::system().now();
        QVERIFY(test::await(it.instance->stop()).ok());
        QVERIFY2(Clock::system().now() - before < 4s, "the agent did not end the machine");
        QVERIFY(!it.exit);
        QVERIFY(childrenNamed(qemuProgram).isEmpty());
        QCOMPARE(groupsLeftOf(run.context.sessionId), QStringList());
        QVERIFY(isPortFree(quint16(it.instance->endpoint().port())));
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
        StartedGuest it(run, smallGuest(app.scenario), microVm(), unusableKvm());
        QVERIFY2(it.instance, qPrintable(it.error.text()));
        QStringList lines;
        connect(it.instance->agent(), &AgentLink::appWrote, this, [&](int, const QString &line) { lines << line; });
        QTRY_VERIFY_WITH_TIMEOUT(it.exit.has_value(), 120000);
        QCOMPARE(lines, QStringList {u"nobody /srv hello there first second word"_s});
        const QString text = it.exit->text();
        QVERIFY2(text.contains(u"status 9"_s), qPrintable(text));
        QVERIFY2(text.contains(u"nobody /srv"_s), qPrintable(text));
        QVERIFY(test::await(it.instance->stop()).ok());
        QVERIFY(childrenNamed(qemuProgram).isEmpty());
    }
};

QTEST_GUILESS_MAIN(TestMicroVmTarget)
#include "tst_microvm_target.moc"
