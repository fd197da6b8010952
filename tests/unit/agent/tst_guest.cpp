// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "agent/box/diskfinder.h"
#include "agent/box/virtio.h"
#include "agent/init/modules.h"
#include "agent/init/network.h"
#include "agent/run/whereabouts.h"
#include "helpers/filetree.h"
#include "helpers/strictlog.h"

#include <QTest>

using namespace boxmark;
using namespace boxmark::agent;
using namespace Qt::StringLiterals;
using namespace std::string_literals;
using namespace std::chrono_literals;

namespace {

bool contains(const std::string &text, std::string_view part)
{
    return text.find(part) != std::string::npos;
}

GroupPlaces placesIn(const test::FileTree &tree, const std::string &membership)
{
    return {tree.root().toStdString(), membership};
}

} // namespace

/// What the agent asks of a guest that boots, on files that stand for the guest's.
class TestGuest : public QObject
{
    Q_OBJECT
private slots:
    void init() { test::failOnAnyWarning(); }

    void theAppsDiskIsFoundByWhatIsInIt()
    {
        test::FileTree tree;
        tree.write(u"/vda"_s, QByteArray(4096, 'x'));
        tree.write(u"/vdb"_s, "hsqs and more");
        tree.write(u"/sda"_s, "hsqs");
        const auto found = findAppDisk(0ns, tree.root().toStdString());
        QCOMPARE(std::get<std::string>(found), tree.path(u"/vdb"_s).toStdString());
    }

    void aDiskThatDoesNotComeIsToldApartFromADamagedOne()
    {
        test::FileTree tree;
        const auto none = findAppDisk(0ns, tree.root().toStdString());
        QCOMPARE(std::get<Failure>(none).what, "The app's disk did not come."s);
        tree.write(u"/vda"_s, "h");
        tree.write(u"/vdb"_s, QByteArray(4096, '\0'));
        const auto damaged = findAppDisk(0ns, tree.root().toStdString());
        QCOMPARE(std::get<Failure>(damaged).what, "The app's disk is damaged."s);
        QVERIFY(contains(std::get<Failure>(damaged).why, "/vda, "));
        QVERIFY(!std::get<Failure>(damaged).remedy.empty());
    }

    void whatTheKernelLacksOfVirtioIsNamed()
    {
        test::FileTree tree;
        const auto problem = [&](VirtioDevice wanted) { return virtioProblem(wanted, tree.root().toStdString()); };
        QVERIFY(contains(problem(VirtioDevice::Block), "lacks virtio,"));
        QVERIFY(QDir().mkpath(tree.path(u"/devices"_s)));
        QVERIFY(contains(problem(VirtioDevice::Block), "virtio_mmio or virtio_pci"));
        tree.write(u"/devices/virtio0/device"_s, "0x0002\n");
        QVERIFY(contains(problem(VirtioDevice::Block), "lacks virtio_blk"));
        QVERIFY(contains(problem(VirtioDevice::Network), "no network card among them"));
        QVERIFY(QDir().mkpath(tree.path(u"/drivers/virtio_blk"_s)));
        QVERIFY(contains(problem(VirtioDevice::Block), "does not take it"));
    }

    void aModuleThatIsMissingOrOfAnotherKernelIsNamed()
    {
        test::FileTree tree;
        tree.write(u"/none"_s, "");
        QVERIFY(!loadModules(tree.path(u"/none"_s).toStdString()));
        QVERIFY(!loadModules(tree.path(u"/no-list"_s).toStdString()));
        tree.write(u"/list"_s, "/no/such/virtio_blk.ko\n");
        const auto missing = loadModules(tree.path(u"/list"_s).toStdString());
        QVERIFY(missing && contains(missing->why, "/no/such/virtio_blk.ko") && contains(missing->why, "No such file"));
        QVERIFY(!missing->remedy.empty());
        tree.write(u"/broken.ko"_s, "this is no module");
        tree.write(u"/list"_s, tree.path(u"/broken.ko"_s).toUtf8() + '\n');
        const auto broken = loadModules(tree.path(u"/list"_s).toStdString());
        QVERIFY(broken && contains(broken->why, "broken.ko"));
    }

    void aModulesSignatureIsFoundAtItsEnd()
    {
        const std::string mark = "~Module signature appended~\n";
        const std::string description("\0\0\2\0\0\0\0\0\0\0\1\2", 12); // 258 bytes
        const std::string module(1000, 'm');
        QCOMPARE(sizeWithoutSignature(module + std::string(258, 's') + description + mark), std::size_t(1000));
        QCOMPARE(sizeWithoutSignature(module), std::size_t(1000));
        QCOMPARE(sizeWithoutSignature(""), std::size_t(0));
        QCOMPARE(sizeWithoutSignature(mark), mark.size());
        const std::string lying = std::string(10, 's') + description + mark; // longer than the file
        QCOMPARE(sizeWithoutSignature(lying), lying.size());
    }

    void addressesAreReadStrictly()
    {
        QCOMPARE(parseNetworkAddress("10.0.2.15/24"), (NetworkAddress {0x0a00020f, 24}));
        QCOMPARE(parseNetworkAddress("172.31.255.2/30"), (NetworkAddress {0xac1fff02, 30}));
        for (const char *text : {"", "10.0.2.15", "10.0.2.15/33", "10.0.2/24", "10.0.2.15/", "a/24", "::1/64"})
            QVERIFY2(!parseNetworkAddress(text), text);
        QCOMPARE(netmaskOf(24), 0xffffff00U);
        QCOMPARE(netmaskOf(0), 0U);
        QCOMPARE(netmaskOf(32), 0xffffffffU);
    }

    void theSmallestLimitOfTheUnifiedGroupsCounts()
    {
        test::FileTree tree;
        tree.write(u"/memory.max"_s, "max\n");
        tree.write(u"/user/memory.max"_s, "200000\n");
        tree.write(u"/user/app/memory.max"_s, "max\n");
        tree.write(u"/user/cpu.max"_s, "max 100000\n");
        tree.write(u"/user/app/cpu.max"_s, "150000 100000\n");
        const GroupPlaces places = placesIn(tree, "0::/user/app\n");
        QCOMPARE(memoryLimit(places), std::optional<std::int64_t>(200000));
        QCOMPARE(cpuLimit(places), std::optional<double>(1.5));
        QVERIFY(!memoryLimit(placesIn(tree, "0::/\n")));
    }

    void theSameOfTheFirstVersion()
    {
        test::FileTree tree;
        tree.write(u"/memory/app/memory.limit_in_bytes"_s, "300000\n");
        tree.write(u"/memory/memory.limit_in_bytes"_s, "9223372036854771712\n");
        tree.write(u"/cpu,cpuacct/app/cpu.cfs_quota_us"_s, "50000\n");
        tree.write(u"/cpu,cpuacct/app/cpu.cfs_period_us"_s, "100000\n");
        tree.write(u"/cpu,cpuacct/cpu.cfs_quota_us"_s, "-1\n");
        tree.write(u"/cpu,cpuacct/cpu.cfs_period_us"_s, "100000\n");
        const GroupPlaces places = placesIn(tree, "4:memory:/app\n3:cpu,cpuacct:/app\n0::/\n");
        QCOMPARE(memoryLimit(places), std::optional<std::int64_t>(300000));
        QCOMPARE(cpuLimit(places), std::optional<double>(0.5));
    }

    // Without a namespace of its own a container is told the host's path, which it does not see.
    void aContainersOwnGroupIsTheTopmostThatItSees()
    {
        test::FileTree tree;
        tree.write(u"/memory/memory.limit_in_bytes"_s, "400000\n");
        QCOMPARE(memoryLimit(placesIn(tree, "4:memory:/docker/0123\n")), std::optional<std::int64_t>(400000));
    }

    void weFindOurselves()
    {
        const Whereabouts here = whereabouts();
        QVERIFY(here.cpus >= 1);
        QVERIFY(here.memoryBytes > 1'000'000);
        QCOMPARE(QString::fromStdString(here.kernel), QSysInfo::kernelVersion());
        QCOMPARE(here.bootId.size(), std::size_t(36));
    }
};

QTEST_GUILESS_MAIN(TestGuest)
#include "tst_guest.moc"
