// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "helpers/filetree.h"
#include "helpers/recordingprocessfactory.h"
#include "helpers/strictlog.h"
#include "helpers/targetrun.h"
#include "target/docker/dockertarget.h"

#include <QSignalSpy>
#include <QTest>

using namespace boxmark;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

const QStringList runWords {u"docker"_s, u"run"_s};
const QStringList stopWords {u"docker"_s, u"stop"_s};
const QStringList removeWords {u"docker"_s, u"rm"_s};
const QStringList listWords {u"docker"_s, u"ps"_s};

/// A container that was started through a recording client.
struct Container
{
    explicit Container(const test::Answer &runAnswer = {.staysUntilStopped = true})
        : run(std::make_unique<test::RecordingProcessFactory>())
        , docker(static_cast<test::RecordingProcessFactory *>(run.processes.get()))
    {
        run.context.sessionId = u"5e55107"_s;
        run.context.agentPath = u"/opt/boxmark-agent"_s;
        docker->answer(runWords, runAnswer);
        docker->answer(stopWords, stops());
        docker->answer(removeWords, {});
        docker->answer(listWords, {});
        auto prepared = std::make_shared<PreparedContainer>();
        prepared->image = {u"sha256:abc"_s, Bytes {1}, {.command = {u"/entry"_s, u"serve"_s}}};
        auto started = test::await(target->start(prepared, scenario, run.context));
        if (started)
            instance = started.take();
    }

    /// As the engine: when the container has stopped, the attached client ends.
    test::Answer stops() const
    {
        return {.effect = [docker = docker] {
            if (auto *client = docker->latest(runWords))
                client->finish({.exitCode = 0});
        }};
    }
    QString name() const { return u"boxmark-5e55107-docker-1"_s; }

    test::TargetRun run;
    test::RecordingProcessFactory *docker;
    Scenario scenario {};
    std::unique_ptr<Target> target = test::makeTarget(u"docker"_s);
    std::unique_ptr<Instance> instance {};
};

} // namespace

class TestDockerInstance : public QObject
{
    Q_OBJECT

private slots:
    void init() { test::failOnAnyWarning(); }

    void theCommandIsExactlyThis()
    {
        TargetContext context;
        context.sessionId = u"5e55107"_s;
        context.agentPath = u"/opt/boxmark-agent"_s;
        Scenario scenario;
        scenario.app.port = 8000;
        scenario.samplingInterval = 50ms;
        scenario.resources = {.cpus = 1.5, .memory = Bytes {536870912}};
        const AppImage image {
            u"sha256:abc"_s, {}, {.command = {u"gunicorn"_s, u"--bind"_s, u"0.0.0.0:8000"_s, u"app:app"_s}}};
        QCOMPARE(dockerRunSpec(image, scenario, context, u"boxmark-5e55107-docker-1"_s, 40123).commandLine(),
            u"docker run --name boxmark-5e55107-docker-1 --label boxmark=1 --label boxmark.session=5e55107 --pull "
            u"never "
            "--log-driver none --publish 127.0.0.1:40123:8000 --cpus 1.5 --memory 536870912 --memory-swap 536870912 "
            "--mount type=bind,source=/opt/boxmark-agent,target=/.boxmark/agent,readonly --entrypoint /.boxmark/agent "
            "sha256:abc run --port 8000 --interval 50 --grace 2000 -- gunicorn --bind 0.0.0.0:8000 app:app"_s);
    }

    void withoutLimitsNoneAreGiven()
    {
        const QStringList arguments = dockerRunSpec({u"x"_s, {}, {.command = {u"y"_s}}}, {}, {}, u"n"_s, 1).arguments;
        QVERIFY(!arguments.contains(u"--cpus"_s));
        QVERIFY(!arguments.contains(u"--memory"_s));
    }

    void anAgentPathWithCommasIsQuotedForTheMount()
    {
        TargetContext context;
        context.agentPath = u"/a,b/\"c\"/agent"_s;
        const QStringList arguments
            = dockerRunSpec({u"x"_s, {}, {.command = {u"y"_s}}}, {}, context, u"n"_s, 1).arguments;
        QCOMPARE(arguments.at(arguments.indexOf(u"--mount"_s) + 1),
            u"type=bind,\"source=/a,b/\"\"c\"\"/agent\",target=/.boxmark/agent,readonly"_s);
    }

    void theContainerIsInTheJournalBeforeItIsStarted()
    {
        Container it;
        QVERIFY(it.instance);
        const QStringList files = QDir(it.run.journalFolder.path()).entryList(QDir::Files);
        QCOMPARE(files.size(), 1);
        QFile journal(it.run.journalFolder.filePath(files.first()));
        QVERIFY(journal.open(QIODevice::ReadOnly));
        QVERIFY(journal.readAll().contains(it.name().toUtf8()));
        QVERIFY(test::await(it.instance->stop()).ok());
        QFile after(journal.fileName());
        QVERIFY(after.open(QIODevice::ReadOnly));
        QVERIFY(!after.readAll().contains(it.name().toUtf8()));
    }

    void withoutAJournalNothingIsStarted()
    {
        test::FileTree tree;
        tree.write(u"/file"_s, "");
        test::TargetRun run(std::make_unique<test::RecordingProcessFactory>());
        Journal unwritable(tree.path(u"/file/journal"_s));
        run.context.journal = &unwritable;
        const auto started
            = test::await(test::makeTarget(u"docker"_s)->start(std::make_shared<PreparedContainer>(), {}, run.context));
        QVERIFY(!started.ok());
        QCOMPARE(static_cast<test::RecordingProcessFactory *>(run.processes.get())->specs().size(), 0);
    }

    void stopStopsRemovesAndMakesSure()
    {
        Container it;
        const QSignalSpy exited(it.instance.get(), &Instance::exited);
        QVERIFY(test::await(it.instance->stop()).ok());
        QCOMPARE(exited.size(), 0);
        QCOMPARE(it.docker->commandLines().mid(1),
            (QStringList {u"docker stop -t 4 "_s + it.name(), u"docker rm --force --volumes "_s + it.name(),
                u"docker ps --all --quiet --filter 'name=^"_s + it.name() + u"$'"_s}));
    }

    void stopTwiceDoesItOnce()
    {
        Container it;
        const auto first = it.instance->stop();
        QVERIFY(test::await(it.instance->stop()).ok());
        const qsizetype commands = it.docker->specs().size();
        QVERIFY(test::await(it.instance->stop()).ok());
        QCOMPARE(it.docker->specs().size(), commands);
    }

    void stopWaitsForAContainerThatIsStillBeingMade()
    {
        Container it;
        it.docker->answer(stopWords,
            {.result = {.exitCode = 1}, .standardError = "Error response from daemon: No such container: x\n"});
        const auto stopping = it.instance->stop();
        QTRY_VERIFY(it.docker->commandLines().filter(u"docker stop"_s).size() >= 2);
        QVERIFY(it.docker->latest(runWords)->pid() != 0); // its client was left alone
        QCOMPARE(it.docker->commandLines().filter(u"docker rm"_s), QStringList());
        it.docker->answer(stopWords, it.stops());
        QTRY_COMPARE(it.docker->commandLines().filter(u"docker rm"_s).size(), 1);
        QVERIFY(test::await(it.instance->stop()).ok());
    }

    void anEndedContainerIsOnlyRemoved()
    {
        Container it({.result = {.exitCode = 3}});
        const QSignalSpy exited(it.instance.get(), &Instance::exited);
        QTRY_COMPARE(exited.size(), 1);
        QVERIFY(test::await(it.instance->stop()).ok());
        QCOMPARE(it.docker->commandLines().filter(u"docker stop"_s), QStringList());
        QCOMPARE(it.docker->commandLines().filter(u"docker rm"_s).size(), 1);
    }

    void anEngineThatVanishesLeavesAMessageAndTheJournalEntry()
    {
        Container it;
        const QSignalSpy exited(it.instance.get(), &Instance::exited);
        const QByteArray gone = "Cannot connect to the Docker daemon at unix:///x. Is the docker daemon running?\n";
        for (const QStringList &words : {stopWords, removeWords, listWords})
            it.docker->answer(words, {.result = {.exitCode = 1}, .standardError = gone});
        QTRY_VERIFY(it.docker->latest(runWords)->pid() != 0);
        emit it.docker->latest(runWords)->standardError("error waiting for container: unexpected EOF\n");
        it.docker->latest(runWords)->finish({.exitCode = 125});
        QTRY_COMPARE(exited.size(), 1);
        QVERIFY(exited.first().first().value<Error>().text().contains(u"unexpected EOF"_s));
        const auto stopped = test::await(it.instance->stop());
        QVERIFY(!stopped.ok());
        QVERIFY(stopped.error().what.contains(it.name()));
        QVERIFY(stopped.error().why.contains(u"Cannot connect"_s));
        QCOMPARE(stopped.error().command, u"docker rm --force "_s + it.name());
        QCOMPARE(test::await(it.instance->stop()).error(), stopped.error()); // as often as it is asked for
        QCOMPARE(it.docker->commandLines().filter(u"docker rm"_s).size(), 1); // no use in trying again
        QFile journal(it.run.journalFolder.filePath(QDir(it.run.journalFolder.path()).entryList(QDir::Files).first()));
        QVERIFY(journal.open(QIODevice::ReadOnly));
        QVERIFY(journal.readAll().contains(it.name().toUtf8()));
    }

    void whyItEndedIsSaid_data()
    {
        QTest::addColumn<int>("status");
        QTest::addColumn<QByteArray>("errors");
        QTest::addColumn<QString>("what");
        QTest::addColumn<QString>("part");
        QTest::newRow("engine") << 125
                                << QByteArray("docker: Bind for 127.0.0.1:80 failed: port is already allocated.\n")
                                << u"Docker could not run the container."_s << u"port is already allocated"_s;
        QTest::newRow("killed") << 137 << QByteArray() << u"The app was killed."_s << u"memory"_s;
        QTest::newRow("app") << 3 << QByteArray() << u"The app has ended."_s << u"status 3"_s;
        QTest::newRow("orderly") << 0 << QByteArray() << u"The app has ended."_s << u"status 0"_s;
        QTest::newRow("engine gone") << 1 << QByteArray("Cannot connect to the Docker daemon\n")
                                     << u"The Docker engine is not running."_s << u"Cannot connect"_s;
    }

    void whyItEndedIsSaid()
    {
        QFETCH(int, status);
        QFETCH(QByteArray, errors);
        QFETCH(QString, what);
        QFETCH(QString, part);
        Container it({.result = {.exitCode = status}, .standardError = errors});
        const QSignalSpy exited(it.instance.get(), &Instance::exited);
        QTRY_COMPARE(exited.size(), 1);
        const auto why = exited.first().first().value<Error>();
        QCOMPARE(why.what, what);
        QVERIFY2(why.text().contains(part), qPrintable(why.text()));
        QVERIFY(test::await(it.instance->stop()).ok());
    }

    void aLimitThatDockerDoesNotApplyIsACaveat()
    {
        Container it(
            {.standardError = "WARNING: Your kernel does not support swap limit capabilities or the cgroup is not "
                              "mounted. Memory limited without swap.\n",
                .staysUntilStopped = true});
        QTRY_COMPARE(it.run.caveats.size(), 1);
        QVERIFY(it.run.caveats.first().contains(u"Memory limited without swap"_s));
        QVERIFY(test::await(it.instance->stop()).ok());
    }

    void recoveryRemovesTheNamedContainersOnly()
    {
        test::TargetRun run(std::make_unique<test::RecordingProcessFactory>());
        auto *docker = static_cast<test::RecordingProcessFactory *>(run.processes.get());
        docker->answer(removeWords, {});
        docker->answer(listWords, {});
        const QList<JournalEntry> entries {{u"docker"_s, u"container"_s, u"boxmark-a-docker-1"_s},
            {u"docker"_s, u"container"_s, u"somebody-elses"_s}, {u"docker"_s, u"volume"_s, u"boxmark-a-docker-2"_s}};
        QVERIFY(test::await(findTargetKind(u"docker"_s)->recover(entries, run.context)).ok());
        QCOMPARE(docker->commandLines(),
            (QStringList {u"docker rm --force --volumes boxmark-a-docker-1"_s,
                u"docker ps --all --quiet --filter 'name=^boxmark-a-docker-1$'"_s}));
    }
};

QTEST_GUILESS_MAIN(TestDockerInstance)
#include "tst_dockerinstance.moc"
