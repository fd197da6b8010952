// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "helpers/strictlog.h"
#include "runfolder.h"

#include <fcntl.h>
#include <sched.h>
#include <sys/prctl.h>
#include <sys/wait.h>

using namespace boxmark;
using namespace Qt::StringLiterals;
using test::AgentProcess;
using test::RunFolder;

namespace {

constexpr unsigned ordinaryUser = 65534;

bool isRoot()
{
    return geteuid() == 0;
}

/// In a child: from here on an ordinary user, whoever runs the test.
void becomeOrdinary()
{
    if (geteuid() == 0 && (setgid(ordinaryUser) != 0 || setuid(ordinaryUser) != 0))
        _exit(99);
    prctl(PR_SET_DUMPABLE, 1); // as after an execution by that user: its /proc files are its own
}

/// In a child: an ordinary user whose kernel gives no user namespaces.
void becomeOrdinaryWithoutNamespaces()
{
    const unsigned user = geteuid() == 0 ? ordinaryUser : geteuid();
    becomeOrdinary();
    if (unshare(CLONE_NEWUSER) != 0)
        _exit(98);
    const auto write = [](const char *path, const char *text, size_t size) {
        const int file = open(path, O_WRONLY);
        if (file < 0 || ::write(file, text, size) < 0)
            _exit(97);
        close(file);
    };
    char map[32] = "1000 65534 1";
    if (user != ordinaryUser)
        snprintf(map, sizeof map, "1000 %u 1", user);
    write("/proc/self/uid_map", map, strlen(map));
    write("/proc/sys/user/max_user_namespaces", "0", 1);
}

bool hasUserNamespaces()
{
    const pid_t child = fork();
    if (child == 0) {
        becomeOrdinary();
        _exit(unshare(CLONE_NEWUSER | CLONE_NEWNS) == 0 ? 0 : 1);
    }
    int status = 1;
    waitpid(child, &status, 0);
    return status == 0;
}

// What a shell without any other program can tell of where it runs.
const QByteArray inspection = R"(
while read name value; do
    case $name in Uid:|Gid:|Groups:|CapEff:) echo $name $value;; esac
done < /proc/self/status
echo directory $PWD
echo home $HOME, path $PATH, own $OWN
read hosts < /etc/hosts; echo hosts $hosts
[ -s /etc/resolv.conf ] && echo resolv.conf
[ -c /dev/null ] && [ -d /sys/kernel ] && [ -e /dev/pts/ptmx ] && [ -d /dev/shm ] && echo surroundings
echo through > /dev/stdout
echo scribble > /tmp/scribble && read said < /tmp/scribble && echo wrote $said
umask
)";

} // namespace

/// The real program: an image's app in a root of its own.
class TestAgentBox : public QObject
{
    Q_OBJECT

    void expectUntouched(const RunFolder &folder)
    {
        QVERIFY(!QFileInfo::exists(folder.path(u"/root/tmp/scribble"_s)));
        QVERIFY(!QFileInfo::exists(folder.path(u"/root/proc"_s)));
        QFile mounts(u"/proc/self/mounts"_s);
        QVERIFY(mounts.open(QFile::ReadOnly));
        QVERIFY(!mounts.readAll().contains(QFile::encodeName(folder.root())));
    }

private slots:
    void init() { test::failOnAnyWarning(); }

    void rootRunsItAsTheImagesUserAndLeavesTheFolderAlone()
    {
        if (!isRoot())
            QSKIP("needs root: only it can become the image's user");
        const RunFolder folder;
        AgentProcess agent(
            folder.script(inspection, {{"user", "web"}, {"directory", "/app/deep"}, {"environment", "OWN=1=2"}}));
        QTRY_VERIFY(agent.exitStatus);
        QVERIFY2(!agent.failure, qPrintable(agent.failure.value_or(Error {}).text()));
        QCOMPARE(agent.errors, QStringList());
        QCOMPARE(agent.output.value(0), u"Uid: 1234 1234 1234 1234"_s);
        QCOMPARE(agent.output.value(1), u"Gid: 4321 4321 4321 4321"_s);
        QCOMPARE(agent.output.value(2), u"Groups: 77 4321"_s);
        QCOMPARE(agent.output.value(3), u"CapEff: 0000000000000000"_s);
        QCOMPARE(agent.output.value(4), u"directory /app/deep"_s);
        QCOMPARE(agent.output.value(5),
            u"home /app, path /usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin, own 1=2"_s);
        QVERIFY(agent.output.value(6).size() > u"hosts "_s.size());
        for (const QString &line : {u"surroundings"_s, u"through"_s, u"wrote scribble"_s, u"0022"_s})
            QVERIFY2(agent.output.contains(line), qPrintable(line + u" in "_s + agent.output.join(u'\n')));
        QTRY_VERIFY(agent.hasEnded());
        expectUntouched(folder);
    }

    void rootInsideIsNotRootOutside()
    {
        if (!isRoot())
            QSKIP("needs root");
        const RunFolder folder;
        AgentProcess agent(folder.script(R"(
            while read name value; do [ $name = CapEff: ] && echo $value; done < /proc/self/status
            echo 1 > /proc/sys/vm/drop_caches; echo 1 > /sys/kernel/uevent_helper; : )"));
        QTRY_VERIFY(agent.exitStatus);
        QCOMPARE(agent.output, QStringList {u"00000000a00425fb"_s});
        QCOMPARE(agent.errors.size(), 2);
        for (const QString &line : agent.errors)
            QVERIFY2(line.contains(u"Read-only"_s) || line.contains(u"ermission"_s), qPrintable(line));
    }

    void anOrdinaryUserRunsItAsTheImagesUser()
    {
        if (!hasUserNamespaces())
            QSKIP("this kernel gives ordinary users no user namespaces");
        const RunFolder folder;
        if (isRoot())
            folder.chownAll(ordinaryUser);
        AgentProcess agent(
            folder.script(inspection, {{"user", "web"}, {"directory", "/app"}, {"environment", "OWN=x"}}),
            becomeOrdinary, folder.agent());
        QTRY_VERIFY(agent.exitStatus || agent.failure);
        QVERIFY2(!agent.failure, qPrintable(agent.failure.value_or(Error {}).text()));
        QCOMPARE(agent.errors, QStringList());
        QCOMPARE(agent.output.value(0), u"Uid: 1234 1234 1234 1234"_s);
        QCOMPARE(agent.output.value(1), u"Gid: 4321 4321 4321 4321"_s);
        for (const QString &line :
            {u"CapEff: 0000000000000000"_s, u"directory /app"_s, u"surroundings"_s, u"through"_s, u"wrote scribble"_s})
            QVERIFY2(agent.output.contains(line), qPrintable(line + u" in "_s + agent.output.join(u'\n')));
        QTRY_VERIFY(agent.hasEnded());
        expectUntouched(folder);
    }

    void withoutUserNamespacesThatIsToldWithTheRemedy()
    {
        if (!hasUserNamespaces())
            QSKIP("this kernel gives ordinary users no user namespaces to take away");
        const RunFolder folder;
        if (isRoot())
            folder.chownAll(ordinaryUser);
        AgentProcess agent(folder.script("echo never"), becomeOrdinaryWithoutNamespaces, folder.agent());
        QTRY_VERIFY(agent.failure);
        QVERIFY2(agent.failure->why.contains(u"user namespace"_s), qPrintable(agent.failure->text()));
        QVERIFY(agent.failure->remedy.contains(u"sysctl"_s));
        QTRY_VERIFY(agent.hasEnded());
        QCOMPARE(agent.process.exitCode(), 126);
    }

    void whatTheImageAsksForAndCannotHaveIsTold_data()
    {
        using Entries = QList<std::pair<QByteArray, QByteArray>>;
        QTest::addColumn<QByteArrayList>("words");
        QTest::addColumn<Entries>("entries");
        QTest::addColumn<QString>("why");
        QTest::addColumn<QString>("remedy");
        QTest::newRow("unknown user") << QByteArrayList {"sh"} << Entries {{"user", "ghost"}} << u"\"ghost\""_s
                                      << u"Dockerfile"_s;
        QTest::newRow("missing program") << QByteArrayList {"no-such"} << Entries {} << u"not found in PATH"_s
                                         << u"spelling"_s;
        QTest::newRow("missing path") << QByteArrayList {"/app/none"} << Entries {} << u"does not exist"_s
                                      << u"spelling"_s;
        QTest::newRow("no shell") << QByteArrayList {"/usr/bin/bash", "-c", ":"} << Entries {} << u"does not exist"_s
                                  << u"without a shell"_s;
        QTest::newRow("not executable") << QByteArrayList {"/etc/passwd"} << Entries {} << u"ermission"_s << u"chmod"_s;
        QTest::newRow("no interpreter") << QByteArrayList {"./script"} << Entries {{"directory", "/app"}}
                                        << u"what runs it is not"_s << u"installed"_s;
        QTest::newRow("directory is a file")
            << QByteArrayList {"sh"} << Entries {{"directory", "/etc/passwd"}} << u"/etc/passwd"_s << u"WORKDIR"_s;
        QTest::newRow("no entry point") << QByteArrayList {} << Entries {} << u"neither an entry point"_s
                                        << u"ENTRYPOINT"_s;
        QTest::newRow("no folder") << QByteArrayList {"sh"} << Entries {{"folder", "/no/such"}} << u"/no/such"_s
                                   << u"prepare"_s;
    }

    void whatTheImageAsksForAndCannotHaveIsTold()
    {
        if (!isRoot() && !hasUserNamespaces())
            QSKIP("this kernel gives ordinary users no user namespaces");
        using Entries = QList<std::pair<QByteArray, QByteArray>>;
        QFETCH(QByteArrayList, words);
        QFETCH(Entries, entries);
        QFETCH(QString, why);
        QFETCH(QString, remedy);
        const RunFolder folder;
        folder.write(u"/root/app/script"_s, "#!/no/such/interpreter\n");
        QFile::setPermissions(folder.path(u"/root/app/script"_s), QFile::ReadOwner | QFile::ExeOwner);
        AgentProcess agent(folder.command(words, entries));
        QTRY_VERIFY(agent.failure);
        QVERIFY2(agent.failure->why.contains(why), qPrintable(agent.failure->text()));
        QVERIFY2(agent.failure->remedy.contains(remedy), qPrintable(agent.failure->text()));
        QTRY_VERIFY(agent.hasEnded());
        QVERIFY(agent.process.exitCode() != 0);
        QVERIFY(agent.link.hello());
    }

    void aNumericUserNeedsNoEntry()
    {
        if (!isRoot())
            QSKIP("needs root: only it can become another user");
        const RunFolder folder;
        QFile::remove(folder.path(u"/root/etc/passwd"_s));
        AgentProcess agent(folder.script(
            "while read n v; do [ $n = Uid: ] && echo $v; done < /proc/self/status; echo $HOME", {{"user", "5555"}}));
        QTRY_VERIFY(agent.exitStatus);
        QCOMPARE(agent.output, (QStringList {u"5555 5555 5555 5555"_s, u"/"_s}));
    }

    void aRelativeEntryPointIsOfTheWorkingDirectory()
    {
        if (!isRoot() && !hasUserNamespaces())
            QSKIP("this kernel gives ordinary users no user namespaces");
        const RunFolder folder;
        AgentProcess agent(folder.command({"bin/sh", "-c", "echo here"}, {{"directory", "/"}}));
        QTRY_COMPARE(agent.output, QStringList {u"here"_s});
    }

    void theImagesOwnSignalEndsIt()
    {
        if (!isRoot() && !hasUserNamespaces())
            QSKIP("this kernel gives ordinary users no user namespaces");
        const RunFolder folder;
        AgentProcess agent(folder.script("trap 'echo asked; exit 7' QUIT; echo ready; while :; do :; done",
            {{"stop_signal", "3"}, {"grace_ms", "20000"}}));
        QTRY_COMPARE(agent.output, QStringList {u"ready"_s});
        agent.signal(SIGTERM);
        QTRY_COMPARE(agent.exitStatus, 7);
        QCOMPARE(agent.output.last(), u"asked"_s);
    }

    void itsProcessesEndWithTheAgent()
    {
        if (!isRoot())
            QSKIP("needs root: the processes' own numbers are asked for");
        const RunFolder folder;
        AgentProcess agent(folder.script(
            "echo pid $$; (trap '' TERM; while read n v; do [ $n = Pid: ] && echo pid $v; done < /proc/self/status; "
            "while :; do :; done) & wait",
            {{"user", "web"}}));
        QTRY_COMPARE(agent.printedPids().size(), 2);
        agent.signal(SIGKILL); // nobody is left to end it but who watches over it
        for (const qint64 pid : agent.printedPids())
            QTRY_VERIFY(!test::isRunning(pid));
    }
};

QTEST_GUILESS_MAIN(TestAgentBox)
#include "tst_agentbox.moc"
