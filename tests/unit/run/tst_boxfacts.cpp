// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "helpers/strictlog.h"
#include "run/trial/boxfacts.h"

#include <QTest>

using namespace boxmark;
using namespace Qt::StringLiterals;

namespace {

constexpr qint64 mebibyte = 1LL << 20;

ResourceLimits limits(double cpus, qint64 mebibytes)
{
    return {cpus, Bytes {mebibytes * mebibyte}};
}

BoxFacts box(Accelerator accelerator, int cpus, qint64 mebibytes)
{
    BoxFacts facts;
    facts.accelerator = accelerator;
    facts.cpus = cpus;
    facts.memory = Bytes {mebibytes * mebibyte};
    return facts;
}

} // namespace

class TestBoxFacts : public QObject
{
    Q_OBJECT

private slots:
    void init() { test::failOnAnyWarning(); }

    void theAgentsWordStandsAboveTheHosts()
    {
        BoxFacts host;
        host.machine = u"QEMU"_s;
        host.bootId = u"host"_s;
        QCOMPARE(completeFacts(host, std::nullopt), host);
        AgentHello hello;
        hello.bootId = u"guest"_s;
        hello.kernel = u"6.1.0-42"_s;
        hello.cpus = 2;
        hello.memoryBytes = 480 * mebibyte;
        const BoxFacts both = completeFacts(host, hello);
        QCOMPARE(both.machine, u"QEMU"_s);
        QCOMPARE(both.bootId, u"guest"_s);
        QCOMPARE(both.kernel, u"6.1.0-42"_s);
        QCOMPARE(both.cpus, std::optional(2));
        QCOMPARE(both.memory, std::optional(Bytes {480 * mebibyte}));
        QCOMPARE(completeFacts(host, AgentHello {}), host); // an agent that tells nothing takes nothing away
    }

    void aBoxThatHasWhatWasAskedForNeedsNoWord()
    {
        QVERIFY(boxCaveats({}, limits(1, 512)).isEmpty()); // nobody told
        QVERIFY(boxCaveats(box(Accelerator::Kvm, 1, 480), limits(1, 512)).isEmpty()); // the kernel's own share
        QVERIFY(boxCaveats(box(Accelerator::Kvm, 2, 512), limits(1.5, 512)).isEmpty());
        QVERIFY(boxCaveats(box(Accelerator::None, 8, 512), limits(1, 512)).isEmpty()); // a share of eight
        QVERIFY(boxCaveats(box(Accelerator::None, 8, 64'000), {}).isEmpty());
    }

    void whatDiffersIsSaid_data()
    {
        QTest::addColumn<BoxFacts>("facts");
        QTest::addColumn<QString>("word");
        QTest::newRow("too many processors") << box(Accelerator::Kvm, 2, 512) << u"has 2 processors"_s;
        QTest::newRow("too few processors") << box(Accelerator::None, 0, 512) << u"has 0 processors"_s;
        QTest::newRow("no memory limit") << box(Accelerator::None, 1, 64'000) << u"asks for a limit of 512 MiB"_s;
        QTest::newRow("little memory") << box(Accelerator::Kvm, 1, 128) << u"Only 128 MiB"_s;
        QTest::newRow("emulated") << box(Accelerator::Tcg, 1, 500) << u"Emulated"_s;
        QTest::newRow("nested") << box(Accelerator::NestedKvm, 1, 500) << u"Nested KVM"_s;
    }

    void whatDiffersIsSaid()
    {
        QFETCH(BoxFacts, facts);
        QFETCH(QString, word);
        const QStringList caveats = boxCaveats(facts, limits(1, 512));
        QCOMPARE(caveats.size(), 1);
        QVERIFY2(caveats.first().contains(word), qPrintable(caveats.first()));
        QVERIFY(caveats.first().endsWith(u'.'));
    }
};

QTEST_GUILESS_MAIN(TestBoxFacts)
#include "tst_boxfacts.moc"
