// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "helpers/strictlog.h"
#include "host/port.h"
#include "integration/dockerfixture.h"
#include "load/healthprobe.h"

#include <unistd.h>

using namespace boxmark;
using namespace boxmark::test;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

/// An image without a shell, a library or a user's name: nothing but boxmark-agent, which can serve.
struct ServingImage
{
    explicit ServingImage(const QByteArray &more)
        : app("FROM scratch\nCOPY agent /bin/agent\nCOPY page.html /www/page.html\n" + more)
    {
        QFile::copy(findAgentBinary().value(), app.folder.filePath(u"agent"_s));
        QFile page(app.folder.filePath(u"page.html"_s));
        if (page.open(QFile::WriteOnly))
            page.write("of the image\n");
        app.scenario.app.port = findFreePort().value();
    }

    DockerfileApp app;
};

QByteArray serving(int port)
{
    return R"(ENTRYPOINT ["bin/agent", "serve", "--root", "/www", "--listen", "0.0.0.0:)" + QByteArray::number(port)
        + "\"]\n";
}

/// The image's app as a plain process, started.
struct ProcessOfImage : Started
{
    ProcessOfImage(TargetRun &run, const Scenario &scenario)
        : Started(run, scenario, u"process"_s)
    {
    }
};

QString fileOf(const QString &path)
{
    QFile file(path);
    return file.open(QFile::ReadOnly) ? QString::fromUtf8(file.readAll()) : QString();
}

} // namespace

class TestProcessImage : public QObject
{
    Q_OBJECT

private slots:
    void init() { test::failOnAnyWarning(); }

    void initTestCase()
    {
        if (const QString obstacle = obstacleTo(*makeTarget(u"docker"_s)); !obstacle.isEmpty())
            QSKIP(qPrintable(obstacle));
    }

    void theImagesAppRunsOnThisKernelInItsOwnFiles()
    {
        ServingImage image("USER 4321:1234\nWORKDIR /\n");
        QFile file(image.app.scenario.app.location);
        QVERIFY(file.open(QFile::Append));
        file.write(serving(image.app.scenario.app.port));
        file.close();
        TargetRun run;
        ProcessOfImage it(run, image.app.scenario);
        QVERIFY2(it.instance, qPrintable(it.error.text()));
        QVERIFY(it.app->imageSize && it.app->diskSize && it.app->diskSize->count > 0);
        const QUrl page = it.instance->endpoint().resolved(QUrl(u"/page.html"_s));
        QVERIFY(await(waitUntilHealthy(page, {}, 30s)).ok());
        QVERIFY(it.instance->agent()->hello());
        QCOMPARE(it.instance->agent()->hello()->bootId, fileOf(u"/proc/sys/kernel/random/boot_id"_s).trimmed());
        QCOMPARE(it.instance->facts().accelerator, Accelerator::None);

        const auto listener = portListener(quint16(image.app.scenario.app.port));
        QVERIFY(listener && listener->pid > 0);
        const QString process = u"/proc/%1"_s.arg(listener->pid);
        const QString status = fileOf(process + u"/status"_s);
        if (geteuid() == 0)
            QVERIFY2(status.contains(u"Uid:\t4321\t"_s) && status.contains(u"Gid:\t1234\t"_s), qPrintable(status));
        const auto namespaceOf = [](const QString &of, const QString &kind) {
            return QFile::symLinkTarget(of + u"/ns/"_s + kind).section(u'/', -1);
        };
        QVERIFY(namespaceOf(process, u"mnt"_s) != namespaceOf(u"/proc/self"_s, u"mnt"_s));
        QCOMPARE(namespaceOf(process, u"net"_s), namespaceOf(u"/proc/self"_s, u"net"_s)); // a plain process
        QCOMPARE(namespaceOf(process, u"pid"_s), namespaceOf(u"/proc/self"_s, u"pid"_s));

        QVERIFY(await(it.instance->stop()).ok());
        QVERIFY(!isAlive(listener->pid));
        QVERIFY(isPortFree(quint16(image.app.scenario.app.port)));
        QVERIFY(!fileOf(u"/proc/self/mounts"_s).contains(u"boxmark"_s));
        // From the cache: the second time the same folder serves.
        ProcessOfImage again(run, image.app.scenario);
        QVERIFY2(again.instance, qPrintable(again.error.text()));
        QVERIFY(await(waitUntilHealthy(page, {}, 30s)).ok());
        QVERIFY(await(again.instance->stop()).ok());
    }

    void whatTheImageCannotRunIsTold()
    {
        ServingImage image("ENTRYPOINT [\"/bin/sh\", \"-c\", \"/bin/agent serve\"]\n");
        TargetRun run;
        ProcessOfImage it(run, image.app.scenario);
        QVERIFY2(it.instance, qPrintable(it.error.text()));
        const Error why = endOf(*it.instance);
        QVERIFY2(why.why.contains(u"/bin/sh"_s), qPrintable(why.text()));
        QVERIFY2(why.remedy.contains(u"without a shell"_s), qPrintable(why.text()));
        QVERIFY(await(it.instance->stop()).ok());
    }

    void anImageThatNamesNoAppIsToldBeforeTheStart()
    {
        ServingImage image("");
        TargetRun run;
        ProcessOfImage it(run, image.app.scenario);
        QVERIFY(!it.instance);
        QVERIFY2(it.error.remedy.contains(u"ENTRYPOINT"_s) || it.error.remedy.contains(u"CMD"_s),
            qPrintable(it.error.text()));
    }

    void anUnknownUserIsNamed()
    {
        ServingImage image("USER ghost\nENTRYPOINT [\"/bin/agent\", \"serve\"]\n");
        TargetRun run;
        ProcessOfImage it(run, image.app.scenario);
        QVERIFY2(it.instance, qPrintable(it.error.text()));
        QVERIFY(endOf(*it.instance).why.contains(u"\"ghost\""_s));
        QVERIFY(await(it.instance->stop()).ok());
    }
};

QTEST_GUILESS_MAIN(TestProcessImage)
#include "tst_process_image.moc"
