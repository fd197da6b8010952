// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "helpers/strictlog.h"
#include "helpers/workrun.h"
#include "host/environment.h"
#include "image/guestkernel.h"
#include "image/kernelimage.h"

#include <QElapsedTimer>
#include <QProcess>

using namespace boxmark;
using namespace boxmark::test;
using namespace Qt::StringLiterals;

// Debian's kernel, fetched by the real apt.
class TestGuestKernel : public QObject
{
    Q_OBJECT

private slots:
    void init() { test::failOnAnyWarning(); }

    void debiansKernelIsFetchedOnce()
    {
        test::WorkRun run;
        const auto first = test::await(prepareGuestKernel({}, run.context));
        if (!first && first.error().what.contains(u"fetched"_s))
            QSKIP(qPrintable(first.error().text()));
        QVERIFY2(first.ok(), whyNot(first).constData());
        const GuestKernel kernel = first.value();
        QVERIFY(kernel.release.endsWith(u"-cloud-amd64"_s));
        QFile vmlinux(kernel.vmlinux);
        QVERIFY(vmlinux.open(QIODevice::ReadOnly));
        QCOMPARE(readKernelImage(vmlinux.readAll(), kernel.vmlinux).value().release, kernel.release);

        run.log.clear();
        QElapsedTimer timer;
        timer.start();
        const auto again = test::await(prepareGuestKernel({}, run.context));
        QVERIFY(again.ok());
        QCOMPARE(again.value().vmlinux, kernel.vmlinux);
        QCOMPARE(again.value().digest, kernel.digest);
        QCOMPARE(run.lines(LogSource::Command), QStringList());

        const auto initramfs = test::await(prepareInitramfs(kernel, findAgentBinary().value(), "a=b", run.context));
        QVERIFY2(initramfs.ok(), whyNot(initramfs).constData());
        QProcess reader;
        reader.setStandardInputFile(initramfs.value());
        reader.start(u"cpio"_s, {u"--list"_s, u"--quiet"_s});
        reader.waitForFinished();
        const QByteArrayList files = reader.readAllStandardOutput().trimmed().split('\n');
        for (const char *file : {"init", "dev/console", "boxmark/run", "boxmark/modules", "boxmark/virtio_blk.ko",
                 "boxmark/squashfs.ko", "boxmark/failover.ko"})
            QVERIFY2(files.contains(file), file);
    }
};

QTEST_GUILESS_MAIN(TestGuestKernel)
#include "tst_guest_kernel.moc"
