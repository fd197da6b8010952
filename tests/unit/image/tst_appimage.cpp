// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "helpers/filetree.h"
#include "helpers/owncache.h"
#include "helpers/recordingprocessfactory.h"
#include "helpers/strictlog.h"
#include "helpers/targetrun.h"
#include "image/appimage.h"
#include "image/buildernoise.h"

#include <QTest>

using namespace boxmark;
using namespace Qt::StringLiterals;

namespace {

const QByteArray inspected = R"([{"Id": "sha256:abc", "Size": 12345678,
    "Config": {"Entrypoint": ["/bin/entry", "--flag"], "Cmd": ["serve", "on port"]}}])";
const test::Answer absent {.result = {.exitCode = 1},
    .standardOutput = "[]\n",
    .standardError = "Error response from daemon: No such image: boxmark/app:x\n"};

struct Preparation
{
    Preparation()
        : run(std::make_unique<test::RecordingProcessFactory>())
        , docker(static_cast<test::RecordingProcessFactory *>(run.processes.get()))
    {
        tree.write(u"/agent"_s, "the agent's bytes");
        run.context.agentPath = tree.path(u"/agent"_s);
    }

    Result<AppImage> prepare() { return test::await(prepareImage(scenario, run.context.agentPath, run.context)); }

    test::FileTree tree {};
    test::TargetRun run;
    test::RecordingProcessFactory *docker;
    Scenario scenario {};
};

} // namespace

class TestAppImage : public QObject
{
    Q_OBJECT

    const test::OwnCache m_cache {}; // where the use of images is noted

private slots:
    void init() { test::failOnAnyWarning(); }

    void entryPointAndCommandAreOne()
    {
        const auto image = parseImage(inspected, u"x"_s);
        QVERIFY(image.ok());
        QCOMPARE(image.value(),
            (AppImage {u"sha256:abc"_s, Bytes {12345678},
                {.command = {u"/bin/entry"_s, u"--flag"_s, u"serve"_s, u"on port"_s}}}));
    }

    void anImageWithoutEitherIsRefused()
    {
        const auto image
            = parseImage(R"([{"Id": "sha256:abc", "Size": 1, "Config": {"Entrypoint": null, "Cmd": null}}])", u"x"_s);
        QVERIFY(!image.ok());
        QVERIFY(image.error().remedy.contains(u"CMD"_s));
    }

    void whatIsNotAnImageIsAnError()
    {
        for (const QByteArray &text : {QByteArray(), QByteArray("[]"), QByteArray("nonsense"), QByteArray("{}")})
            QVERIFY(!parseImage(text, u"x"_s).ok());
    }

    void aDockerfileIsBuiltInItsFolder()
    {
        Preparation it;
        it.tree.write(u"/app/Dockerfile.test"_s, "FROM scratch\n");
        const QString dockerfile = it.tree.path(u"/app/Dockerfile.test"_s);
        it.scenario.app.source = AppSpec::Source::Dockerfile;
        it.scenario.app.location = dockerfile;
        it.docker->answer({u"docker"_s, u"build"_s},
            {.standardOutput = "Step 1/1 : FROM scratch\nSuccessfully built\n",
                .standardError = "DEPRECATED: The legacy builder is deprecated and will be removed.\n"
                                 "            Install the buildx component\n\n"});
        it.docker->answer({u"docker"_s, u"image"_s, u"inspect"_s}, {.standardOutput = inspected});
        const auto image = it.prepare();
        QVERIFY2(image.ok(), image.ok() ? "" : qPrintable(image.error().text()));
        QCOMPARE(image.value().id, u"sha256:abc"_s);
        QCOMPARE(it.docker->specs().size(), 2);
        const QStringList build = it.docker->specs().first().arguments;
        const QString tag = build.at(7);
        QVERIFY(tag.startsWith(u"boxmark/app:"_s));
        QCOMPARE(build,
            (QStringList {u"build"_s, u"--force-rm"_s, u"--label"_s, u"boxmark=1"_s, u"--file"_s, dockerfile,
                u"--tag"_s, tag, it.tree.path(u"/app"_s)}));
        QCOMPARE(it.docker->specs().last().arguments, (QStringList {u"image"_s, u"inspect"_s, tag}));
        QCOMPARE(it.run.lines(LogSource::Build), (QStringList {u"Step 1/1 : FROM scratch"_s, u"Successfully built"_s}));
        QCOMPARE(it.run.lines(LogSource::Command), it.docker->commandLines());
    }

    void aFailedBuildTellsItsLastLines()
    {
        Preparation it;
        it.tree.write(u"/Dockerfile"_s, "FROM scratch\n");
        it.scenario.app.source = AppSpec::Source::Dockerfile;
        it.scenario.app.location = it.tree.path(u"/Dockerfile"_s);
        QByteArray output;
        for (int line = 1; line <= 40; ++line)
            output += "line " + QByteArray::number(line) + '\n';
        it.docker->answer({u"docker"_s, u"build"_s},
            {.result = {.exitCode = 1}, .standardOutput = output, .standardError = "the reason\n"});
        const auto image = it.prepare();
        QVERIFY(!image.ok());
        QVERIFY(image.error().what.contains(it.scenario.app.location));
        QVERIFY(image.error().why.endsWith(u"line 40\nthe reason"_s));
        QVERIFY(!image.error().why.contains(u"line 20\n"_s));
        QCOMPARE(it.run.lines(LogSource::Build).size(), 41);
    }

    void aMissingDockerfileIsNotGivenToDocker()
    {
        Preparation it;
        it.scenario.app.source = AppSpec::Source::Dockerfile;
        it.scenario.app.location = it.tree.path(u"/nowhere/Dockerfile"_s);
        QVERIFY(!it.prepare().ok());
        QCOMPARE(it.docker->specs().size(), 0);
    }

    void theWorkloadIsBuiltFromScratchWhenItIsNotThere()
    {
        Preparation it;
        it.docker->answer({u"docker"_s, u"image"_s, u"inspect"_s}, absent);
        it.docker->answer({u"docker"_s, u"build"_s}, {.result = {.exitCode = 1}, .standardError = "stop here\n"});
        QVERIFY(!it.prepare().ok());
        QCOMPARE(it.docker->specs().size(), 2);
        const QString tag = it.docker->specs().first().arguments.last();
        QVERIFY(tag.startsWith(u"boxmark/workload:"_s));
        QVERIFY(it.docker->specs().last().arguments.contains(tag));
    }

    void theWordsOfAFailedBuildHaveNoEmptyLines()
    {
        Preparation it;
        it.docker->answer({u"docker"_s, u"image"_s, u"inspect"_s}, absent);
        it.docker->answer(
            {u"docker"_s, u"build"_s}, {.result = {.exitCode = 1}, .standardError = "\nStep 1/3\n   \nno such host\n"});
        const auto image = it.prepare();
        QVERIFY(!image.ok());
        QCOMPARE(image.error().why, u"Step 1/3\nno such host"_s);
    }

    void theWorkloadsTagFollowsItsContents()
    {
        Preparation it;
        it.docker->answer({u"docker"_s, u"image"_s, u"inspect"_s}, {.standardOutput = inspected});
        QVERIFY(it.prepare().ok());
        it.scenario.app.port = 9000;
        QVERIFY(it.prepare().ok());
        it.tree.write(u"/agent"_s, "a newer agent");
        QVERIFY(it.prepare().ok());
        QSet<QString> tags;
        for (const ProcessSpec &spec : it.docker->specs())
            tags << spec.arguments.last();
        QCOMPARE(tags.size(), 3);
        QVERIFY(workloadDockerfile(9000).contains("\"0.0.0.0:9000\""));
    }

    void anImageIsFetchedOnlyWhenItIsAbsent()
    {
        Preparation it;
        it.scenario.app.source = AppSpec::Source::Image;
        it.scenario.app.location = u"nginx:1.27"_s;
        it.docker->answer({u"docker"_s, u"image"_s, u"inspect"_s}, {.standardOutput = inspected});
        QVERIFY(it.prepare().ok());
        QCOMPARE(it.docker->commandLines(), QStringList {u"docker image inspect nginx:1.27"_s});

        it.docker->answer({u"docker"_s, u"image"_s, u"inspect"_s}, absent);
        it.docker->answer({u"docker"_s, u"pull"_s},
            {.result = {.exitCode = 1}, .standardError = "dial tcp: lookup registry-1.docker.io: no such host\n"});
        const auto image = it.prepare();
        QVERIFY(!image.ok());
        QVERIFY(image.error().what.contains(u"nginx:1.27"_s));
        QVERIFY(image.error().why.contains(u"no such host"_s));
        QVERIFY(!image.error().remedy.isEmpty());
        QCOMPARE(it.docker->commandLines().last(), u"docker pull nginx:1.27"_s);
    }

    void aNameThatWouldBeAnOptionIsRefused()
    {
        Preparation it;
        it.scenario.app.source = AppSpec::Source::Image;
        it.scenario.app.location = u"--all-tags"_s;
        QVERIFY(!it.prepare().ok());
        QCOMPARE(it.docker->specs().size(), 0);
    }

    void anEngineThatIsGoneIsToldAsSuch()
    {
        Preparation it;
        it.docker->answer({u"docker"_s},
            {.result = {.exitCode = 1},
                .standardError = "Cannot connect to the Docker daemon. Is the docker daemon running?"});
        const auto image = it.prepare();
        QVERIFY(!image.ok());
        QCOMPARE(image.error().what, u"The Docker engine is not running."_s);
    }

    void onlyTheAdviceAboutBuildersIsNoise()
    {
        BuilderNoise noise;
        QVERIFY(!noise.isNoise(u"Step 1/2"_s));
        QVERIFY(noise.isNoise(u"DEPRECATED: The legacy builder is deprecated"_s));
        QVERIFY(noise.isNoise(u"            https://docs.docker.com/go/buildx/"_s));
        QVERIFY(noise.isNoise(u""_s));
        QVERIFY(!noise.isNoise(u"The command returned a non-zero code: 7"_s));
    }
};

QTEST_GUILESS_MAIN(TestAppImage)
#include "tst_appimage.moc"
