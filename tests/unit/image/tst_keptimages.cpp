// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "helpers/owncache.h"
#include "helpers/recordingprocessfactory.h"
#include "helpers/strictlog.h"
#include "helpers/workrun.h"
#include "image/kept/imageuse.h"
#include "image/kept/keptimages.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

using namespace boxmark;
using namespace boxmark::test;
using namespace Qt::StringLiterals;

namespace {

const QString appName = u"boxmark/app:0123456789abcdef"_s;
const QString made = u"2026-01-02T03:04:05.678901234Z"_s;

/// As `image inspect` describes it.
struct Described
{
    QString id;
    QStringList names {};
    QStringList layers {};
    qint64 size = 0;
    bool labelled = true;
    QString tagged {};
    QStringList digests {};
};

QJsonObject toJson(const Described &image)
{
    QJsonObject labels;
    if (image.labelled)
        labels.insert(u"boxmark"_s, u"1"_s);
    QJsonObject metadata;
    if (!image.tagged.isEmpty())
        metadata.insert(u"LastTagTime"_s, image.tagged);
    return {{u"Id"_s, image.id}, {u"RepoTags"_s, QJsonArray::fromStringList(image.names)},
        {u"RepoDigests"_s, QJsonArray::fromStringList(image.digests)}, {u"Created"_s, made}, {u"Size"_s, image.size},
        {u"Config"_s, QJsonObject {{u"Labels"_s, labels}}}, {u"Metadata"_s, metadata},
        {u"RootFS"_s, QJsonObject {{u"Layers"_s, QJsonArray::fromStringList(image.layers)}}}};
}

QByteArray inspected(const QList<Described> &images)
{
    QJsonArray array;
    for (const Described &image : images)
        array.append(toJson(image));
    return QJsonDocument(array).toJson();
}

QList<KeptItem> keptOf(const QList<Described> &images, ContainerEngine engine = ContainerEngine::Docker)
{
    return keptImagesIn(inspected(images), engine, std::nullopt);
}

QStringList idsOf(const QList<KeptItem> &items)
{
    QStringList ids;
    for (const KeptItem &item : items)
        ids << item.name;
    return ids;
}

const QStringList inspectOne {u"docker"_s, u"image"_s, u"inspect"_s};
const QStringList removal {u"docker"_s, u"image"_s, u"rm"_s};

/// Removes what was listed as `then`, while the engine describes it as `now` and answers the removal so.
struct Removing
{
    explicit Removing(const Described &then, const QList<Described> &now, const Answer &answer = {})
    {
        auto recording = std::make_unique<RecordingProcessFactory>();
        factory = recording.get();
        run = std::make_unique<WorkRun>(std::move(recording));
        const Answer gone {
            .result = {.exitCode = 1}, .standardOutput = "[]\n", .standardError = "Error: No such image: x"};
        factory->answer(inspectOne, now.isEmpty() ? gone : Answer {.standardOutput = inspected(now)});
        factory->answer(removal, answer);
        result = await(removeKeptImage(keptOf({then}).first(), run->context));
    }

    QString lastCommand() const { return factory->commandLines().last(); }

    RecordingProcessFactory *factory = nullptr;
    std::unique_ptr<WorkRun> run {};
    Result<bool> result = false;
};

} // namespace

class TestKeptImages : public QObject
{
    Q_OBJECT

private slots:
    void init() { test::failOnAnyWarning(); }

    void onlyWhatBoxmarkBuiltIsListed()
    {
        const OwnCache cache;
        const QList<KeptItem> items = keptOf({{.id = u"sha256:app"_s, .names = {appName}},
            {.id = u"sha256:workload"_s, .names = {u"boxmark/workload:0123456789abcdef"_s}},
            {.id = u"sha256:older"_s}, // its name went to a newer one
            {.id = u"sha256:foreign"_s, .names = {u"nginx:latest"_s}, .labelled = false},
            {.id = u"sha256:named like ours"_s, .names = {appName}, .labelled = false},
            {.id = u"sha256:unnamed"_s, .labelled = false},
            {.id = u"sha256:built from ours"_s, .names = {u"mine:latest"_s}},
            {.id = u"sha256:nearly"_s, .names = {u"boxmark/app:latest"_s}},
            {.id = u"sha256:fetched"_s, .digests = {u"corp/app@sha256:1"_s}}});
        QCOMPARE(idsOf(items), QStringList({u"sha256:app"_s, u"sha256:workload"_s, u"sha256:older"_s}));
        QCOMPARE(items.first().references, QStringList {appName});
        QCOMPARE(items.last().references, QStringList());
        QCOMPARE(items.first().kind, u"docker-images"_s);
    }

    void podmansWayOfNamingIsUnderstood()
    {
        const OwnCache cache;
        const QList<KeptItem> items = keptOf(
            {{.id = u"abc"_s, .names = {u"localhost/"_s + appName}, .digests = {u"localhost/boxmark/app@sha256:1"_s}}},
            ContainerEngine::Podman);
        QCOMPARE(idsOf(items), QStringList {u"sha256:abc"_s});
        QCOMPARE(items.first().references, QStringList {u"localhost/"_s + appName});
        QCOMPARE(items.first().engine, std::optional(ContainerEngine::Podman));
    }

    void sharedLayersAreCountedOnceAndNotWhereTheyStay()
    {
        const OwnCache cache;
        const QList<KeptItem> items = keptOf(
            {{.id = u"sha256:base"_s, .names = {u"debian:12"_s}, .layers = {u"a"_s}, .size = 100, .labelled = false},
                {.id = u"sha256:one"_s, .names = {appName}, .layers = {u"a"_s, u"b"_s}, .size = 130},
                {.id = u"sha256:two"_s, .layers = {u"a"_s, u"b"_s, u"c"_s}, .size = 137},
                {.id = u"sha256:same"_s, .layers = {u"a"_s, u"b"_s, u"c"_s}, .size = 137},
                {.id = u"sha256:alone"_s, .layers = {u"x"_s}, .size = 1000},
                {.id = u"sha256:under"_s, .layers = {u"u"_s}, .size = 5000},
                {.id = u"sha256:mine"_s, .names = {u"mine:1"_s}, .layers = {u"u"_s, u"v"_s}, .size = 5001}});
        QHash<QString, qint64> sizes;
        for (const KeptItem &item : items)
            sizes.insert(item.name.section(u':', 1), item.size.count);
        QCOMPARE(sizes.value(u"one"_s), 30);
        QCOMPARE(sizes.value(u"two"_s) + sizes.value(u"same"_s), 7);
        QCOMPARE(sizes.value(u"alone"_s), 1000);
        QCOMPARE(sizes.value(u"under"_s), 0); // another image keeps its layers
        QCOMPARE(sizes.size(), 5);
        QCOMPARE(items.first().name, u"sha256:two"_s); // before what it may be made from
    }

    void itsLastUseIsTheNoteOrTheNameOrTheMaking()
    {
        const OwnCache cache;
        const auto lastUsed = [](const Described &image) { return keptOf({image}).first().lastUsed.toUTC(); };
        QCOMPARE(lastUsed({.id = u"sha256:a"_s}).toString(u"yyyy-MM-dd"_s), u"2026-01-02"_s);
        const Described tagged {.id = u"sha256:a"_s, .tagged = u"2026-03-04T05:06:07.123456789Z"_s};
        QCOMPARE(lastUsed(tagged).toString(u"yyyy-MM-dd"_s), u"2026-03-04"_s);
        QCOMPARE(lastUsed({.id = u"sha256:a"_s, .tagged = u"0001-01-01T00:00:00Z"_s}).date().year(), 2026);
        const QDateTime before = QDateTime::currentDateTime().addSecs(-1);
        noteImageUse(u"sha256:b"_s, ContainerEngine::Docker);
        QVERIFY(lastUsed({.id = u"sha256:b"_s}) >= before);
        QVERIFY(keptImagesIn(inspected({{.id = u"sha256:b"_s}}), ContainerEngine::Docker, before).first().inUse);
        QVERIFY(!notedImageUse(u"sha256:b"_s, ContainerEngine::Podman).isValid());
        forgetImageUse(u"sha256:b"_s, ContainerEngine::Docker);
        QVERIFY(!notedImageUse(u"sha256:b"_s, ContainerEngine::Docker).isValid());
    }

    void namesAreTakenAwayAndOneWithoutIsNamedByItsId()
    {
        const OwnCache cache;
        const Described named {.id = u"sha256:a"_s, .names = {appName}};
        const Removing byName(named, {named});
        QVERIFY(byName.result.ok() && byName.result.value());
        QCOMPARE(byName.lastCommand(), u"docker image rm "_s + appName);
        const Described nameless {.id = u"sha256:a"_s};
        QCOMPARE(Removing(nameless, {nameless}).lastCommand(), u"docker image rm sha256:a"_s);
        const Described twice {.id = u"sha256:a"_s, .names = {appName, u"mine:1"_s}};
        QCOMPARE(Removing(named, {twice}).lastCommand(), u"docker image rm "_s + appName);
    }

    void whatHasChangedHandsSinceItWasListedStays()
    {
        const OwnCache cache;
        const Described listed {.id = u"sha256:a"_s};
        for (const QList<Described> &now : {QList<Described> {{.id = u"sha256:a"_s, .names = {u"mine:1"_s}}},
                 QList<Described> {}, QList<Described> {{.id = u"sha256:a"_s, .tagged = u"2026-03-04T05:06:07Z"_s}}}) {
            const Removing removing(listed, now);
            QVERIFY(removing.result.ok() && !removing.result.value());
            QVERIFY(!removing.lastCommand().startsWith(removal.join(u' ')));
        }
    }

    void oneThatAContainerIsOfStays_data()
    {
        QTest::addColumn<QByteArray>("said");
        QTest::newRow("Docker, by name") << QByteArray("Error response from daemon: conflict: unable to remove "
                                                       "repository reference \"x\" (must force) - container "
                                                       "1 is using its referenced image 2");
        QTest::newRow("Docker, by id") << QByteArray("Error response from daemon: conflict: unable to delete 1 (must "
                                                     "be forced) - image is being used by stopped "
                                                     "container 2");
        QTest::newRow("Podman") << QByteArray("Error: image used by 1: image is in use by a container");
    }
    void oneThatAContainerIsOfStays()
    {
        QFETCH(QByteArray, said);
        const OwnCache cache;
        const Described image {.id = u"sha256:a"_s, .names = {appName}};
        const Removing removing(image, {image}, {.result = {.exitCode = 1}, .standardError = said});
        QVERIFY(removing.result.ok() && !removing.result.value());
    }

    void anyOtherFailureIsTold()
    {
        const OwnCache cache;
        const Described image {.id = u"sha256:a"_s, .names = {appName}};
        const Removing removing(image, {image}, {.result = {.exitCode = 1}, .standardError = "the disk is broken"});
        QVERIFY(!removing.result.ok());
        QCOMPARE(removing.result.error().why, u"the disk is broken"_s);
    }

    void anEngineThatIsNotInstalledHasNoneAndOneThatDoesNotAnswerIsTold()
    {
        const OwnCache cache;
        auto recording = std::make_unique<RecordingProcessFactory>();
        auto *factory = recording.get();
        WorkRun run(std::move(recording));
        factory->answer({u"docker"_s}, {.result = {.failure = u"not found"_s}});
        const auto none = await(keptImages(ContainerEngine::Docker, {}, run.context));
        QVERIFY(none.ok() && none.value().isEmpty());
        factory->answer({u"docker"_s},
            {.result = {.exitCode = 1}, .standardError = "Cannot connect to the Docker daemon at unix:///x."});
        const auto silent = await(keptImages(ContainerEngine::Docker, {}, run.context));
        QVERIFY(!silent.ok());
        QCOMPARE(silent.error().what, u"The Docker engine is not running."_s);
    }

    void oneThatIsGoneByNowDoesNotHideTheOthers()
    {
        const OwnCache cache;
        auto recording = std::make_unique<RecordingProcessFactory>();
        auto *factory = recording.get();
        WorkRun run(std::move(recording));
        factory->answer({u"docker"_s, u"image"_s, u"ls"_s}, {.standardOutput = "sha256:a\nsha256:gone\nsha256:a\n"});
        factory->answer(inspectOne,
            {.result = {.exitCode = 1},
                .standardOutput = inspected({{.id = u"sha256:a"_s, .names = {appName}}}),
                .standardError = "Error: No such image: sha256:gone"});
        const auto images = await(keptImages(ContainerEngine::Docker, {}, run.context));
        QVERIFY2(images.ok(), whyNot(images).constData());
        QCOMPARE(idsOf(images.value()), QStringList {u"sha256:a"_s});
        QCOMPARE(factory->commandLines().last(), u"docker image inspect sha256:a sha256:gone"_s);
    }
};

QTEST_GUILESS_MAIN(TestKeptImages)
#include "tst_keptimages.moc"
