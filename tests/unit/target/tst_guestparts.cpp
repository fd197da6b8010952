// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "helpers/filetree.h"
#include "helpers/strictlog.h"
#include "helpers/targetrun.h"
#include "target/guest/accelerator.h"
#include "target/guest/guestaddress.h"
#include "target/guest/guestsize.h"
#include "target/microvm/tap.h"
#include "target/microvm/vmmchoice.h"

#include <QTest>

using namespace boxmark;
using namespace Qt::StringLiterals;

namespace {

KvmProbe verdictOf(const KvmVerdict &verdict)
{
    return [verdict](TargetContext) -> QCoro::Task<KvmVerdict> { co_return verdict; };
}

const KvmVerdict forbidden {.state = KvmVerdict::State::Forbidden,
    .problem = {u"KVM may not be used."_s, u"/dev/kvm belongs to the group kvm."_s, u"Join it."_s, u"usermod"_s}};
const KvmVerdict native {.state = KvmVerdict::State::Native, .detail = u"1.0 ns an instruction"_s};

const TapState good {
    .exists = true, .isTap = true, .isUp = true, .isBusy = false, .owner = 1000, .addresses = {u"198.18.3.1"_s}};

QString problemOf(const TapState &state, uid_t user = 1000)
{
    const auto checked = checkTap(Tap {3}, state, user);
    return checked ? QString() : checked.error().text() + u'\n' + checked.error().command;
}

} // namespace

class TestGuestParts : public QObject
{
    Q_OBJECT

private slots:
    void init() { test::failOnAnyWarning(); }

    void theMachineIsAsLargeAsTheScenarioSays()
    {
        const GuestSize size = guestSize({.cpus = 2, .memory = Bytes {512LL << 20}}, 8);
        QCOMPARE(size.cpus, 2);
        QCOMPARE(size.memory.count, 512LL << 20);
        QVERIFY(size.caveats.isEmpty());
    }

    void aFractionOfAProcessorIsRoundedUpAndTold()
    {
        const GuestSize size = guestSize({.cpus = 1.5, .memory = Bytes {(100LL << 20) + 1}}, 8);
        QCOMPARE(size.cpus, 2);
        QCOMPARE(size.memory.count, 101LL << 20);
        QCOMPARE(size.caveats.size(), 1);
        QVERIFY2(size.caveats.first().contains(u"1.5"_s), qPrintable(size.caveats.first()));
    }

    void withoutLimitsItHasTheHostsProcessorsAndABoundedMemory()
    {
        const GuestSize size = guestSize({}, 8);
        QCOMPARE(size.cpus, 8);
        QCOMPARE(size.memory.count, 512LL << 20);
        QCOMPARE(size.caveats.size(), 1);
    }

    void kvmIsUsedWhenItIsUsable()
    {
        const test::TargetRun run;
        const auto choice = test::await(chooseAccelerator(u"auto"_s, verdictOf(native), run.context));
        QVERIFY(choice.ok());
        QCOMPARE(choice.value().accelerator, Accelerator::Kvm);
        QVERIFY(choice.value().reason.isEmpty());
    }

    void autoEmulatesAndSaysWhy()
    {
        test::TargetRun run;
        const auto choice = test::await(chooseAccelerator({}, verdictOf(forbidden), run.context));
        QVERIFY(choice.ok());
        QCOMPARE(choice.value().accelerator, Accelerator::Tcg);
        QVERIFY(choice.value().detail.contains(forbidden.problem.what));
        tellIfEmulated(choice.value(), run.context);
        QCOMPARE(run.lines(LogSource::Boxmark).size(), 1);
    }

    void kvmThatIsAskedForIsNeverReplaced()
    {
        const test::TargetRun run;
        const auto choice = test::await(chooseAccelerator(u"kvm"_s, verdictOf(forbidden), run.context));
        QVERIFY(!choice.ok());
        QCOMPARE(choice.error(), forbidden.problem);
    }

    void emulationThatIsAskedForDoesNotAsk()
    {
        const test::TargetRun run;
        const auto choice = test::await(chooseAccelerator(u"tcg"_s, verdictOf(native), run.context));
        QVERIFY(choice.ok());
        QCOMPARE(choice.value().accelerator, Accelerator::Tcg);
    }

    void wrongOptionsAreRefusedWithTheRightOnes()
    {
        const auto errorOf = [](const QString &key, const QString &value) {
            const auto checked = checkMicroVmOptions({u"microvm"_s, u"microvm"_s, {{key, value}}});
            return checked ? QString() : checked.error().text();
        };
        QVERIFY(errorOf(u"vmm"_s, u"quemu"_s).contains(u"firecracker, cloud-hypervisor, qemu"_s));
        QVERIFY(errorOf(u"accelerator"_s, u"xen"_s).contains(u"auto, kvm, tcg"_s));
        QVERIFY(errorOf(u"tap"_s, u"eth0"_s).contains(u"boxmark9"_s));
        QVERIFY(errorOf(u"vmm"_s, u"qemu"_s).isEmpty());
        QVERIFY(errorOf(u"tap"_s, u"boxmark7"_s).isEmpty());
    }

    void everyTokenIsAnother()
    {
        const GuestAddress one = directAddress(QHostAddress(u"198.18.3.2"_s), 8080);
        const GuestAddress two = directAddress(QHostAddress(u"198.18.3.2"_s), 8080);
        QCOMPARE(one.token.size(), 32);
        QVERIFY(one.token != two.token);
        QCOMPARE(one.endpoint().toString(), u"http://198.18.3.2:8080"_s);
        QCOMPARE(directAddress({}, one.agent).agent, one.agent + 1); // never the app's own port
    }

    void userNetworkingLeadsToTwoFreePorts()
    {
        const auto address = userNetworkAddress(8080);
        QVERIFY(address.ok());
        QVERIFY(address.value().agentPort() != address.value().endpoint().port());
        QCOMPARE(address.value().endpoint().host(), u"127.0.0.1"_s);
        QCOMPARE(address.value().forwarded->guestApp, 8080);
    }

    void aTapIsToldApartFromWhatCannotBeUsed()
    {
        QCOMPARE(problemOf(good), QString());
        QCOMPARE(problemOf(good, 0), QString());
        const QString absent = problemOf({});
        QVERIFY2(absent.contains(u"There is no TAP device boxmark3"_s), qPrintable(absent));
        QVERIFY2(absent.contains(u"boxmark-tap create 3"_s), qPrintable(absent));
        TapState state = good;
        state.isTap = false;
        QVERIFY(problemOf(state).contains(u"is no TAP"_s));
        state = good;
        state.isBusy = true;
        QVERIFY(problemOf(state).contains(u"has it open"_s));
        state = good;
        state.owner = 1001;
        QVERIFY(problemOf(state).contains(u"another user"_s));
        state = good;
        state.addresses.clear();
        QVERIFY(problemOf(state).contains(u"198.18.3.1"_s));
    }

    void aTapsStateIsReadFromTheKernelsFiles()
    {
        test::FileTree tree;
        QVERIFY(!readTapState(u"boxmark3"_s, tree.root()).exists);
        tree.write(u"/sys/class/net/boxmark3/tun_flags"_s, "0x5802\n");
        tree.write(u"/sys/class/net/boxmark3/flags"_s, "0x1003\n");
        tree.write(u"/sys/class/net/boxmark3/carrier"_s, "1\n");
        tree.write(u"/sys/class/net/boxmark3/owner"_s, "1000\n");
        const TapState state = readTapState(u"boxmark3"_s, tree.root());
        QVERIFY(state.exists && state.isTap && state.isUp && state.isBusy);
        QCOMPARE(state.owner, uid_t(1000));
        tree.write(u"/sys/class/net/boxmark3/owner"_s, "-1\n");
        QVERIFY(!readTapState(u"boxmark3"_s, tree.root()).owner);
    }

    void onlyNamesOfOursAreTaps()
    {
        QCOMPARE(tapNamed(u"boxmark0"_s)->number, 0);
        for (const QString &name : {u"boxmark10"_s, u"tap0"_s, u"boxmark0\n"_s, u"../boxmark0"_s, QString()})
            QVERIFY(!tapNamed(name));
    }
};

QTEST_GUILESS_MAIN(TestGuestParts)
#include "tst_guestparts.moc"
