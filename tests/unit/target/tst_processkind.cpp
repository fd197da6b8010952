// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "helpers/filetree.h"
#include "helpers/recordingprocessfactory.h"
#include "helpers/strictlog.h"
#include "helpers/targetrun.h"
#include "host/port.h"
#include "sample/hostsampler.h"
#include "target/process/unpackedapp.h"

#include <QSignalSpy>
#include <QTcpServer>
#include <QTest>

using namespace boxmark;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

/// The process target with a recording factory in place of real programs.
struct Recorded
{
    Recorded()
        : run(std::make_unique<test::RecordingProcessFactory>())
        , programs(static_cast<test::RecordingProcessFactory *>(run.processes.get()))
    {
        run.context.agentPath = u"/opt/boxmark-agent"_s;
        programs->answer({u"/opt/boxmark-agent"_s}, {.staysUntilStopped = true});
    }

    test::TargetRun run;
    test::RecordingProcessFactory *programs;
    Scenario scenario {};
    std::unique_ptr<Target> target = test::makeTarget(u"process"_s);
};

} // namespace

class TestProcessKind : public QObject
{
    Q_OBJECT

private slots:
    void init() { test::failOnAnyWarning(); }

    void theWorkloadListensOnAFreePortOfLoopback()
    {
        Recorded it;
        const auto started = test::await(it.target->start(nullptr, it.scenario, it.run.context));
        QVERIFY(started.ok());
        const QString port = QString::number(started.value()->endpoint().port());
        QCOMPARE(started.value()->endpoint().toString(), u"http://127.0.0.1:"_s + port);
        const ProcessSpec spec = it.programs->specs().first();
        QCOMPARE(spec.program, u"/opt/boxmark-agent"_s);
        QCOMPARE(spec.arguments,
            (QStringList {u"run"_s, u"--port"_s, port, u"--interval"_s, u"100"_s, u"--grace"_s, u"2000"_s, u"--"_s,
                u"/opt/boxmark-agent"_s, u"serve"_s, u"--listen"_s, u"127.0.0.1:"_s + port}));
        QVERIFY(spec.environment.isEmpty());
        QVERIFY(test::await(started.value()->stop()).ok());
    }

    void aCommandGetsItsPortItsFolderAndItsArgumentsAsTheyAre()
    {
        Recorded it;
        test::FileTree tree;
        const int port = findFreePort().value();
        it.scenario.filePath = tree.path(u"/scenario.yaml"_s);
        it.scenario.app.source = AppSpec::Source::Command;
        it.scenario.app.command = {u"sh"_s, u"-c"_s, u"echo $HOME; it's"_s};
        it.scenario.app.port = port;
        const auto started = test::await(it.target->start(nullptr, it.scenario, it.run.context));
        QVERIFY(started.ok());
        const ProcessSpec spec = it.programs->specs().first();
        QCOMPARE(spec.arguments.mid(7), QStringList(u"--"_s) + it.scenario.app.command);
        QCOMPARE(spec.environment, (QMap<QString, QString> {{u"PORT"_s, QString::number(port)}}));
        QCOMPARE(spec.workingDirectory, tree.root());
        QCOMPARE(started.value()->endpoint().port(), port);
        QVERIFY(test::await(started.value()->stop()).ok());
    }

    void anImagesAppGetsARunFileThatLivesAsLongAsItsInstance()
    {
        Recorded it;
        it.scenario.app.source = AppSpec::Source::Dockerfile;
        it.scenario.app.port = findFreePort().value();
        const auto app = std::make_shared<UnpackedApp>();
        app->image.config = {.command = {u"gunicorn"_s, u"a b"_s}, .user = u"web"_s, .workingDirectory = u"/app"_s};
        app->folder.path = u"/cache/app"_s;
        auto started = test::await(it.target->start(app, it.scenario, it.run.context));
        QVERIFY(started.ok());
        auto instance = started.take();
        QCOMPARE(instance->endpoint().port(), it.scenario.app.port);
        const ProcessSpec spec = it.programs->specs().first();
        QCOMPARE(spec.arguments.mid(0, 2), (QStringList {u"run"_s, u"--file"_s}));
        const auto contents = [path = spec.arguments.last()] {
            QFile file(path);
            return file.open(QFile::ReadOnly) ? file.readAll().split('\0') : QByteArrayList();
        };
        for (const QByteArray &entry : {QByteArray("argument=gunicorn"), QByteArray("argument=a b"),
                 QByteArray("user=web"), QByteArray("directory=/app"), QByteArray("folder=/cache/app"),
                 "port=" + QByteArray::number(it.scenario.app.port), QByteArray("grace_ms=2000")})
            QVERIFY2(contents().contains(entry), entry.constData());
        QVERIFY(test::await(instance->stop()).ok());
        instance.reset();
        QVERIFY(contents().isEmpty());
    }

    void aPortThatIsTakenIsToldInTheWordsOfAnImage()
    {
        Recorded it;
        QTcpServer server;
        QVERIFY(server.listen(QHostAddress::LocalHost));
        it.scenario.app.source = AppSpec::Source::Image;
        it.scenario.app.port = server.serverPort();
        const auto started
            = test::await(it.target->start(std::make_shared<UnpackedApp>(), it.scenario, it.run.context));
        QVERIFY(!started.ok());
        QVERIFY(started.error().what.contains(QString::number(server.serverPort())));
        QVERIFY2(started.error().remedy.contains(u"image"_s), qPrintable(started.error().text()));
        QVERIFY(it.programs->specs().isEmpty());
    }

    void theEndIsToldWithTheAppsLastLines()
    {
        Recorded it;
        const auto started = test::await(it.target->start(nullptr, it.scenario, it.run.context));
        const QSignalSpy exited(started.value().get(), &Instance::exited);
        const QSignalSpy launched(started.value().get(), &Instance::launched);
        QTRY_COMPARE(launched.size(), 1);
        auto *agent = it.programs->latest({u"/opt/boxmark-agent"_s});
        emit agent->standardError("agent: something odd");
        agent->finish({.exitCode = 5});
        QTRY_COMPARE(exited.size(), 1);
        const QString text = exited.first().first().value<Error>().text();
        QVERIFY2(text.contains(u"status 5"_s) && text.contains(u"agent: something odd"_s), qPrintable(text));
        QCOMPARE(it.run.lines(LogSource::Console), QStringList {u"agent: something odd"_s});
        QVERIFY(test::await(started.value()->stop()).ok());
        QVERIFY(!test::await(started.value()->hostSource()).ok());
    }

    void anAgentThatCannotBeStartedIsTold()
    {
        Recorded it;
        it.programs->answer({u"/opt/boxmark-agent"_s}, {.result = {.failure = u"there is no file"_s}});
        const auto started = test::await(it.target->start(nullptr, it.scenario, it.run.context));
        const QSignalSpy exited(started.value().get(), &Instance::exited);
        QTRY_COMPARE(exited.size(), 1);
        QVERIFY(exited.first().first().value<Error>().text().contains(u"there is no file"_s));
        QVERIFY(test::await(started.value()->stop()).ok());
    }

    void withoutAnAgentTheTargetIsNotReady()
    {
        Recorded it;
        const auto readiness = test::await(it.target->probe(it.run.context));
        QVERIFY(!readiness.ready);
        QVERIFY(readiness.problem.why.contains(u"/opt/boxmark-agent"_s));
    }
};

QTEST_GUILESS_MAIN(TestProcessKind)
#include "tst_processkind.moc"
