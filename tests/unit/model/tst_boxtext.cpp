// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "helpers/strictlog.h"
#include "model/boxtext.h"

#include <QTest>

using namespace boxmark;
using namespace Qt::StringLiterals;

class TestBoxText : public QObject
{
    Q_OBJECT

private slots:
    void init() { test::failOnAnyWarning(); }

    void whatDoesNotRunAtTheProcessorsPaceIsMarked()
    {
        QCOMPARE(markedTarget(u"microvm"_s, Accelerator::Tcg), u"microvm (emulated)"_s);
        QCOMPARE(markedTarget(u"microvm"_s, Accelerator::NestedKvm), u"microvm (nested KVM)"_s);
        for (const auto native : {std::optional(Accelerator::None), std::optional(Accelerator::Kvm), {}}) {
            QCOMPARE(markedTarget(u"microvm"_s, native), u"microvm"_s);
            QVERIFY(acceleratorMeaning(native).isEmpty());
        }
        QVERIFY(acceleratorMeaning(Accelerator::Tcg).endsWith(u'.'));
    }

    void factsAreTheSameRowsForEveryBox()
    {
        const BoxFacts full {Accelerator::Tcg, u"QEMU 7.2.22 microvm"_s, u"user networking"_s, u"6.1.0-42"_s, u"5f0c"_s,
            1, Bytes {512LL << 20}};
        const QList<BoxFact> rows = boxFactsAsRows(full);
        const QList<BoxFact> none = boxFactsAsRows({});
        QCOMPARE(none.size(), rows.size());
        for (qsizetype i = 0; i < rows.size(); ++i) {
            QCOMPARE(none[i].title, rows[i].title);
            QVERIFY(!rows[i].value.isEmpty());
            QVERIFY(none[i].value.isEmpty());
        }
        QCOMPARE(
            boxFactsAsText(full), u"QEMU 7.2.22 microvm, emulated, user networking, kernel 6.1.0-42, 1 CPU, 512 MiB"_s);
        QVERIFY(boxFactsAsText({}).isEmpty());
    }
};

QTEST_GUILESS_MAIN(TestBoxText)
#include "tst_boxtext.moc"
