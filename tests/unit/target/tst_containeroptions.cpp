// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "helpers/recordingprocessfactory.h"
#include "helpers/strictlog.h"
#include "helpers/targetrun.h"
#include "target/docker/container.h"
#include "target/docker/containerruntime.h"
#include "target/docker/dockertarget.h"

#include <QTest>

using namespace boxmark;
using namespace Qt::StringLiterals;

namespace {

const QStringList versionWords {u"docker"_s, u"version"_s};
const QStringList infoWords {u"docker"_s, u"info"_s};
const QByteArray withGvisor = "{'io.containerd.runc.v2':{'path':'runc'},'runc':{'path':'runc'},"
                              "'runsc':{'path':'/usr/bin/runsc','runtimeArgs':['--platform=ptrace','--network=host']}}";

QByteArray json(QByteArray text)
{
    return text.replace('\'', '"');
}

TargetSpec specOf(const QMap<QString, QString> &options)
{
    return {u"box"_s, u"docker"_s, options};
}

/// Docker and Podman as a test wants them.
struct Engines
{
    Engines()
        : run(std::make_unique<test::RecordingProcessFactory>())
        , commands(static_cast<test::RecordingProcessFactory *>(run.processes.get()))
    {
        commands->answer(versionWords, {.standardOutput = "20.10.24+dfsg1\n"});
        commands->answer(infoWords, {.standardOutput = json(withGvisor)});
        commands->answer({u"podman"_s, u"info"_s}, {.standardOutput = "4.3.1\n"});
    }

    Readiness probe(const QMap<QString, QString> &options)
    {
        return test::await(findTargetKind(u"docker"_s)->make(specOf(options))->probe(run.context));
    }

    test::TargetRun run;
    test::RecordingProcessFactory *commands;
};

} // namespace

class TestContainerOptions : public QObject
{
    Q_OBJECT

private slots:
    void init() { test::failOnAnyWarning(); }

    void optionsAreRead()
    {
        QCOMPARE(readContainerOptions(specOf({})).value(), ContainerOptions());
        const auto options = readContainerOptions(specOf({{u"engine"_s, u"podman"_s}, {u"runtime"_s, u"crun"_s}}));
        QCOMPARE(options.value(), (ContainerOptions {ContainerEngine::Podman, u"crun"_s}));
        QVERIFY(readContainerOptions(specOf({{u"runtime"_s, u"io.containerd.kata.v2"_s}})).ok());
    }

    void whatCannotBeAnOptionIsRefused_data()
    {
        QTest::addColumn<QString>("key");
        QTest::addColumn<QString>("value");
        QTest::newRow("engine") << u"engine"_s << u"rkt"_s;
        QTest::newRow("an option in place of a runtime") << u"runtime"_s << u"--privileged"_s;
        QTest::newRow("a runtime with a space") << u"runtime"_s << u"runsc --debug"_s;
    }

    void whatCannotBeAnOptionIsRefused()
    {
        QFETCH(QString, key);
        QFETCH(QString, value);
        const auto checked = checkTarget(specOf({{key, value}}));
        QVERIFY(!checked.ok());
        QVERIFY2(checked.error().what.contains(value), qPrintable(checked.error().what));
        QVERIFY(!checked.error().remedy.isEmpty());
    }

    void titlesNameEngineAndRuntime()
    {
        QCOMPARE(targetTitle(specOf({})), u"Docker"_s);
        QCOMPARE(targetTitle(specOf({{u"runtime"_s, u"runsc"_s}})), u"Docker (runsc)"_s);
        QCOMPARE(targetTitle(specOf({{u"engine"_s, u"podman"_s}})), u"Podman"_s);
    }

    void theRuntimeAndTheEngineAreInTheCommand()
    {
        const AppImage image {u"sha256:abc"_s, {}, {.command = {u"app"_s}}};
        const ProcessSpec spec
            = dockerRunSpec(image, {}, {}, u"n"_s, 1, {.engine = ContainerEngine::Podman, .runtime = u"crun"_s});
        QCOMPARE(spec.program, u"podman"_s);
        QCOMPARE(spec.arguments.at(spec.arguments.indexOf(u"--runtime"_s) + 1), u"crun"_s);
        QVERIFY(!dockerRunSpec(image, {}, {}, u"n"_s, 1).arguments.contains(u"--runtime"_s));
    }

    void aRuntimeThatDockerHasIsReady()
    {
        Engines engines;
        const Readiness readiness = engines.probe({{u"runtime"_s, u"runsc"_s}});
        QVERIFY2(readiness.ready, qPrintable(readiness.problem.text()));
        QCOMPARE(readiness.detail, u"Docker 20.10.24 (runsc)"_s);
        QCOMPARE(parseRuntimes(json(withGvisor)).value(u"runsc"_s),
            (QStringList {u"--platform=ptrace"_s, u"--network=host"_s}));
    }

    void aRuntimeThatDockerHasNotIsToldWithThoseThatItHas()
    {
        Engines engines;
        const Readiness readiness = engines.probe({{u"runtime"_s, u"kata-runtime"_s}});
        QVERIFY(!readiness.ready);
        QCOMPARE(readiness.problem.what, u"Docker has no runtime “kata-runtime”."_s);
        QCOMPARE(readiness.problem.why, u"It knows: runc, runsc."_s);
        QVERIFY2(readiness.problem.remedy.contains(u"/etc/docker/daemon.json"_s), qPrintable(readiness.problem.remedy));
    }

    void podmanIsAskedThroughItsOwnClient()
    {
        Engines engines;
        QCOMPARE(engines.probe({{u"engine"_s, u"podman"_s}}).detail, u"Podman 4.3.1"_s);
        QCOMPARE(engines.commands->commandLines(), QStringList {u"podman info --format '{{.Version.Version}}'"_s});
        engines.commands->answer({u"podman"_s, u"--runtime"_s, u"crun"_s},
            {.result = {.exitCode = 125}, .standardError = "Error: default OCI runtime \"crun\" not found\n"});
        const Readiness without = engines.probe({{u"engine"_s, u"podman"_s}, {u"runtime"_s, u"crun"_s}});
        QCOMPARE(without.problem.what, u"Podman has no runtime “crun”."_s);
        QVERIFY2(without.problem.why.contains(u"not found"_s), qPrintable(without.problem.why));
    }

    void withoutPodmanTheRemedyIsToInstallIt()
    {
        Engines engines;
        engines.commands->answer({u"podman"_s}, {.result = {.failure = u"no such program"_s}});
        const Readiness readiness = engines.probe({{u"engine"_s, u"podman"_s}});
        QCOMPARE(readiness.problem.what, u"Podman is not installed."_s);
        QCOMPARE(readiness.problem.command, u"sudo apt install podman"_s);
    }

    void whatDockerHasIsDiscovered()
    {
        Engines engines;
        const auto found = test::await(findTargetKind(u"docker"_s)->discover(engines.run.context));
        QCOMPARE(found.at(0), (TargetSpec {u"docker"_s, u"docker"_s, {}}));
        QCOMPARE(found.at(1), (TargetSpec {u"docker-runsc"_s, u"docker"_s, {{u"runtime"_s, u"runsc"_s}}}));
        // Without an engine the plain one stays, so that its remedy can be shown.
        engines.commands->answer(infoWords, {.result = {.failure = u"no such program"_s}});
        QCOMPARE(test::await(findTargetKind(u"docker"_s)->discover(engines.run.context)).first().name, u"docker"_s);
    }

    void recoveryRemovesPodmansContainersByPodman()
    {
        Engines engines;
        engines.commands->answer({u"podman"_s, u"rm"_s}, {});
        engines.commands->answer({u"podman"_s, u"ps"_s}, {});
        const JournalEntry entry = containerEntry({ContainerEngine::Podman, u"boxmark-a-podman-1"_s});
        QVERIFY(test::await(findTargetKind(u"docker"_s)->recover({entry}, engines.run.context)).ok());
        QCOMPARE(engines.commands->commandLines(),
            (QStringList {u"podman rm --force --volumes boxmark-a-podman-1"_s,
                u"podman ps --all --quiet --filter 'name=^boxmark-a-podman-1$'"_s}));
    }
};

QTEST_GUILESS_MAIN(TestContainerOptions)
#include "tst_containeroptions.moc"
