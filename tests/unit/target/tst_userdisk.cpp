// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "helpers/await.h"
#include "helpers/strictlog.h"
#include "target/vm/disktools.h"
#include "target/vm/userdisk.h"

#include <QFile>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

using namespace boxmark;
using namespace Qt::StringLiterals;

namespace {

void write(const QString &path, qint64 at, const QByteArray &bytes)
{
    QFile file(path);
    QVERIFY(file.open(QIODevice::ReadWrite));
    file.seek(at);
    file.write(bytes);
}

} // namespace

class TestUserDisk : public QObject
{
    Q_OBJECT

private slots:
    void init() { test::failOnAnyWarning(); }

    void initTestCase()
    {
        if (programPath(u"qemu-img"_s) == u"qemu-img")
            QSKIP("qemu-img is not installed.");
        QCOMPARE(QProcess::execute(u"qemu-img"_s, {u"create"_s, u"-q"_s, u"-f"_s, u"qcow2"_s, qcow2(), u"8M"_s}), 0);
    }

    void theScenariosFolderIsWhereARelativePathBegins()
    {
        QCOMPARE(userDiskPath(u"images/cloud.qcow2"_s, u"/home/me/tests/one.yaml"_s),
            u"/home/me/tests/images/cloud.qcow2"_s);
        QCOMPARE(userDiskPath(u"../cloud.qcow2"_s, u"/home/me/tests/one.yaml"_s), u"/home/me/cloud.qcow2"_s);
        QCOMPARE(userDiskPath(u"/srv/cloud.qcow2"_s, u"/home/me/tests/one.yaml"_s), u"/srv/cloud.qcow2"_s);
    }

    void aQcow2IsTakenAsItIs()
    {
        const auto disk = inspect(qcow2());
        QVERIFY2(disk.ok(), disk.ok() ? "" : qPrintable(disk.error().text()));
        QCOMPARE(disk.value().path, qcow2());
        QCOMPARE(disk.value().format, u"qcow2"_s);
        QVERIFY(disk.value().size.count > 100'000);
    }

    void aRawDiskIsOneWithABootSector()
    {
        const QString path = m_folder.filePath(u"raw.img"_s);
        write(path, 510, QByteArray::fromHex("55aa"));
        write(path, 1 << 20, "x");
        const auto disk = inspect(path);
        QVERIFY2(disk.ok(), disk.ok() ? "" : qPrintable(disk.error().text()));
        QCOMPARE(disk.value().format, u"raw"_s);
    }

    void aFileThatIsNoDiskIsRefused()
    {
        const QString path = m_folder.filePath(u"letter.txt"_s);
        write(path, 0, QByteArray(4096, 'a'));
        const auto disk = inspect(path);
        QVERIFY(!disk.ok());
        QVERIFY2(disk.error().why.contains(u"no boot sector"_s), qPrintable(disk.error().text()));
        QVERIFY(disk.error().remedy.contains(u"cloud-init"_s));
    }

    void aDamagedQcow2IsRefused()
    {
        const QString path = m_folder.filePath(u"damaged.qcow2"_s);
        QVERIFY(QFile::copy(qcow2(), path));
        write(path, 40, QByteArray::fromHex("00000000deadbe00")); // where its L1 table is
        const auto disk = inspect(path);
        QVERIFY(!disk.ok());
        QVERIFY2(disk.error().what.contains(u"is damaged"_s), qPrintable(disk.error().text()));
        QVERIFY(!disk.error().why.isEmpty());
    }

    void aDiskThatIsNotThereIsNamed()
    {
        const auto disk = inspect(u"/no/such/disk.qcow2"_s);
        QVERIFY(!disk.ok());
        QVERIFY(disk.error().what.contains(u"/no/such/disk.qcow2"_s));
        QVERIFY(!inspect(m_folder.path()).ok());
    }

private:
    QString qcow2() const { return m_folder.filePath(u"cloud.qcow2"_s); }
    Result<SystemDisk> inspect(const QString &path)
    {
        return test::await(inspectUserDisk(path, {.processes = m_processes.get()}));
    }

    QTemporaryDir m_folder;
    std::unique_ptr<ProcessFactory> m_processes = makeSystemProcessFactory();
};

QTEST_GUILESS_MAIN(TestUserDisk)
#include "tst_userdisk.moc"
