// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "helpers/strictlog.h"
#include "integration/dockerfixture.h"

#include <QSignalSpy>

using namespace boxmark;
using namespace boxmark::test;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

class TestAppImages : public QObject
{
    Q_OBJECT

private slots:
    void init() { test::failOnAnyWarning(); }

    void initTestCase()
    {
        if (const QString obstacle = obstacleTo(*makeTarget(u"docker"_s)); !obstacle.isEmpty())
            QSKIP(qPrintable(obstacle));
    }

    void theWorkloadsImageIsBuiltOnce()
    {
        test::TargetRun run;
        const auto target = test::makeTarget(u"docker"_s);
        QVERIFY(test::await(target->prepare(builtin(), run.context)).ok());
        run.log.clear();
        QVERIFY(test::await(target->prepare(builtin(), run.context)).ok());
        QCOMPARE(run.lines(LogSource::Command).filter(u"docker build"_s), QStringList());
    }

    void aDockerfileThatFailsIsToldWithItsLastLines()
    {
        if (!hasBaseImage())
            QSKIP("the image debian:bookworm-slim is not there");
        DockerfileApp app(
            "FROM debian:bookworm-slim\nRUN echo about to fail; echo the very reason >&2; exit 7\nCMD true\n");
        test::TargetRun run;
        Started it(run, app.scenario);
        QVERIFY(!it.instance);
        QVERIFY2(it.error.what.contains(app.scenario.app.location), qPrintable(it.error.text()));
        QVERIFY2(it.error.why.contains(u"the very reason"_s), qPrintable(it.error.why));
        QVERIFY2(!it.error.why.contains(u"DEPRECATED"_s), qPrintable(it.error.why));
        QVERIFY(!run.lines(LogSource::Build).filter(u"about to fail"_s).isEmpty());
    }

    void stopDuringABuildEndsIt()
    {
        if (!hasBaseImage())
            QSKIP("the image debian:bookworm-slim is not there");
        const QString marker = u"boxmark-build-%1"_s.arg(QCoreApplication::applicationPid());
        DockerfileApp app("FROM debian:bookworm-slim\nRUN echo " + marker.toUtf8() + "; sleep 1000\nCMD true\n");
        test::TargetRun run;
        run.context.log = [&](const LogLine &line) {
            if (line.source == LogSource::Build && line.text == marker)
                run.stop.cancel();
        };
        Started it(run, app.scenario);
        QVERIFY(!it.instance);
        QCOMPARE(it.error.what, u"Stopped."_s);
        const QStringList list {u"ps"_s, u"--all"_s, u"--quiet"_s, u"--no-trunc"_s, u"--format"_s, u"{{.Command}}"_s};
        QTRY_VERIFY(!docker(list).contains(marker));
    }

    void anAbsentEngineIsToldWithTheRemedy()
    {
        const QByteArray before = qgetenv("DOCKER_HOST");
        qputenv("DOCKER_HOST", "unix:///nonexistent/docker.sock");
        test::TargetRun run;
        const auto readiness = test::await(test::makeTarget(u"docker"_s)->probe(run.context));
        const auto prepared = test::await(test::makeTarget(u"docker"_s)->prepare(builtin(), run.context));
        before.isNull() ? qunsetenv("DOCKER_HOST") : qputenv("DOCKER_HOST", before);
        QVERIFY(!readiness.ready);
        QCOMPARE(readiness.problem.what, u"The Docker engine is not running."_s);
        QVERIFY(readiness.problem.remedy.contains(u"unix:///nonexistent/docker.sock"_s));
        QVERIFY(!readiness.problem.command.isEmpty());
        QVERIFY(!prepared.ok());
        QCOMPARE(prepared.error().what, readiness.problem.what);
    }

    void aForbiddenSocketIsToldWithTheRemedy()
    {
        // The client as another user, as a person who is not in the group docker meets it.
        QProcess client;
        client.start(
            u"setpriv"_s, {u"--reuid=65534"_s, u"--regid=65534"_s, u"--clear-groups"_s, u"docker"_s, u"version"_s});
        if (!client.waitForFinished() || !client.readAllStandardError().toLower().contains("permission denied"))
            QSKIP("the socket is open to everybody here, or we are not root");
        struct AsNobody final : ProcessFactory
        {
            std::unique_ptr<Process> create(const ProcessSpec &spec) override
            {
                ProcessSpec other {.program = u"setpriv"_s};
                other.arguments
                    = QStringList {u"--reuid=65534"_s, u"--regid=65534"_s, u"--clear-groups"_s, spec.program}
                    + spec.arguments;
                return system->create(other);
            }
            std::unique_ptr<ProcessFactory> system = makeSystemProcessFactory();
        };
        test::TargetRun run(std::make_unique<AsNobody>());
        const auto readiness = test::await(test::makeTarget(u"docker"_s)->probe(run.context));
        QVERIFY(!readiness.ready);
        QCOMPARE(readiness.problem.what, u"You have no permission to use Docker."_s);
        QCOMPARE(readiness.problem.command, u"sudo usermod -aG docker $USER"_s);
    }

    void anImageThatCannotBeFetchedSaysSo()
    {
        test::TargetRun run;
        Scenario scenario = builtin();
        scenario.app.source = AppSpec::Source::Image;
        scenario.app.location = u"127.0.0.1:1/boxmark/no-such-image:1"_s;
        Started it(run, scenario);
        QVERIFY(!it.instance);
        QVERIFY(it.error.what.contains(u"could not be fetched"_s));
        QVERIFY2(it.error.why.contains(u"127.0.0.1:1"_s), qPrintable(it.error.why));
    }

    void anImageThatIsThereIsUsedAsItIs()
    {
        if (!hasBaseImage())
            QSKIP("the image debian:bookworm-slim is not there");
        DockerfileApp made("FROM debian:bookworm-slim\nCMD echo from the image; exit 9\n");
        test::TargetRun run;
        const auto target = test::makeTarget(u"docker"_s);
        QVERIFY(test::await(target->prepare(made.scenario, run.context)).ok());
        Scenario scenario = builtin();
        scenario.app.source = AppSpec::Source::Image;
        scenario.app.location = run.lines(LogSource::Command)
                                    .filter(u"docker build"_s)
                                    .first()
                                    .section(u"--tag "_s, 1)
                                    .section(u' ', 0, 0);
        run.log.clear();
        Started it(run, scenario);
        QVERIFY2(it.instance, qPrintable(it.error.text()));
        QCOMPARE(run.lines(LogSource::Command).filter(u"docker pull"_s), QStringList());
        const QSignalSpy exited(it.instance.get(), &Instance::exited);
        QTRY_COMPARE_WITH_TIMEOUT(exited.size(), 1, 60000);
        QVERIFY(exited.first().first().value<Error>().text().contains(u"from the image"_s));
        QVERIFY(test::await(it.instance->stop()).ok());
    }

    void anImageWithoutACommandIsRefused()
    {
        if (!hasBaseImage())
            QSKIP("the image debian:bookworm-slim is not there");
        test::TargetRun run;
        Scenario scenario = builtin();
        scenario.app.source = AppSpec::Source::Image;
        scenario.app.location = u"debian:bookworm-slim"_s;
        Started it(run, scenario);
        if (it.instance)
            QSKIP("this debian:bookworm-slim has a command");
        QVERIFY2(it.error.what.contains(u"does not say what to run"_s), qPrintable(it.error.text()));
    }
};

QTEST_GUILESS_MAIN(TestAppImages)
#include "tst_docker_image.moc"
