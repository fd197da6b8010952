// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "helpers/await.h"
#include "helpers/strictlog.h"
#include "process/process.h"

#include <QTest>

using namespace boxmark;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

class TestRunProcess : public QObject
{
    Q_OBJECT

    static ProcessSpec shell(const QString &script)
    {
        return {.program = u"/bin/sh"_s, .arguments = {u"-c"_s, script}};
    }

    std::unique_ptr<ProcessFactory> m_factory = makeSystemProcessFactory();

private slots:
    void init() { test::failOnAnyWarning(); }

    void aFailingProgramIsAResultNotAnError()
    {
        const auto run = test::await(runProcess(*m_factory, shell(u"echo a; echo b >&2; exit 4"_s), {}, 1min));
        QVERIFY(run.ok());
        QCOMPARE(run.value().result.exitCode, 4);
        QCOMPARE(run.value().standardOutput, "a\n");
        QCOMPARE(run.value().standardError, "b\n");
    }

    void aMissingProgramIsAResultToo()
    {
        const auto run = test::await(runProcess(*m_factory, {.program = u"no-such-program"_s}, {}, 1min));
        QVERIFY(run.ok());
        QVERIFY(!run.value().result.failure.isEmpty());
    }

    void linesComeOneByOneWithTheUnfinishedLast()
    {
        auto lines = std::make_shared<QStringList>();
        const auto run = test::await(runProcess(*m_factory, shell(u"printf 'one\\ntwo\\nlast'"_s), {}, 1min,
            [lines](const QString &line) { *lines << line; }));
        QVERIFY(run.ok());
        QCOMPARE(*lines, (QStringList {u"one"_s, u"two"_s, u"last"_s}));
    }

    void onlyTheLastMebibyteIsKept()
    {
        const auto run
            = test::await(runProcess(*m_factory, shell(u"head -c 5000000 /dev/zero; printf END"_s), {}, 1min));
        QVERIFY(run.ok());
        QCOMPARE(run.value().standardOutput.size(), 1024 * 1024);
        QVERIFY(run.value().standardOutput.endsWith("END"));
    }

    void stopEndsTheProgramAndSaysSo()
    {
        CancelSource source;
        const auto seen = [&source](const QString &) { source.cancel(); };
        const auto run = test::await(
            runProcess(*m_factory, shell(u"echo running; exec sleep 1000"_s), source.token(), 10min, seen));
        QVERIFY(!run.ok());
        QCOMPARE(run.error().what, u"Stopped."_s);
    }

    void stopBeforehandStartsNothing()
    {
        CancelSource source;
        source.cancel();
        const auto run = test::await(runProcess(*m_factory, shell(u"exit 0"_s), source.token(), 1min));
        QVERIFY(!run.ok());
    }

    void theDeadlineIsAnErrorThatNamesTheCommand()
    {
        const auto run = test::await(runProcess(*m_factory, shell(u"exec sleep 1000"_s), {}, 50ms));
        QVERIFY(!run.ok());
        QVERIFY2(run.error().why.contains(u"/bin/sh -c 'exec sleep 1000'"_s), qPrintable(run.error().why));
    }
};

QTEST_GUILESS_MAIN(TestRunProcess)
#include "tst_runprocess.moc"
