// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "helpers/recordingprocessfactory.h"
#include "helpers/strictlog.h"
#include "helpers/targetrun.h"
#include "image/dockercommand.h"

#include <QTest>

using namespace boxmark;
using namespace Qt::StringLiterals;

Q_DECLARE_METATYPE(boxmark::ProcessResult)

class TestDockerCommand : public QObject
{
    Q_OBJECT

    static Result<QString> probe(const test::Answer &answer)
    {
        auto factory = std::make_unique<test::RecordingProcessFactory>();
        factory->answer({u"docker"_s}, answer);
        test::TargetRun run(std::move(factory));
        return test::await(engineVersion(run.context));
    }

private slots:
    void init()
    {
        test::failOnAnyWarning();
        qunsetenv("DOCKER_HOST");
    }

    void theEngineIsAskedForItsVersion()
    {
        auto factory = std::make_unique<test::RecordingProcessFactory>();
        auto *recorded = factory.get();
        recorded->answer({u"docker"_s}, {.standardOutput = "20.10.24+dfsg1\n"});
        test::TargetRun run(std::move(factory));
        const auto readiness = test::await(engineVersion(run.context));
        QVERIFY(readiness.ok());
        QCOMPARE(readiness.value(), u"Docker 20.10.24"_s);
        QCOMPARE(recorded->specs(),
            (QList<ProcessSpec> {
                {.program = u"docker"_s, .arguments = {u"version"_s, u"--format"_s, u"{{.Server.Version}}"_s}}}));
        QCOMPARE(run.lines(LogSource::Command), QStringList {u"docker version --format '{{.Server.Version}}'"_s});
    }

    void theEmptyAnswerOfAFailedInspectionIsNoReason()
    {
        const ProcessResult failed {.exitCode = 1};
        QCOMPARE(clientText({failed, "[]\n", "No such image: a\n"}), u"No such image: a"_s);
        QCOMPARE(clientText({failed, "null\n", "Cannot connect\n"}), u"Cannot connect"_s);
        QCOMPARE(clientText({failed, "what was said\n", "\n"}), u"what was said"_s);
    }

    void everyCauseHasItsOwnMessageAndRemedy_data()
    {
        QTest::addColumn<ProcessResult>("result");
        QTest::addColumn<QByteArray>("errors");
        QTest::addColumn<QString>("what");
        QTest::addColumn<QString>("command");
        const ProcessResult failed {.exitCode = 1};
        QTest::newRow("not installed") << ProcessResult {.failure = u"no such program"_s} << QByteArray()
                                       << u"Docker is not installed."_s << u"sudo apt install docker.io"_s;
        // As clients of 20.10, 28.2 and 29 write it.
        QTest::newRow("stopped") << failed
                                 << QByteArray("Cannot connect to the Docker daemon at unix:///var/run/docker.sock. "
                                               "Is the docker daemon running?")
                                 << u"The Docker engine is not running."_s
                                 << (QFile::exists(u"/run/systemd/system"_s) ? u"sudo systemctl start docker"_s
                                                                             : u"sudo service docker start"_s);
        QTest::newRow("forbidden")
            << failed
            << QByteArray("permission denied while trying to connect to the Docker daemon socket at "
                          "unix:///var/run/docker.sock: Get \"http://…/version\": connect: permission denied")
            << u"You have no permission to use Docker."_s << u"sudo usermod -aG docker $USER"_s;
        QTest::newRow("forbidden, old client")
            << failed << QByteArray("Got permission denied while trying to connect to the Docker daemon socket")
            << u"You have no permission to use Docker."_s << u"sudo usermod -aG docker $USER"_s;
        QTest::newRow("another") << failed << QByteArray("context \"remote\" does not exist")
                                 << u"The Docker engine cannot be used."_s << u"docker version"_s;
        QTest::newRow("nothing said") << failed << QByteArray() << u"The Docker engine cannot be used."_s
                                      << u"docker version"_s;
    }

    void everyCauseHasItsOwnMessageAndRemedy()
    {
        QFETCH(ProcessResult, result);
        QFETCH(QByteArray, errors);
        QFETCH(QString, what);
        QFETCH(QString, command);
        const auto readiness = probe({.result = result, .standardError = errors});
        QVERIFY(!readiness.ok());
        QCOMPARE(readiness.error().what, what);
        QCOMPARE(readiness.error().command, command);
        QVERIFY(!readiness.error().why.isEmpty());
        QVERIFY(!readiness.error().remedy.isEmpty());
        QVERIFY(readiness.error().why.contains(QString::fromUtf8(errors)));
    }

    void aWarningOfTheClientIsNotTakenForAProblem()
    {
        const auto readiness = probe({.standardOutput = "28.2.2\n",
            .standardError
            = "WARNING: Error loading config file: open /root/.docker/config.json: permission denied\n"});
        QVERIFY(readiness.ok());
        QCOMPARE(readiness.value(), u"Docker 28.2.2"_s);
    }

    void anEngineThatDoesNotAnswerIsNotWaitedFor()
    {
        const auto readiness = probe({.staysUntilStopped = true});
        QVERIFY(!readiness.ok());
        QCOMPARE(readiness.error().what, u"The Docker engine does not answer."_s);
    }

    void aDockerHostThatPointsNowhereIsNamed()
    {
        qputenv("DOCKER_HOST", "tcp://10.0.0.1:2375");
        const auto readiness
            = probe({.result = {.exitCode = 1}, .standardError = "error during connect: dial tcp 10.0.0.1:2375"});
        QVERIFY2(readiness.error().remedy.contains(u"tcp://10.0.0.1:2375"_s), qPrintable(readiness.error().remedy));
    }
};

QTEST_GUILESS_MAIN(TestDockerCommand)
#include "tst_dockercommand.moc"
