// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "helpers/filetree.h"
#include "helpers/strictlog.h"
#include "image/kernelmodules.h"
#include "kernelfiles.h"

using namespace boxmark;
using namespace Qt::StringLiterals;

namespace {

KernelModules modulesIn(const test::FileTree &tree)
{
    return KernelModules::read(tree.root()).value();
}

} // namespace

class TestKernelModules : public QObject
{
    Q_OBJECT

private slots:
    void init() { test::failOnAnyWarning(); }

    void theOrderComesFromModulesDep()
    {
        test::FileTree tree;
        tree.write(u"/modules.dep"_s,
            "kernel/virtio-net.ko.xz: kernel/net_failover.ko kernel/failover.ko kernel/virtio.ko\n"
            "kernel/net_failover.ko: kernel/failover.ko\nkernel/failover.ko:\nkernel/virtio.ko:\nkernel/other.ko:\n");
        tree.write(u"/modules.builtin"_s, "kernel/fs/squashfs/squashfs.ko\n");
        const auto order = modulesIn(tree).inLoadOrder({u"virtio_net"_s, u"squashfs"_s, u"virtio"_s});
        QVERIFY(order.ok());
        QCOMPARE(order.value(),
            QStringList({u"kernel/failover.ko"_s, u"kernel/net_failover.ko"_s, u"kernel/virtio.ko"_s,
                u"kernel/virtio-net.ko.xz"_s}));
    }

    void withoutModulesDepTheModulesSayItThemselves()
    {
        test::FileTree tree;
        tree.write(u"/kernel/a/top.ko"_s, test::kernelModule("middle,built-in"));
        tree.write(u"/kernel/b/middle.ko.zst"_s, test::packed(test::kernelModule("base-one"), "zstd"));
        tree.write(u"/kernel/base-one.ko.gz"_s, test::packed(test::kernelModule(""), "gzip"));
        tree.write(u"/modules.builtin"_s, "kernel/built-in.ko\n");
        const auto order = modulesIn(tree).inLoadOrder({u"top"_s});
        QVERIFY2(order.ok(), order.ok() ? "" : qPrintable(order.error().text()));
        QCOMPARE(order.value(),
            QStringList({u"kernel/base-one.ko.gz"_s, u"kernel/b/middle.ko.zst"_s, u"kernel/a/top.ko"_s}));
    }

    void aModuleIsUnpackedWhateverPackedIt_data()
    {
        QTest::addColumn<QByteArray>("file");
        QTest::newRow("plain") << test::kernelModule("x");
        for (const char *filter : {"gzip", "xz", "zstd"})
            QTest::newRow(filter) << test::packed(test::kernelModule("x"), filter);
    }
    void aModuleIsUnpackedWhateverPackedIt()
    {
        QFETCH(QByteArray, file);
        test::FileTree tree;
        tree.write(u"/m.ko.any"_s, file);
        const auto contents = modulesIn(tree).contents(u"m.ko.any"_s);
        QVERIFY(contents.ok());
        QCOMPARE(contents.value(), test::kernelModule("x"));
    }

    void whatIsMissingIsNamed()
    {
        test::FileTree tree;
        tree.write(u"/modules.dep"_s, "kernel/top.ko: kernel/gone/base.ko\n");
        const auto own = modulesIn(tree).inLoadOrder({u"virtio_blk"_s});
        QVERIFY(!own.ok());
        QVERIFY(own.error().what.contains(u"virtio_blk"_s));
        QVERIFY(own.error().why.contains(tree.root()));
        QVERIFY(!own.error().remedy.isEmpty());
        const auto needed = modulesIn(tree).inLoadOrder({u"top"_s});
        QVERIFY(!needed.ok());
        QVERIFY(needed.error().what.contains(u"base"_s));
        QVERIFY(needed.error().why.contains(u"top needs it"_s));
        const auto unreadable = modulesIn(tree).contents(u"kernel/top.ko"_s);
        QVERIFY(!unreadable.ok());
        QVERIFY(unreadable.error().what.contains(u"kernel/top.ko"_s));
    }

    void aDamagedFolderIsToldAndEndsTheSearch()
    {
        test::FileTree ring;
        ring.write(u"/modules.dep"_s, "a.ko: b.ko\nb.ko: a.ko\n");
        QVERIFY(modulesIn(ring).inLoadOrder({u"a"_s}).error().what.contains(u"ring"_s));
        test::FileTree damaged;
        damaged.write(u"/a.ko.xz"_s, test::packed(test::kernelModule(""), "xz").first(50));
        QVERIFY(modulesIn(damaged).inLoadOrder({u"a"_s}).error().what.contains(u"damaged"_s));
        const test::FileTree empty;
        QVERIFY(KernelModules::read(empty.root()).error().what.contains(empty.root()));
    }
};

QTEST_GUILESS_MAIN(TestKernelModules)
#include "tst_kernelmodules.moc"
