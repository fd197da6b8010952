// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "helpers/await.h"
#include "helpers/filetree.h"
#include "helpers/recordingprocessfactory.h"
#include "helpers/strictlog.h"
#include "host/environment.h"
#include "host/kvm.h"

#include <QTest>

#include <cerrno>
#include <chrono>
#include <unistd.h>

using namespace boxmark;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

using State = KvmVerdict::State;

/// Real programs, as a user who owns nothing when the test itself runs as root.
class OrdinaryUserFactory final : public ProcessFactory
{
public:
    std::unique_ptr<Process> create(const ProcessSpec &spec) override
    {
        if (geteuid() != 0)
            return m_real->create(spec);
        ProcessSpec wrapped = spec;
        wrapped.program = u"setpriv"_s;
        wrapped.arguments
            = QStringList {u"--reuid"_s, u"65534"_s, u"--regid"_s, u"65534"_s, u"--clear-groups"_s, spec.program}
            + spec.arguments;
        return m_real->create(wrapped);
    }

private:
    std::unique_ptr<ProcessFactory> m_real = makeSystemProcessFactory();
};

KvmVerdict probeWith(ProcessFactory &factory, const QString &device = u"/dev/kvm"_s)
{
    WorkContext context;
    context.processes = &factory;
    return test::await(probeKvm(findAgentBinary().value(), context, device));
}

/// What the agent would write on another computer, with ' for each ".
KvmVerdict verdictFor(const QByteArray &line)
{
    test::RecordingProcessFactory factory;
    factory.answer({}, {.standardOutput = QByteArray(line).replace('\'', '"') + '\n'});
    return probeWith(factory);
}

// The figures and names of a processor with and without its extensions, on metal and as a guest.
const QByteArray metal = ",'hypervisor':false,'vendor':'intel','extensions':true}";
const QByteArray metalOff = ",'hypervisor':false,'vendor':'amd','extensions':false}";
const QByteArray guest = ",'hypervisor':true,'vendor':'amd','extensions':true}";
const QByteArray guestOff = ",'hypervisor':true,'vendor':'amd','extensions':false}";

} // namespace

Q_DECLARE_METATYPE(boxmark::KvmVerdict::State)

class TestKvm : public QObject
{
    Q_OBJECT

private slots:
    void init()
    {
        test::failOnAnyWarning();
        if (const auto agent = findAgentBinary(); !agent)
            QSKIP(qPrintable(agent.error().text()));
    }

    void thisComputersDeviceIsJudgedByRunningGuestCode()
    {
        const auto real = makeSystemProcessFactory();
        const KvmVerdict verdict = probeWith(*real);
        qInfo("KVM here: %s; %s", qPrintable(kvmStateName(verdict.state)), qPrintable(verdict.detail));
        if (verdict.state == State::Absent || verdict.state == State::Forbidden || verdict.state == State::Busy)
            QSKIP(qPrintable(verdict.problem.text()));
        // Whichever it is, the verdict and the pace must tell the same story.
        if (!verdict.nanosecondsPerInstruction)
            QCOMPARE(verdict.state, State::Unusable);
        else
            QCOMPARE(verdict.usable(), *verdict.nanosecondsPerInstruction < 25);
        QCOMPARE(verdict.problem.what.isEmpty(), verdict.usable());
    }

    void aDeviceThatMayNotBeOpenedIsForbidden()
    {
        test::FileTree tree;
        tree.write(u"/kvm"_s, "");
        QVERIFY(QFile::setPermissions(tree.root(), QFile::Permissions::fromInt(0x7755)));
        QVERIFY(QFile::setPermissions(tree.path(u"/kvm"_s), {}));
        OrdinaryUserFactory ordinary;
        const KvmVerdict verdict = probeWith(ordinary, tree.path(u"/kvm"_s));
        QCOMPARE(verdict.state, State::Forbidden);
        QVERIFY2(verdict.problem.why.contains(tree.path(u"/kvm"_s)), qPrintable(verdict.problem.text()));
        QVERIFY2(
            verdict.problem.command.contains(u"sudo usermod -aG kvm $USER"_s), qPrintable(verdict.problem.command));
    }

    void aDeviceThatIsNotThereIsAbsent()
    {
        const auto real = makeSystemProcessFactory();
        const KvmVerdict verdict = probeWith(*real, u"/nowhere/kvm"_s);
        QCOMPARE(verdict.state, State::Absent);
        QVERIFY2(verdict.problem.why.contains(u"/nowhere/kvm"_s), qPrintable(verdict.problem.text()));
    }

    void somethingElseIsNotTakenForADevice()
    {
        const auto real = makeSystemProcessFactory();
        const KvmVerdict verdict = probeWith(*real, u"/dev/null"_s);
        QCOMPARE(verdict.state, State::Unusable);
        QVERIFY2(verdict.problem.why.contains(u"/dev/null is no KVM device"_s), qPrintable(verdict.problem.text()));
    }

    void answersAreJudged_data()
    {
        QTest::addColumn<QByteArray>("line");
        QTest::addColumn<State>("state");
        QTest::addColumn<Accelerator>("accelerator");
        QTest::addColumn<QString>("mentions"); // in the detail or in the problem
        const auto ran = [](const char *figures, const QByteArray &computer) {
            return QByteArray("{'ok':true,") + figures + computer;
        };
        const auto failed = [](const char *step, int number, const QByteArray &computer) {
            return QByteArray("{'ok':false,'reason':17,'step':'") + step + "','errno':" + QByteArray::number(number)
                + computer;
        };
        QTest::newRow("native") << ran("'instruction_ps':160,'exit_ns':1200", metal) << State::Native
                                << Accelerator::Kvm << u"0.16 ns an instruction, 1.2 µs an exit"_s;
        QTest::newRow("nested") << ran("'instruction_ps':175,'exit_ns':52000", guest) << State::Nested
                                << Accelerator::NestedKvm << u"52 µs an exit"_s;
        QTest::newRow("crawling") << ran("'instruction_ps':599551,'exit_ns':9429", guestOff) << State::Unusable
                                  << Accelerator::Tcg << u"an instruction takes 600 ns"_s;
        QTest::newRow("crawling on a busy computer")
            << ran("'instruction_ps':1580123,'exit_ns':120001", guestOff) << State::Unusable << Accelerator::Tcg
            << u"1580 ns an instruction, 120 µs an exit"_s;
        QTest::newRow("internal error") << failed("run", 0, guest) << State::Unusable << Accelerator::Tcg
                                        << u"exit reason 17"_s;
        QTest::newRow("run fails") << failed("run", EFAULT, metal) << State::Unusable << Accelerator::Tcg
                                   << u"A guest could not be run: Bad address."_s;
        QTest::newRow("busy") << failed("machine", EBUSY, metal) << State::Busy << Accelerator::Tcg << u"VirtualBox"_s;
        QTest::newRow("no machine") << failed("machine", ENOMEM, metal) << State::Unusable << Accelerator::Tcg
                                    << u"It makes no machine: Cannot allocate memory."_s;
        QTest::newRow("other version") << failed("version", 0, metal) << State::Unusable << Accelerator::Tcg
                                       << u"version 17"_s;
        QTest::newRow("not permitted") << failed("open", EPERM, metal) << State::Forbidden << Accelerator::Tcg
                                       << u"usermod -aG kvm"_s;
        QTest::newRow("module not loaded")
            << failed("open", ENOENT, metal) << State::Absent << Accelerator::Tcg << u"modprobe kvm_intel"_s;
        QTest::newRow("off in the firmware")
            << failed("open", ENOENT, metalOff) << State::Absent << Accelerator::Tcg << u"firmware"_s;
        QTest::newRow("a guest without") << failed("open", ENOENT, guestOff) << State::Absent << Accelerator::Tcg
                                         << u"nested virtualisation"_s;
    }

    void answersAreJudged()
    {
        QFETCH(QByteArray, line);
        QFETCH(State, state);
        QFETCH(Accelerator, accelerator);
        QFETCH(QString, mentions);
        const KvmVerdict verdict = verdictFor(line);
        QCOMPARE(verdict.state, state);
        QCOMPARE(verdict.accelerator(), accelerator);
        const QString told = verdict.detail + verdict.problem.text();
        QVERIFY2(told.contains(mentions), qPrintable(told));
        QCOMPARE(verdict.problem.what.isEmpty(), verdict.usable());
        QCOMPARE(verdict.problem.remedy.isEmpty(), verdict.usable());
    }

    void aDeviceThatHangsIsGivenUp()
    {
        test::RecordingProcessFactory factory;
        factory.answer({}, {.staysUntilStopped = true});
        const auto begin = std::chrono::steady_clock::now();
        const KvmVerdict verdict = probeWith(factory);
        QVERIFY(std::chrono::steady_clock::now() - begin >= 1500ms); // two seconds, as precisely as a timer is
        QCOMPARE(verdict.state, State::Unusable);
        QVERIFY2(verdict.problem.why.contains(u"two seconds"_s), qPrintable(verdict.problem.text()));
    }

    void anAgentThatCannotAnswerIsTold()
    {
        test::RecordingProcessFactory factory;
        factory.answer({}, {.result = {.exitCode = 2}, .standardError = "boxmark-agent: what?"});
        const KvmVerdict verdict = probeWith(factory);
        QCOMPARE(verdict.state, State::Unusable);
        QVERIFY2(verdict.problem.why.contains(u"status 2"_s), qPrintable(verdict.problem.text()));
    }
};

QTEST_GUILESS_MAIN(TestKvm)
#include "tst_kvm.moc"
