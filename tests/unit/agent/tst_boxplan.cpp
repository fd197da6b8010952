// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "agent/box/accounts.h"
#include "agent/box/assembly.h"
#include "agent/box/boxplan.h"
#include "agent/box/rootfolder.h"
#include "helpers/filetree.h"
#include "helpers/strictlog.h"

#include <QTest>

using namespace boxmark;
using namespace boxmark::agent;
using namespace Qt::StringLiterals;
using namespace std::string_literals;
using namespace std::chrono_literals;

namespace {

using Entries = std::vector<std::string>;

std::string text(const Entries &entries)
{
    std::string bytes;
    for (const std::string &entry : entries)
        bytes += entry + '\0';
    return bytes;
}

BoxPlan plan(const Entries &entries)
{
    const auto parsed = parseRunFile(text(entries));
    const auto *plan = std::get_if<BoxPlan>(&parsed);
    return plan ? *plan : BoxPlan {};
}

Failure refusal(const std::string &bytes)
{
    const auto parsed = parseRunFile(bytes);
    const auto *failure = std::get_if<Failure>(&parsed);
    return failure ? *failure : Failure {"it was taken"};
}

const std::string passwd = "root:x:0:0:root:/root:/bin/sh\n"
                           "broken line\n"
                           "web:x:33:44:Web:/var/www:/bin/sh\n"
                           "1000:x:7:8::/home/number:\n"
                           "nohome:x:50:51:::\n";
const std::string groups = "root:x:0:\n"
                           "www:x:44:\n"
                           "disk:x:6:root,web\n"
                           "video:x:45:web\n"
                           "staff:x:99:other\n";

Account account(std::string_view user)
{
    const auto resolved = resolveAccount(user, passwd, groups);
    const auto *found = std::get_if<Account>(&resolved);
    return found ? *found : Account {99999, 99999, {}, "it was refused"};
}

Failure unknown(std::string_view user)
{
    const auto resolved = resolveAccount(user, passwd, groups);
    const auto *failure = std::get_if<Failure>(&resolved);
    return failure ? *failure : Failure {"it was found"};
}

} // namespace

class TestBoxPlan : public QObject
{
    Q_OBJECT
private slots:
    void init() { test::failOnAnyWarning(); }

    void aRunFileIsReadWhole()
    {
        const BoxPlan it = plan({"argument=/bin/app", "argument=--text=a b\nc", "argument=", "environment=A=1=2",
            "user=web:disk", "directory=/srv/x", "stop_signal=3", "disk=squashfs", "port=8000", "interval_ms=50",
            "grace_ms=1500", "listen=7000", "token=secret", "address=10.0.2.15/24", "gateway=10.0.2.2",
            "nameserver=10.0.2.3", "hostname=box"});
        QCOMPARE(it.run.command, (Entries {"/bin/app", "--text=a b\nc", ""}));
        QCOMPARE(it.run.port, std::uint16_t(8000));
        QVERIFY(it.run.interval == 50ms);
        QVERIFY(it.run.grace == 1500ms);
        QCOMPARE(it.run.stopSignal, 3);
        QCOMPARE(it.box.environment, (Entries {"A=1=2"}));
        QCOMPARE(it.box.user, "web:disk"s);
        QCOMPARE(it.box.directory, "/srv/x"s);
        QVERIFY(it.box.root == BoxOptions::Root::Disk);
        QCOMPARE(it.link.port, std::uint16_t(7000));
        QCOMPARE(it.link.token, "secret"s);
        QCOMPARE(it.network.address, "10.0.2.15/24"s);
        QCOMPARE(it.network.hostname, "box"s);
    }

    void whatIsAbsentHasItsDefault()
    {
        const BoxPlan it = plan({"argument=app"});
        QVERIFY(it.box.root == BoxOptions::Root::Own);
        QCOMPARE(it.box.directory, "/"s);
        QCOMPARE(it.run.stopSignal, SIGTERM);
        QVERIFY(!it.run.port && !it.link.port);
    }

    void whatCannotBeObeyedIsRefusedWithItsCause_data()
    {
        QTest::addColumn<std::string>("bytes");
        QTest::addColumn<std::string>("said");
        QTest::newRow("no app") << text({"user=root"}) << "neither an entry point nor a command"s;
        QTest::newRow("empty program") << text({"argument="}) << "neither an entry point nor a command"s;
        QTest::newRow("nothing") << ""s
                                 << "neither an entry point nor a command"s;
        QTest::newRow("unknown") << text({"argument=a", "colour=red"}) << "\"colour\" is not known"s;
        QTest::newRow("no equals") << text({"argument"}) << "\"argument\" is not known"s;
        QTest::newRow("cut") << text({"argument=a"}) + "user=ro"
                             << "cut"s;
        QTest::newRow("number") << text({"argument=a", "port=65536"}) << "\"65536\""s;
        QTest::newRow("disk") << text({"argument=a", "disk=ext4"}) << "\"ext4\""s;
        QTest::newRow("no token") << text({"argument=a", "listen=7000"}) << "no token"s;
        QTest::newRow("directory") << text({"argument=a", "directory=srv"}) << "not absolute"s;
    }

    void whatCannotBeObeyedIsRefusedWithItsCause()
    {
        QFETCH(std::string, bytes);
        QFETCH(std::string, said);
        const Failure failure = refusal(bytes);
        QVERIFY2(failure.why.find(said) != std::string::npos, failure.why.c_str());
        QVERIFY(!failure.remedy.empty());
    }

    void aRunFileThatIsNotThereIsTold()
    {
        const auto read = readRunFile("/no/such/file");
        QVERIFY(std::get<Failure>(read).why.find("No such file") != std::string::npos);
    }

    void usersAreFoundAsEnginesFindThem()
    {
        const Account root = account("");
        QCOMPARE(root.user, 0U);
        QCOMPARE(root.home, "/root"s);
        const Account web = account("web");
        QCOMPARE(web.user, 33U);
        QCOMPARE(web.group, 44U);
        QCOMPARE(web.groups, (std::vector<gid_t> {44, 6, 45}));
        QCOMPARE(web.home, "/var/www"s);
        QCOMPARE(account("33").groups, web.groups); // by its number: the same entry
        QCOMPARE(account("nohome").home, "/"s);
    }

    void aNumberNeedsNoEntry()
    {
        const Account it = account("4321");
        QCOMPARE(it.user, 4321U);
        QCOMPARE(it.group, 0U);
        QCOMPARE(it.groups, (std::vector<gid_t> {0}));
        QCOMPARE(it.home, "/"s);
        QCOMPARE(account("1000").user, 7U); // a name that looks like a number goes first
    }

    void aGivenGroupReplacesTheUsersOwn()
    {
        const Account it = account("web:staff");
        QCOMPARE(it.group, 99U);
        QCOMPARE(it.groups, (std::vector<gid_t> {99}));
        QCOMPARE(account("web:1234").group, 1234U);
        QCOMPARE(account("4321:www").group, 44U);
        QCOMPARE(account(":www").user, 0U);
    }

    void anUnknownUserOrGroupIsNamed()
    {
        QVERIFY(unknown("ghost").why.find("user \"ghost\"") != std::string::npos);
        QVERIFY(unknown("web:ghosts").why.find("group \"ghosts\"") != std::string::npos);
        QVERIFY(unknown("4294967295").why.find("user") != std::string::npos); // means "no change" to the kernel
        QVERIFY(unknown("-1").why.find("user") != std::string::npos);
        QVERIFY(!unknown("ghost").remedy.empty());
    }

    void theEnvironmentIsCompletedWhereTheImageLeavesItOpen()
    {
        const Entries bare = completeEnvironment({"A=1"}, "/home/web");
        QCOMPARE(bare.size(), std::size_t(4));
        QVERIFY(bare[1].starts_with("PATH=/usr/local/sbin:"));
        QCOMPARE(bare[2], "HOME=/home/web"s);
        QVERIFY(bare[3].starts_with("HOSTNAME="));
        const Entries full = completeEnvironment({"PATH=/x", "HOME=/y", "HOSTNAME=z"}, "/home/web");
        QCOMPARE(full, (Entries {"PATH=/x", "HOME=/y", "HOSTNAME=z"}));
        QCOMPARE(completeEnvironment({"PATHS=/x"}, "/").size(), std::size_t(4));
    }

    // An image's links are looked up as its app will see them: never on the host.
    void noPathLeadsOutOfTheRootFolder()
    {
        test::FileTree tree;
        tree.write(u"/root/etc/hosts"_s, "of the image\n");
        tree.write(u"/secret"_s, "of the host\n");
        QVERIFY(QFile::link(tree.path(u"/secret"_s), tree.path(u"/root/etc/absolute"_s)));
        QVERIFY(QFile::link(u"../../secret"_s, tree.path(u"/root/etc/climbing"_s)));
        QVERIFY(QFile::link(u"/etc/hosts"_s, tree.path(u"/root/inside"_s)));
        const RootFolder root(tree.path(u"/root"_s).toStdString());
        QVERIFY(root.isOpen());
        QCOMPARE(root.read("/etc/hosts"), std::optional("of the image\n"s));
        QCOMPARE(root.read("/inside"), std::optional("of the image\n"s));
        QVERIFY(!root.read("/etc/absolute"));
        QVERIFY(!root.read("/etc/climbing"));
        QVERIFY(!root.read("/../secret"));
        QVERIFY(!root.read("/etc")); // a folder is no text
        QVERIFY(root.makeFolder("/a/b/c"));
        QVERIFY(QFileInfo(tree.path(u"/root/a/b/c"_s)).isDir());
        QVERIFY(root.write("/a/b/c/text", "written"));
        QCOMPARE(tree.read(u"/root/a/b/c/text"_s), QByteArray("written"));
        QVERIFY(!RootFolder("/no/such/folder").isOpen());
    }
};

QTEST_GUILESS_MAIN(TestBoxPlan)
#include "tst_boxplan.moc"
