// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "helpers/strictlog.h"
#include "image/kernelimage.h"
#include "kernelfiles.h"

#include <QTest>

using namespace boxmark;
using namespace Qt::StringLiterals;

class TestKernelImage : public QObject
{
    Q_OBJECT

private slots:
    void init() { test::failOnAnyWarning(); }

    void aVmlinuxIsTakenAsItIs()
    {
        const auto image = readKernelImage(test::vmlinux(), u"k"_s);
        QVERIFY(image.ok());
        QCOMPARE(image.value().vmlinux, test::vmlinux());
        QCOMPARE(image.value().release, u"6.1.0-test"_s);
    }

    void aVmlinuxIsTakenOutOfWhateverPackedIt_data()
    {
        QTest::addColumn<QByteArray>("payload");
        QTest::addColumn<bool>("sizeIsPart");
        QTest::newRow("gzip") << test::packed(test::vmlinux(), "gzip") << true;
        for (const char *filter : {"xz", "lzma", "bzip2", "zstd"})
            QTest::newRow(filter) << test::packed(test::vmlinux(), filter) << false;
        QTest::newRow("lz4, old frame") << test::packedAsOldLz4(test::vmlinux()) << false;
        QTest::newRow("not at all") << test::vmlinux() << false;
    }
    void aVmlinuxIsTakenOutOfWhateverPackedIt()
    {
        QFETCH(QByteArray, payload);
        QFETCH(bool, sizeIsPart);
        const auto image = readKernelImage(test::bzImage(payload, test::vmlinux().size(), sizeIsPart), u"k"_s);
        QVERIFY2(image.ok(), image.ok() ? "" : qPrintable(image.error().text()));
        QCOMPARE(image.value().vmlinux, test::vmlinux());
        QCOMPARE(image.value().release, u"6.1.0-bz"_s);
    }

    void whatCannotBeBootedIsToldWithTheCause_data()
    {
        QTest::addColumn<QByteArray>("file");
        QTest::addColumn<QString>("told");
        const QByteArray whole = test::bzImage(test::packed(test::vmlinux(), "xz"), test::vmlinux().size(), false);
        QTest::newRow("empty") << QByteArray() << u"is not a kernel"_s;
        QTest::newRow("a text") << QByteArray(5000, 'x') << u"is not a kernel"_s;
        QTest::newRow("a shell script") << QByteArray("#!/bin/sh\n") << u"is not a kernel"_s;
        QTest::newRow("a cut vmlinux") << test::vmlinux().first(100) << u"is not a kernel"_s;
        QTest::newRow("32 bits") << test::vmlinux({.elfClass = ELFCLASS32}) << u"is not a kernel"_s;
        QTest::newRow("for ARM") << test::vmlinux({.machine = EM_AARCH64}) << u"another kind of processor"_s;
        QTest::newRow("without PVH") << test::vmlinux({.noteType = 6}) << u"CONFIG_PVH"_s;
        QTest::newRow("another's note") << test::vmlinux({.noteOwner = "GNU"}) << u"CONFIG_PVH"_s;
        QTest::newRow("a cut bzImage") << whole.first(whole.size() / 2) << u"is not whole"_s;
        QTest::newRow("only a header") << whole.first(0x250) << u"is not whole"_s;
        QTest::newRow("another size announced")
            << test::bzImage(test::packed(test::vmlinux(), "xz"), 4711, false) << u"is not whole"_s;
        QTest::newRow("an old protocol") << test::bzImage(test::vmlinux(), 1, false, 0x0207) << u"too old"_s;
        QByteArray damaged = whole;
        damaged.replace(1024 + 100 + 50, 100, QByteArray(100, '\xee'));
        QTest::newRow("damaged inside") << damaged << u"cannot be unpacked"_s;
        QTest::newRow("something else inside")
            << test::bzImage(test::packed("no kernel", "xz"), 9, false) << u"is not a kernel"_s;
    }
    void whatCannotBeBootedIsToldWithTheCause()
    {
        QFETCH(QByteArray, file);
        QFETCH(QString, told);
        const auto image = readKernelImage(file, u"/some/file"_s);
        QVERIFY(!image.ok());
        QVERIFY2(image.error().text().contains(told), qPrintable(image.error().text()));
        QVERIFY(image.error().what.contains(u"/some/file"_s));
        QVERIFY(!image.error().remedy.isEmpty());
    }

    // Every prefix of a file: nothing is read behind its end.
    void noCutFileIsTakenForAKernel()
    {
        const QByteArray elf = test::vmlinux();
        for (qsizetype length = 0; length < 180; ++length)
            QVERIFY(!readKernelImage(elf.first(length), u"k"_s).ok() || length >= 120 + 24);
        const QByteArray whole = test::bzImage(test::packed(elf, "gzip"), elf.size(), true);
        for (qsizetype length = 0; length < whole.size() - 10; length += 7)
            QVERIFY(!readKernelImage(whole.first(length), u"k"_s).ok());
    }
};

QTEST_GUILESS_MAIN(TestKernelImage)
#include "tst_kernelimage.moc"
