// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "helpers/strictlog.h"
#include "integration/microvmfixture.h"

#include <csignal>

using namespace boxmark;
using namespace boxmark::test;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

/// QEMU as ever, with something that a test adds or takes away. Functions, because Vmm::launch is one.
Result<ProcessSpec> paused(const MicroVmSpec &spec, const GuestFolder &folder)
{
    auto launch = qemuVmm().launch(spec, folder);
    launch.value().arguments << u"-S"_s; // the processor never runs
    return launch;
}

Result<ProcessSpec> onAnotherNetwork(const MicroVmSpec &spec, const GuestFolder &folder)
{
    auto launch = qemuVmm().launch(spec, folder);
    launch.value().arguments.replaceInStrings(u"user,id=net0,"_s, u"user,id=net0,net=10.9.9.0/24,"_s);
    launch.value().arguments.replaceInStrings(u"-:"_s, u"-10.9.9.77:"_s);
    return launch;
}

Result<ProcessSpec> withoutNetworkCard(const MicroVmSpec &spec, const GuestFolder &folder)
{
    auto launch = qemuVmm().launch(spec, folder);
    launch.value().arguments.resize(launch.value().arguments.size() - 2);
    return launch;
}

Result<ProcessSpec> withAnUnknownDevice(const MicroVmSpec &spec, const GuestFolder &folder)
{
    auto launch = qemuVmm().launch(spec, folder);
    launch.value().arguments << u"-device"_s << u"no-such-device"_s;
    return launch;
}

using Launch = Result<ProcessSpec> (*)(const MicroVmSpec &, const GuestFolder &);

} // namespace

class TestMicroVmFailures : public QObject
{
    Q_OBJECT

    Scenario m_scenario = smallGuest();
    std::shared_ptr<PreparedMicroVm> m_prepared {};

    /// What was prepared once, for a test to spoil.
    std::shared_ptr<PreparedMicroVm> copy() const { return std::make_shared<PreparedMicroVm>(*m_prepared); }

    /// Starts it, waits for its end, and sees that nothing is left. Returns what a person is told.
    QString fails(const std::shared_ptr<PreparedMicroVm> &app)
    {
        test::TargetRun run;
        StartedGuest it(run, m_scenario, app);
        if (!it.instance)
            return it.error.text();
        [&] { QTRY_VERIFY_WITH_TIMEOUT(it.exit.has_value(), 120000); }();
        const bool stopped = test::await(it.instance->stop()).ok();
        [&] { QVERIFY(stopped && childrenNamed(qemuProgram).isEmpty()); }();
        [&] { QCOMPARE(groupsLeftOf(run.context.sessionId), QStringList()); }();
        return it.exit.value_or(Error {}).text();
    }

    QString failsWith(Launch launch)
    {
        const auto app = copy();
        app->choice.vmm.launch = launch;
        return fails(app);
    }

    /// Starts what never answers, until `reached`; returns what is known of the start then, and stops it.
    QString reportOf(Launch launch, const QString &consoleWord)
    {
        const auto app = copy();
        app->choice.vmm.launch = launch;
        test::TargetRun run;
        StartedGuest it(run, m_scenario, app);
        [&] { QVERIFY2(it.instance, qPrintable(it.error.text())); }();
        const QSignalSpy launched(it.instance.get(), &Instance::launched);
        [&] { QTRY_COMPARE_WITH_TIMEOUT(launched.size(), 1, 30000); }();
        if (!consoleWord.isEmpty()) {
            const auto said = [&] { return run.lines(LogSource::Console).join(u'\n').contains(consoleWord); };
            [&] { QTRY_VERIFY_WITH_TIMEOUT(said(), 120000); }();
        }
        const QString report = it.instance->startReport();
        [&] { QVERIFY(test::await(it.instance->stop()).ok()); }();
        [&] { QVERIFY(childrenNamed(qemuProgram).isEmpty()); }();
        return report;
    }

private slots:
    void init() { test::failOnAnyWarning(); }

    void initTestCase()
    {
        MicroVmTarget target(microVm({{u"vmm"_s, u"qemu"_s}}), unusableKvm());
        if (const QString obstacle = obstacleTo(target); !obstacle.isEmpty())
            QSKIP(qPrintable(obstacle));
        test::TargetRun run;
        const auto prepared = test::await(target.prepare(m_scenario, run.context));
        QVERIFY2(prepared.ok(), prepared.ok() ? "" : qPrintable(prepared.error().text()));
        m_prepared = std::static_pointer_cast<PreparedMicroVm>(prepared.value());
    }

    void aGuestThatPanicsIsToldWithItsLastLines()
    {
        const auto app = copy();
        app->bootArguments += u" rdinit=/nowhere"_s;
        const QString text = fails(app);
        QVERIFY2(text.contains(u"kernel panicked"_s), qPrintable(text));
        QVERIFY2(text.contains(u"Unable to mount root fs"_s), qPrintable(text));
    }

    void aCorruptDiskIsTold()
    {
        test::FileTree tree;
        tree.write(u"/disk"_s, QByteArray("hsqs") + QByteArray(1 << 20, 'x'));
        const auto app = copy();
        app->disk.path = tree.path(u"/disk"_s);
        const QString text = fails(app);
        QVERIFY2(text.contains(u"squashfs"_s, Qt::CaseInsensitive), qPrintable(text));
    }

    void aDiskThatIsNotThereIsTold()
    {
        const auto app = copy();
        app->disk.path = u"/nowhere/disk"_s;
        const QString text = fails(app);
        QVERIFY2(text.contains(u"QEMU could not start the machine"_s), qPrintable(text));
        QVERIFY2(text.contains(u"/nowhere/disk"_s), qPrintable(text));
    }

    void aVmmThatRefusesItsConfigurationIsToldInItsWords()
    {
        const QString text = failsWith(withAnUnknownDevice);
        QVERIFY2(text.contains(u"QEMU could not start the machine"_s), qPrintable(text));
        QVERIFY2(text.contains(u"no-such-device"_s), qPrintable(text));
    }

    void aGuestWithoutANetworkCardIsTold()
    {
        const QString text = failsWith(withoutNetworkCard);
        QVERIFY2(text.contains(u"network"_s), qPrintable(text));
        QVERIFY2(text.contains(u"before its agent answered"_s), qPrintable(text));
    }

    void aGuestThatHangsIsToldApartFromOneThatCannotBeReached()
    {
        const QString hangs = reportOf(paused, {});
        QVERIFY2(hangs.contains(u"the guest hangs"_s) && hangs.contains(u"console stayed empty"_s), qPrintable(hangs));
        const QString unreachable = reportOf(onAnotherNetwork, u"listening on port"_s);
        QVERIFY2(unreachable.contains(u"no working network"_s), qPrintable(unreachable));
    }

    void aVmmThatIsKilledIsTold()
    {
        test::TargetRun run;
        StartedGuest it(run, m_scenario, m_prepared);
        QVERIFY2(it.instance, qPrintable(it.error.text()));
        QVERIFY(test::await(waitUntilHealthy(healthOf(*it.instance), {}, 120s)).ok());
        QTRY_VERIFY(it.instance->startReport().isEmpty()); // the app may answer a moment before the agent is reached
        const QList<qint64> vmm = childrenNamed(qemuProgram);
        QCOMPARE(vmm.size(), 1);
        QVERIFY(kill(static_cast<pid_t>(vmm.first()), SIGKILL) == 0);
        QTRY_VERIFY(it.exit);
        QVERIFY2(it.exit->text().contains(u"was killed"_s), qPrintable(it.exit->text()));
        QVERIFY(test::await(it.instance->stop()).ok());
        QCOMPARE(groupsLeftOf(run.context.sessionId), QStringList());
    }

    void stopAtEveryMomentOfAStartLeavesNothing()
    {
        test::TargetRun run;
        for (const auto delay : {0ms, 20ms, 300ms, 900ms, 1500ms}) {
            StartedGuest it(run, m_scenario, m_prepared);
            QVERIFY2(it.instance, qPrintable(it.error.text()));
            QTest::qWait(int(delay.count())); // not a wait for a condition: it spreads the moment of Stop
            const auto stopped = test::await(it.instance->stop());
            QVERIFY2(stopped.ok(), stopped.ok() ? "" : qPrintable(stopped.error().text()));
            QVERIFY(childrenNamed(qemuProgram).isEmpty());
            QCOMPARE(groupsLeftOf(run.context.sessionId), QStringList());
        }
    }

    void destroyingWithoutStopLeavesNothing()
    {
        test::TargetRun run;
        auto it = std::make_unique<StartedGuest>(run, m_scenario, m_prepared);
        const QSignalSpy launched(it->instance.get(), &Instance::launched);
        QTRY_COMPARE(launched.size(), 1);
        it.reset();
        QVERIFY(childrenNamed(qemuProgram).isEmpty());
        QCOMPARE(groupsLeftOf(run.context.sessionId), QStringList());
    }

    void aKilledProgramsGuestDiesAndTheNextStartRemovesTheRest()
    {
        test::TargetRun run;
        QProcess holder;
        holder.start(QCoreApplication::applicationDirPath() + u"/target_holder"_s,
            {u"microvm"_s, run.journalFolder.path(), run.context.sessionId});
        QVERIFY(holder.waitForReadyRead(180000));
        const QList<qint64> below = childrenOf(holder.processId()).value_or(QList<qint64>());
        QVERIFY(!below.isEmpty());
        holder.kill();
        QVERIFY(holder.waitForFinished());
        for (const qint64 pid : below)
            QTRY_VERIFY(!isAlive(pid));
        QCOMPARE(test::await(recoverLeftovers(run.context)), QList<Error>());
        QCOMPARE(groupsLeftOf(run.context.sessionId), QStringList());
        QVERIFY(run.journal.leftovers().isEmpty());
    }
};

QTEST_GUILESS_MAIN(TestMicroVmFailures)
#include "tst_microvm_failures.moc"
