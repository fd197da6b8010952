// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "agent/run/childapp.h"
#include "agent/run/listenwatch.h"
#include "agent/run/outbox.h"
#include "agent/serve/endpoint.h"
#include "helpers/strictlog.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <fcntl.h>
#include <poll.h>
#include <sys/socket.h>
#include <sys/wait.h>

using namespace boxmark;
using namespace boxmark::agent;
using namespace Qt::StringLiterals;

namespace {

struct Channel
{
    Descriptor readEnd;
    Descriptor writeEnd;
};

Channel makeChannel(bool asSocket)
{
    int ends[2] = {-1, -1};
    if ((asSocket ? socketpair(AF_UNIX, SOCK_STREAM, 0, ends) : pipe(ends)) != 0)
        return {};
    fcntl(ends[0], F_SETFL, O_NONBLOCK);
    return {Descriptor(ends[0]), Descriptor(ends[1])};
}

QByteArray readAll(const Descriptor &from)
{
    QByteArray all;
    char buffer[65536];
    ssize_t count = 0;
    while ((count = read(from.number(), buffer, sizeof buffer)) > 0)
        all.append(buffer, count);
    return all;
}

QByteArray readToEnd(const Descriptor &from)
{
    QByteArray all;
    pollfd entry {from.number(), POLLIN, 0};
    while (poll(&entry, 1, 10'000) > 0) {
        all += readAll(from);
        if ((entry.revents & POLLHUP) != 0)
            return all + readAll(from);
    }
    return all;
}

std::uint16_t freePort()
{
    const auto listener = listenAt({"127.0.0.1", 0});
    return std::get<Listener>(listener).endpoint.port;
}

} // namespace

/// The parts of `run` that have to do with the world outside, each for itself.
class TestAgentParts : public QObject
{
    Q_OBJECT
private:
    void channels()
    {
        QTest::addColumn<bool>("asSocket");
        QTest::newRow("pipe") << false;
        QTest::newRow("socket") << true;
    }

private slots:
    void init() { test::failOnAnyWarning(); }

    void outboxNeverWaitsForItsReader_data() { channels(); }
    void outboxNeverWaitsForItsReader()
    {
        QFETCH(bool, asSocket);
        const Channel channel = makeChannel(asSocket);
        Outbox outbox(channel.writeEnd.number());
        const std::string line(1000, 'x');
        for (int i = 0; i < 2000; ++i) {
            outbox.push(Outbox::Line::Log, line);
            outbox.flush(); // would hang here: nobody reads
        }
        outbox.push(Outbox::Line::Sample, line);
        outbox.push(Outbox::Line::Vital, "vital");
        QByteArray all;
        while (!outbox.isEmpty()) {
            outbox.flush();
            all += readAll(channel.readEnd);
        }
        all += readAll(channel.readEnd);
        const QList<QByteArray> lines = all.chopped(1).split('\n');
        const auto whole = lines.count(QByteArray::fromStdString(line));
        QVERIFY(whole > 100 && whole < 2000);
        QVERIFY(lines.contains("vital"));
        const QByteArray dropped = QByteArray::number(2000 - whole) + " lines of the app's output and 1 samples";
        QVERIFY2(lines.last().contains(dropped), lines.last());
    }

    void outboxTellsThatItsReaderHasGone_data() { channels(); }
    void outboxTellsThatItsReaderHasGone()
    {
        QFETCH(bool, asSocket);
        signal(SIGPIPE, SIG_IGN);
        Channel channel = makeChannel(asSocket);
        Outbox outbox(channel.writeEnd.number());
        channel.readEnd.reset();
        outbox.push(Outbox::Line::Vital, "into the void");
        outbox.flush();
        QVERIFY(outbox.isClosed());
        outbox.push(Outbox::Line::Vital, "forgotten");
        QVERIFY(outbox.isEmpty());
        signal(SIGPIPE, SIG_DFL);
    }

    void startsAppsWithTheirOwnPipes()
    {
        auto started = startApp({"sh", "-c", "echo out; echo err >&2; cat; exit 5"});
        QVERIFY(std::holds_alternative<ChildApp>(started));
        const ChildApp &app = std::get<ChildApp>(started);
        QCOMPARE(getpgid(app.pid), app.pid);
        QCOMPARE(readToEnd(app.output), QByteArray("out\n")); // cat ends: there is nothing to read
        QCOMPARE(readToEnd(app.error), QByteArray("err\n"));
        int status = 0;
        QCOMPARE(waitpid(app.pid, &status, 0), app.pid);
        QCOMPARE(WEXITSTATUS(status), 5);
    }

    void tellsWhyAnAppCannotBeStarted_data()
    {
        QTest::addColumn<QString>("program");
        QTest::addColumn<QString>("why");
        QTest::addColumn<int>("exitStatus");
        QTest::newRow("not in PATH") << u"no-such-program"_s << u"was not found in PATH"_s << 127;
        QTest::newRow("no such file") << u"/nowhere/app"_s << u"does not exist"_s << 127;
        QTest::newRow("no interpreter") << u"script"_s << u"what runs it is not"_s << 127;
        QTest::newRow("a folder") << u"."_s << u"Permission denied"_s << 126;
        QTest::newRow("not executable") << u"text"_s << u"Permission denied"_s << 126;
    }

    void tellsWhyAnAppCannotBeStarted()
    {
        QFETCH(QString, program);
        QFETCH(QString, why);
        QFETCH(int, exitStatus);
        const QTemporaryDir folder;
        const auto write = [&](const QString &name, const QByteArray &text, QFile::Permissions permissions) {
            QFile file(folder.filePath(name));
            QVERIFY(file.open(QFile::WriteOnly) && file.write(text) == text.size() && file.setPermissions(permissions));
        };
        write(u"script"_s, "#!/nowhere/interpreter\n", QFile::ReadOwner | QFile::ExeOwner);
        write(u"text"_s, "hello\n", QFile::ReadOwner);
        if (program == u"script" || program == u"text")
            program = folder.filePath(program);
        const auto started = startApp({program.toStdString()});
        QVERIFY(std::holds_alternative<Failure>(started));
        const Failure &failure = std::get<Failure>(started);
        QVERIFY2(QString::fromStdString(failure.why).contains(why), failure.why.c_str());
        QCOMPARE(failure.exitStatus, exitStatus);
        QCOMPARE(waitpid(-1, nullptr, WNOHANG), -1); // no child is left
    }

    void seesThatAPortListens_data()
    {
        QTest::addColumn<QString>("address");
        QTest::newRow("IPv4 loopback") << u"127.0.0.1"_s;
        QTest::newRow("IPv4 any") << u"0.0.0.0"_s;
        QTest::newRow("IPv6 any") << u"::"_s;
    }

    void seesThatAPortListens()
    {
        QFETCH(QString, address);
        const std::uint16_t port = freePort();
        ListenWatch watch(port);
        QVERIFY(!watch.isListening(monotonicNow()));
        const auto listener = listenAt({address.toStdString(), port});
        if (std::holds_alternative<Failure>(listener))
            QSKIP("This computer has no such address.");
        QVERIFY(watch.isListening(monotonicNow()));
    }

    void doesNotTakeAConnectionForAListener()
    {
        auto listener = listenAt({"127.0.0.1", 0});
        const std::uint16_t port = std::get<Listener>(listener).endpoint.port;
        const Descriptor client(socket(AF_INET, SOCK_STREAM, 0));
        sockaddr_storage name = {};
        socklen_t size = sizeof name;
        getsockname(std::get<Listener>(listener).socket.number(), reinterpret_cast<sockaddr *>(&name), &size);
        QCOMPARE(::connect(client.number(), reinterpret_cast<sockaddr *>(&name), size), 0);
        std::get<Listener>(listener).socket.reset();
        QVERIFY(!ListenWatch(port).isListening(monotonicNow()));
    }

    void asksEverMoreSeldom()
    {
        using namespace std::chrono_literals;
        const ListenWatch watch(1);
        const nanoseconds now = monotonicNow();
        QCOMPARE(watch.nextCheck(now) - now, nanoseconds(2ms));
        QCOMPARE(watch.nextCheck(now + 10s) - (now + 10s), nanoseconds(10ms));
        QCOMPARE(watch.nextCheck(now + 60s) - (now + 60s), nanoseconds(100ms));
    }
};

QTEST_GUILESS_MAIN(TestAgentParts)
#include "tst_agentparts.moc"
