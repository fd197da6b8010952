// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "helpers/await.h"
#include "helpers/strictlog.h"
#include "process/pipeline.h"

#include <QTest>

using namespace boxmark;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

ProcessSpec shell(const QString &script)
{
    return {.program = u"/bin/sh"_s, .arguments = {u"-c"_s, script}};
}

// A pipeline in a test, and what it tells.
struct Fixture
{
    Fixture()
    {
        context.processes = factory.get();
        context.cancel = stop.token();
    }

    Result<PipelineOutput> run(
        const ProcessSpec &source, const ProcessSpec &sink, std::chrono::milliseconds deadline = 30s)
    {
        return test::await(runPipeline(context, {source, sink}, deadline, [this](const QString &line) {
            lines << line;
            if (line == u"go"_s)
                stop.cancel();
        }));
    }

    std::unique_ptr<ProcessFactory> factory = makeSystemProcessFactory();
    CancelSource stop {};
    WorkContext context {};
    QStringList lines {};
};

} // namespace

class TestPipeline : public QObject
{
    Q_OBJECT

private slots:
    void init() { test::failOnAnyWarning(); }

    void everyByteArrives()
    {
        Fixture fixture;
        const auto run = fixture.run(
            {.program = u"head"_s, .arguments = {u"-c"_s, u"50000000"_s, u"/dev/zero"_s}}, shell(u"wc -c"_s));
        QVERIFY(run.ok());
        QVERIFY(run.value().succeeded());
        QCOMPARE(run.value().sink.standardOutput.trimmed(), "50000000");
        QCOMPARE(run.value().source.standardOutput, QByteArray());
    }

    void theCommandLineCanBePasted()
    {
        const Pipeline pipeline {shell(u"echo a"_s), {.program = u"cat"_s}};
        QCOMPARE(pipeline.commandLine(), u"/bin/sh -c 'echo a' | cat"_s);
    }

    void aSourceThatFailsIsTheCulprit()
    {
        Fixture fixture;
        const auto run = fixture.run(shell(u"echo half; echo why >&2; exit 3"_s), shell(u"cat; exit 4"_s));
        QVERIFY(run.ok());
        QVERIFY(!run.value().succeeded());
        QCOMPARE(run.value().culprit().result.exitCode, 3);
        QCOMPARE(run.value().culprit().standardError, "why\n");
        QVERIFY(!run.value().sinkIsCulprit());
    }

    void aSinkThatFailsIsTheCulpritAndEndsTheSource()
    {
        Fixture fixture;
        const auto run = fixture.run(shell(u"yes"_s), shell(u"head -c 10 >/dev/null; echo full >&2; exit 5"_s));
        QVERIFY(run.ok());
        QVERIFY(run.value().sinkIsCulprit());
        QCOMPARE(run.value().culprit().result.exitCode, 5);
        QCOMPARE(run.value().culprit().standardError, "full\n");
    }

    void aSourceThatWaitsIsEndedWhenItsSinkFails()
    {
        Fixture fixture;
        const auto run = fixture.run(shell(u"exec sleep 1000"_s), shell(u"exit 6"_s));
        QVERIFY(run.ok());
        QVERIFY(run.value().sinkIsCulprit());
    }

    void aSourceThatCatchesItsEndIsNotBlamed()
    {
        Fixture fixture;
        const auto run
            = fixture.run(shell(u"trap 'exit 143' TERM; while :; do sleep 0.01; done"_s), shell(u"exit 6"_s));
        QVERIFY(run.ok());
        QVERIFY(run.value().sinkIsCulprit());
    }

    void aProgramThatIsMissingIsToldOfWhicheverEnd()
    {
        Fixture fixture;
        const ProcessSpec missing {.program = u"boxmark-no-such-program"_s};
        const auto noSink = fixture.run(shell(u"yes"_s), missing);
        QVERIFY(noSink.ok());
        QVERIFY(noSink.value().culprit().result.failure.contains(u"boxmark-no-such-program"_s));
        const auto noSource = fixture.run(missing, shell(u"cat"_s));
        QVERIFY(noSource.ok());
        QVERIFY(noSource.value().culprit().result.failure.contains(u"boxmark-no-such-program"_s));
    }

    void stopEndsBoth()
    {
        Fixture fixture;
        const auto run = fixture.run(shell(u"yes"_s), shell(u"echo go; cat >/dev/null"_s));
        QVERIFY(!run.ok());
        QCOMPARE(run.error().what, u"Stopped."_s);
    }

    void theDeadlineEndsBoth()
    {
        Fixture fixture;
        const auto run = fixture.run(shell(u"yes"_s), shell(u"cat >/dev/null"_s), 200ms);
        QVERIFY(!run.ok());
        QVERIFY2(run.error().what.contains(u"took too long"_s), qPrintable(run.error().text()));
    }
};

QTEST_GUILESS_MAIN(TestPipeline)
#include "tst_pipeline.moc"
