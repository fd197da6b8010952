// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "helpers/strictlog.h"
#include "image/kept/cleanup.h"
#include "integration/imagefixture.h"

#include <QUuid>

using namespace boxmark;
using namespace boxmark::test;
using namespace Qt::StringLiterals;

namespace {

/// An app whose image Boxmark builds, unlike any other; what is left of it at the end goes.
struct App
{
    App() { write(); }
    ~App()
    {
        for (const QString &id : ids)
            runProgram(u"docker"_s, {u"image"_s, u"rm"_s, u"--force"_s, id});
    }
    App(const App &) = delete;
    App &operator=(const App &) = delete;

    void write()
    {
        QFile file(folder.filePath(u"Dockerfile"_s));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("FROM scratch\nCOPY Dockerfile /app\nCMD [\"/app\"]\n# " + QUuid::createUuid().toByteArray() + '\n');
    }

    /// Builds it; the id.
    QString build()
    {
        Scenario scenario;
        scenario.app.source = AppSpec::Source::Dockerfile;
        scenario.app.location = folder.filePath(u"Dockerfile"_s);
        WorkRun run;
        const auto image = await(prepareImage(scenario, {}, run.context));
        ids << (image.ok() ? image.value().id : image.error().text());
        return ids.last();
    }

    QTemporaryDir folder {};
    QStringList ids {};
};

bool isThere(const QString &name)
{
    return runProgram(u"docker"_s, {u"image"_s, u"inspect"_s, name}).status == 0;
}

/// What is found of these images alone: others use the engine, too.
QList<KeptItem> found(const QStringList &ids, ContainerEngine engine = ContainerEngine::Docker)
{
    WorkRun run;
    QList<KeptItem> items;
    for (const KeptItem &item : await(findKept(run.context)).items) {
        if (ids.contains(item.name) && item.engine == engine)
            items << item;
    }
    return items;
}

CleanUp removeAll(const QList<KeptItem> &items)
{
    WorkRun run;
    return await(removeKept(items, run.context));
}

} // namespace

class TestCleanUp : public QObject
{
    Q_OBJECT

    const OwnCache m_cache {};

private slots:
    void init() { test::failOnAnyWarning(); }

    void initTestCase()
    {
        if (!hasEngine())
            QSKIP("no Docker engine answers");
    }

    void imagesThatWereBuiltGoAndOneThatSomebodyElseMadeStays()
    {
        const QDateTime before = QDateTime::currentDateTime().addSecs(-2);
        App one;
        App two;
        const QStringList ours {one.build(), two.build()};
        const BuiltImage foreign("FROM " + ours.first().toUtf8() + "\nCOPY Dockerfile /mine\n");
        QVERIFY(foreign.isThere);
        const QList<KeptItem> items = found(ours + QStringList {foreign.image.id});
        QCOMPARE(items.size(), 2);
        for (const KeptItem &item : items) {
            QVERIFY(item.lastUsed >= before);
            QCOMPARE(item.references.size(), 1);
        }
        const CleanUp done = removeAll(items);
        QVERIFY2(done.failures.isEmpty(), qPrintable(done.failures.value(0).text()));
        QCOMPARE(done.removed.size(), 2);
        for (const KeptItem &item : items)
            QVERIFY(!isThere(item.references.first()));
        QVERIFY(!isThere(ours.last()));
        QVERIFY(isThere(foreign.name));
        QVERIFY(found(ours).isEmpty());
    }

    void oneThatLostItsNameToANewerOneGoesAndTheNewerStays()
    {
        App app;
        const QString older = app.build();
        app.write();
        const QString newer = app.build();
        QVERIFY(older != newer);
        const QList<KeptItem> items = found({older});
        QCOMPARE(items.size(), 1);
        QCOMPARE(items.first().references, QStringList());
        QCOMPARE(removeAll(items).removed.size(), 1);
        QVERIFY(!isThere(older));
        QVERIFY(isThere(newer));
    }

    void oneThatAContainerIsOfStays()
    {
        App app;
        const QString id = app.build();
        const QString container = runProgram(u"docker"_s, {u"create"_s, id}).output.trimmed();
        QVERIFY(!container.isEmpty());
        const CleanUp done = removeAll(found({id}));
        runProgram(u"docker"_s, {u"rm"_s, container});
        QCOMPARE(done.stayed.size(), 1);
        QVERIFY(done.failures.isEmpty());
        QVERIFY(isThere(id));
        QCOMPARE(removeAll(found({id})).removed.size(), 1);
    }

    void podmansCopyGoesAndDockersImageStays()
    {
        App app;
        const QString id = app.build();
        WorkRun run;
        if (const auto version = await(engineVersion(run.context, ContainerEngine::Podman)); !version)
            QSKIP(qPrintable(version.error().what));
        const auto copy = await(giveToPodman({.id = id}, run.context));
        QVERIFY2(copy.ok(), whyNot(copy).constData());
        const QList<KeptItem> items = found({id}, ContainerEngine::Podman);
        QCOMPARE(items.size(), 1);
        QCOMPARE(items.first().kind, u"podman-images"_s);
        const CleanUp done = removeAll(items);
        QVERIFY2(done.failures.isEmpty(), qPrintable(done.failures.value(0).text()));
        QCOMPARE(done.removed.size(), 1);
        QVERIFY(found({id}, ContainerEngine::Podman).isEmpty());
        QVERIFY(isThere(id));
    }

    void oneThatAPersonGaveANameKeepsIt()
    {
        App app;
        const QString id = app.build();
        const QString name = u"boxmark-test:named-%1"_s.arg(QCoreApplication::applicationPid());
        QCOMPARE(runProgram(u"docker"_s, {u"tag"_s, id, name}).status, 0);
        const QList<KeptItem> items = found({id});
        const CleanUp done = removeAll(items);
        const bool stayed = isThere(name);
        runProgram(u"docker"_s, {u"image"_s, u"rm"_s, name});
        QVERIFY(stayed);
        QCOMPARE(done.removed.size(), 1);
        QCOMPARE(items.first().size.count, 0);
        QVERIFY(!isThere(items.first().references.first()));
    }
};

QTEST_GUILESS_MAIN(TestCleanUp)
#include "tst_cleanup.moc"
