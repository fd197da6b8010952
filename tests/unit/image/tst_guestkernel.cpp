// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "helpers/filecontents.h"
#include "helpers/filetree.h"
#include "helpers/owncache.h"
#include "helpers/servers/answers.h"
#include "helpers/strictlog.h"
#include "helpers/workrun.h"
#include "image/cache.h"
#include "image/guestkernel.h"
#include "kernelfiles.h"

#include <QCryptographicHash>
#include <QSettings>

using namespace boxmark;
using namespace boxmark::test;
using namespace Qt::StringLiterals;

namespace {

QString sumOf(const QByteArray &bytes)
{
    return QString::fromLatin1(QCryptographicHash::hash(bytes, QCryptographicHash::Sha256).toHex());
}

QByteArray packedKernel()
{
    return bzImage(packed(vmlinux(), "xz"), vmlinux().size(), false);
}

QStringList inKind(const QString &kind)
{
    return QDir(cacheFolder() + u'/' + kind).entryList(QDir::AllEntries | QDir::Hidden | QDir::NoDotAndDotDot);
}

} // namespace

class TestGuestKernel : public QObject
{
    Q_OBJECT

private slots:
    void init() { test::failOnAnyWarning(); }

    void aVmlinuxIsUsedWhereItIs()
    {
        const OwnCache cache;
        FileTree tree;
        tree.write(u"/vmlinux"_s, vmlinux());
        WorkRun run;
        const auto kernel = await(prepareGuestKernel({tree.path(u"/vmlinux"_s), {}}, run.context));
        QVERIFY2(kernel.ok(), whyNot(kernel).constData());
        QCOMPARE(kernel.value().vmlinux, tree.path(u"/vmlinux"_s));
        QCOMPARE(kernel.value().release, u"6.1.0-test"_s);
        QCOMPARE(kernel.value().digest, sumOf(vmlinux()));
        QCOMPARE(kernel.value().modules, QString());
        QVERIFY(!QFileInfo::exists(cacheFolder()));
    }

    void aBzImageIsUnpackedOnceAndFindsItsModules()
    {
        const OwnCache cache;
        FileTree tree;
        tree.write(u"/boot/vmlinuz"_s, packedKernel());
        tree.write(u"/lib/modules/6.1.0-bz/modules.builtin"_s, "kernel/x.ko\n");
        WorkRun run;
        const KernelRequest request {tree.path(u"/boot/vmlinuz"_s), sumOf(packedKernel()).toUpper()};
        const auto kernel = await(prepareGuestKernel(request, run.context));
        QVERIFY2(kernel.ok(), whyNot(kernel).constData());
        QVERIFY(kernel.value().vmlinux.startsWith(cacheFolder()));
        QCOMPARE(contentsOf(kernel.value().vmlinux), vmlinux());
        QCOMPARE(kernel.value().modules, tree.path(u"/lib/modules/6.1.0-bz"_s));
        const auto again = await(prepareGuestKernel(request, run.context));
        QCOMPARE(again.value().vmlinux, kernel.value().vmlinux);
        QCOMPARE(inKind(u"kernels"_s), QStringList(sumOf(packedKernel())));
        QCOMPARE(run.lines(LogSource::Command), QStringList());
    }

    void aKernelOfAnAddressIsFetchedOnce()
    {
        const OwnCache cache;
        ScriptedServer server(answerOnce(response(200, packedKernel().toStdString())));
        WorkRun run;
        const KernelRequest request {server.url(u"/bzImage"_s).toString(), sumOf(packedKernel())};
        for (int i = 0; i < 2; ++i) {
            const auto kernel = await(prepareGuestKernel(request, run.context));
            QVERIFY2(kernel.ok(), whyNot(kernel).constData());
            QCOMPARE(contentsOf(kernel.value().vmlinux), vmlinux());
        }
        QCOMPARE(server.requests(), 1);
        QVERIFY(!run.lines(LogSource::Build).filter(u"The kernel: "_s).isEmpty());
    }

    void whatAnAddressSendsIsCheckedBeforeItIsUsed()
    {
        const OwnCache cache;
        ScriptedServer server(answerOnce(response(200, vmlinux().toStdString())));
        WorkRun run;
        const auto kernel
            = await(prepareGuestKernel({server.url(u"/k"_s).toString(), sumOf(packedKernel())}, run.context));
        QVERIFY(!kernel.ok());
        QVERIFY2(kernel.error().why.contains(sumOf(vmlinux())), qPrintable(kernel.error().text()));
        QVERIFY(kernel.error().why.contains(sumOf(packedKernel())));
        QCOMPARE(inKind(u"fetched-kernels"_s), QStringList());
    }

    void aFetchThatFailsIsTold_data()
    {
        QTest::addColumn<QByteArray>("answer");
        QTest::newRow("not found") << QByteArray::fromStdString(response(404, "no such page"));
        QTest::newRow("cut") << QByteArray("HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\nabc");
        QTest::newRow("no HTTP") << QByteArray("hello\r\n\r\n");
    }
    void aFetchThatFailsIsTold()
    {
        QFETCH(QByteArray, answer);
        const OwnCache cache;
        ScriptedServer server(answerOnce(answer.toStdString()));
        WorkRun run;
        const auto kernel = await(prepareGuestKernel({server.url(u"/k"_s).toString(), QString(64, u'a')}, run.context));
        QVERIFY(!kernel.ok());
        QVERIFY2(kernel.error().what.contains(u"could not be fetched"_s), qPrintable(kernel.error().text()));
        QVERIFY(!kernel.error().why.isEmpty());
        QVERIFY(!kernel.error().remedy.isEmpty());
        QCOMPARE(inKind(u"fetched-kernels"_s), QStringList());
    }

    void aFetchCanBeStopped()
    {
        const OwnCache cache;
        WorkRun run;
        ScriptedServer server([](ScriptedConnection &connection) {
            if (connection.readRequest() && connection.send("HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n"))
                connection.send(std::string(500, 'x'));
            connection.hang();
        });
        run.context.log = [&](const LogLine &line) {
            if (line.source == LogSource::Build) // the first bytes have come
                run.stop.cancel();
        };
        const auto kernel = await(prepareGuestKernel({server.url(u"/k"_s).toString(), QString(64, u'a')}, run.context));
        QVERIFY(!kernel.ok());
        QCOMPARE(kernel.error().what, u"Stopped."_s);
        QCOMPARE(inKind(u"fetched-kernels"_s), QStringList());
    }

    void aRequestThatCannotBeFollowedIsTold_data()
    {
        QTest::addColumn<QString>("location");
        QTest::addColumn<QString>("sha256");
        QTest::addColumn<QString>("told");
        QTest::newRow("no file") << u"/nonexistent/vmlinuz"_s << QString() << u"/nonexistent/vmlinuz"_s;
        QTest::newRow("a folder") << u"/tmp"_s << QString() << u"/tmp"_s;
        QTest::newRow("no kernel") << u"/etc/passwd"_s << QString() << u"is not a kernel"_s;
        QTest::newRow("another sum") << u"/etc/passwd"_s << QString(64, u'0') << u"Its SHA-256 is"_s;
        QTest::newRow("no sum") << u"/etc/passwd"_s << u"abc"_s << u"64 hexadecimal digits"_s;
        QTest::newRow("an address without a sum") << u"http://127.0.0.1:9/k"_s << QString() << u"kernel_sha256"_s;
    }
    void aRequestThatCannotBeFollowedIsTold()
    {
        QFETCH(QString, location);
        QFETCH(QString, sha256);
        QFETCH(QString, told);
        const OwnCache cache;
        WorkRun run;
        const auto kernel = await(prepareGuestKernel({location, sha256}, run.context));
        QVERIFY(!kernel.ok());
        QVERIFY2(kernel.error().text().contains(told), qPrintable(kernel.error().text()));
        QVERIFY(!kernel.error().remedy.isEmpty());
    }

    void theRequestComesFromTheTargetElseFromTheSettings()
    {
        QTemporaryDir folder;
        QCoreApplication::setOrganizationName(u"boxmark-test"_s);
        QSettings::setPath(QSettings::NativeFormat, QSettings::UserScope, folder.path());
        QCOMPARE(kernelRequestFrom({}), KernelRequest());
        QSettings().setValue(u"guest/kernel"_s, u"/settings/vmlinux"_s);
        QSettings().setValue(u"guest/kernel_sha256"_s, u"aa"_s);
        QCOMPARE(kernelRequestFrom({}), (KernelRequest {u"/settings/vmlinux"_s, u"aa"_s}));
        QCOMPARE(kernelRequestFrom({{u"kernel"_s, u"/own"_s}}), (KernelRequest {u"/own"_s, {}}));
        QCOMPARE(kernelRequestFrom({{u"kernel"_s, u"/own"_s}, {u"kernel_sha256"_s, u"bb"_s}}),
            (KernelRequest {u"/own"_s, u"bb"_s}));
        // A scenario's paths start where its file is.
        const QMap<QString, QString> relative {{u"kernel"_s, u"kernels/vmlinux"_s}};
        QCOMPARE(kernelRequestFrom(relative, u"/work/s.yaml"_s).location, u"/work/kernels/vmlinux"_s);
        QCOMPARE(kernelRequestFrom({{u"kernel"_s, u"/own"_s}}, u"/work/s.yaml"_s).location, u"/own"_s);
        QCOMPARE(kernelRequestFrom({{u"kernel"_s, u"http://h/k"_s}}, u"/work/s.yaml"_s).location, u"http://h/k"_s);
        QSettings().clear();
    }
};

QTEST_GUILESS_MAIN(TestGuestKernel)
#include "tst_guestkernel.moc"
