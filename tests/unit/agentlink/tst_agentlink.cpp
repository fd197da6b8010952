// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "agent/protocol.h"
#include "agent/run/records.h"
#include "agentlink/agentlink.h"
#include "helpers/strictlog.h"

#include <QBuffer>
#include <QFile>
#include <QLoggingCategory>
#include <QSignalSpy>
#include <QTest>

#include <random>
#include <sys/stat.h>

using namespace boxmark;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

namespace {

/// Everything a link said, in order, as text: two streams that say the same are equal.
class Witness
{
public:
    explicit Witness(AgentLink &link)
    {
        const auto add = [this](const QString &text) { said << text; };
        QObject::connect(&link, &AgentLink::helloReceived,
            [add](const AgentHello &hello) { add(u"hello %1 %2"_s.arg(hello.version).arg(hello.pid)); });
        QObject::connect(&link, &AgentLink::phaseReached, [add](const QString &name, MonotonicTime at) {
            add(u"phase %1 %2"_s.arg(name).arg(at.time_since_epoch().count()));
        });
        QObject::connect(&link, &AgentLink::sampled, [add](const AgentSample &sample) {
            add(u"sample %1 %2"_s.arg(sample.cpu.count()).arg(sample.residentBytes));
        });
        QObject::connect(&link, &AgentLink::appWrote,
            [add](int stream, const QString &line) { add(u"log %1 %2"_s.arg(stream).arg(line)); });
        QObject::connect(&link, &AgentLink::note, [add](const QString &text) { add(u"note "_s + text); });
        QObject::connect(&link, &AgentLink::remark, [add](const QString &text) { add(u"remark "_s + text); });
        QObject::connect(&link, &AgentLink::appExited, [add](std::optional<int> status, std::optional<int> signal) {
            add(u"exit %1 %2"_s.arg(status.value_or(-1)).arg(signal.value_or(-1)));
        });
        QObject::connect(&link, &AgentLink::failed, [add](const Error &error) { add(u"failed "_s + error.what); });
    }

    QStringList said;
};

QStringList heard(const QByteArray &stream)
{
    AgentLink link;
    const Witness witness(link);
    link.feed(stream);
    return witness.said;
}

// Written with ' for the quotes of JSON.
QByteArray json(const char *text)
{
    return QByteArray(text).replace('\'', '"');
}

const QByteArray wholeStream
    = json("{'type':'hello','protocol':'1.0','version':'0.1.0','clock_ns':5,'boot_id':'b','pid':7}\n"
           "{'type':'phase','time_ns':6,'name':'app_started'}\n"
           "{'type':'sample','time_ns':7,'cpu_ns':8,'rss_bytes':9,'processes':1}\n\n"
           "{'type':'log','time_ns':8,'stream':2,'text':'grün \\'€\\' 😀\\u0000'}\r\n"
           "{'type':'note','time_ns':9,'text':'n'}\n"
           "{'type':'remark','time_ns':9,'text':'r'}\n"
           "{'type':'exit','time_ns':10,'signal':9,'cpu_ns':1}\n");

// What a test of bad lines provokes; the log itself is tested once.
void silenceLog()
{
    QLoggingCategory::setFilterRules(u"boxmark.info=false"_s);
}

} // namespace

class TestAgentLink : public QObject
{
    Q_OBJECT
private slots:
    /// A container sees the host's memory in its /proc, and a plain process the host's network: neither is theirs.
    void whatIsTheHostsIsNotTakenForTheTargets_data()
    {
        QTest::addColumn<QByteArray>("bootId");
        QTest::addColumn<qint64>("networkNamespace");
        QTest::addColumn<bool>("ownKernel");
        QTest::addColumn<bool>("ownNetwork");
        QFile file(u"/proc/sys/kernel/random/boot_id"_s);
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QByteArray ours = file.readAll().trimmed();
        struct stat status = {};
        QCOMPARE(::stat("/proc/self/ns/net", &status), 0);
        const auto net = static_cast<qint64>(status.st_ino);
        QTest::newRow("process") << ours << net << false << false;
        QTest::newRow("container") << ours << net + 1 << false << true;
        QTest::newRow("guest whose namespace has our number") << QByteArray("another") << net << true << true;
    }

    void whatIsTheHostsIsNotTakenForTheTargets()
    {
        QFETCH(QByteArray, bootId);
        QFETCH(qint64, networkNamespace);
        AgentLink link;
        QSignalSpy samples(&link, &AgentLink::sampled);
        link.feed(R"({"type":"hello","protocol":"1.2","version":"x","clock_ns":5,"pid":1,"boot_id":")" + bootId
            + R"(","network_namespace":)" + QByteArray::number(networkNamespace) + "}\n");
        link.feed(R"({"type":"sample","time_ns":7,"cpu_ns":8,"rss_bytes":9,"processes":2,"anonymous_bytes":4,)"
                  R"("disk_read_bytes":1,"disk_written_bytes":2,"used_bytes":3,"network_received_bytes":5,)"
                  R"("network_sent_bytes":6,"load_1m_percent":152})"
                  "\n");
        QCOMPARE(samples.size(), 1);
        const auto sample = samples.first().first().value<AgentSample>();
        QCOMPARE(sample.anonymousBytes, std::optional<qint64>(4));
        QCOMPARE(sample.diskReadBytes, std::optional<qint64>(1));
        QCOMPARE(sample.diskWrittenBytes, std::optional<qint64>(2));
        QCOMPARE(sample.loadAverage, std::optional(1.52));
        QTEST(sample.guestUsedBytes.has_value(), "ownKernel");
        QTEST(sample.networkReceivedBytes.has_value(), "ownNetwork");
        QTEST(sample.networkSentBytes.has_value(), "ownNetwork");
    }

    void init()
    {
        test::failOnAnyWarning();
        silenceLog();
    }

    // What the agent writes is what the host reads: both ends of the protocol against each other.
    void readsWhatTheAgentWrites()
    {
        using namespace agent;
        AgentLink link;
        QSignalSpy samples(&link, &AgentLink::sampled);
        QSignalSpy failures(&link, &AgentLink::failed);
        const Witness witness(link);
        Sample sample {11ns, 22ns, 33, 44, 55, 66, 77ns};
        for (const std::string &line : {helloRecord(1ns, {"boot", 42, "6.1.0", 2, 4096}),
                 phaseRecord(2ns, protocol::phase::appListening), sampleRecord(sample), logRecord(3ns, 1, "out"),
                 noteRecord(4ns, "said"), remarkRecord(4ns, "aside"), exitRecord(5ns, {3, {}}, 9ns),
                 exitRecord(6ns, {{}, 15}, 9ns), failedRecord(7ns, {"What.", "Why.", "Remedy.", 1})})
            link.feed(QByteArray::fromStdString(line) + '\n');
        QCOMPARE(link.badLines(), 0);
        QCOMPARE(witness.said,
            (QStringList {u"hello " BOXMARK_VERSION " 42"_s, u"phase app_listening 2"_s, u"sample 22 33"_s,
                u"log 1 out"_s, u"note said"_s, u"remark aside"_s, u"exit 3 -1"_s, u"exit -1 15"_s,
                u"failed What."_s}));
        QCOMPARE(link.hello()->bootId, u"boot"_s);
        QCOMPARE(link.hello()->clock, MonotonicTime(1ns));
        QCOMPARE(link.hello()->kernel, u"6.1.0"_s);
        QCOMPARE(link.hello()->cpus, 2);
        QCOMPARE(link.hello()->memoryBytes, 4096);
        const auto received = samples.first().first().value<AgentSample>();
        QCOMPARE(received.time, MonotonicTime(11ns));
        QCOMPARE(received.proportionalBytes, 44);
        QCOMPARE(received.processes, 55);
        QCOMPARE(received.groupMemoryBytes, 66);
        QCOMPARE(received.groupCpu, 77ns);
        QCOMPARE(failures.first().first().value<Error>(), (Error {u"What."_s, u"Why."_s, u"Remedy."_s}));
    }

    void aClockOfAnotherKernelIsPlacedByTheFirstRecord()
    {
        AgentLink link;
        link.alignByHello();
        const QSignalSpy notes(&link, &AgentLink::note);
        const MonotonicTime before = Clock::system().now();
        link.feed(QByteArray::fromStdString(agent::helloRecord(1ns, {"another", 42, "4.4.0", 2, 4096})) + '\n');
        QVERIFY(link.hello()->clock >= before && link.hello()->clock <= Clock::system().now());
        QCOMPARE(notes.size(), 1);

        QFile own(QStringLiteral("/proc/sys/kernel/random/boot_id"));
        QVERIFY(own.open(QIODevice::ReadOnly));
        AgentLink same;
        same.alignByHello();
        same.feed(QByteArray::fromStdString(
                      agent::helloRecord(1ns, {own.readAll().trimmed().toStdString(), 42, "6.1.0", 2, 4096}))
            + '\n');
        QCOMPARE(same.hello()->clock, MonotonicTime(1ns));
    }

    void tellsEveryTimeByTheHostsClock()
    {
        AgentLink link;
        QSignalSpy samples(&link, &AgentLink::sampled);
        QSignalSpy phases(&link, &AgentLink::phaseReached);
        link.setClockOffset(1000ns);
        link.feed(QByteArray::fromStdString(agent::helloRecord(1ns, {"boot", 42, "6.1.0", 2, 4096})) + '\n');
        link.feed("{\"type\":\"phase\",\"name\":\"kernel\",\"time_ns\":5}\n");
        link.feed("{\"type\":\"sample\",\"time_ns\":7,\"cpu_ns\":8,\"rss_bytes\":9}\n");
        QCOMPARE(link.hello()->clock, MonotonicTime(1001ns));
        QCOMPARE(phases.first().at(1).value<MonotonicTime>(), MonotonicTime(1005ns));
        QCOMPARE(samples.first().first().value<AgentSample>().time, MonotonicTime(1007ns));
        QCOMPARE(samples.first().first().value<AgentSample>().cpu, 8ns);
        link.setClockOffset(-3ns); // a guest that is ahead of us
        link.feed("{\"type\":\"phase\",\"name\":\"system\",\"time_ns\":5}\n");
        QCOMPARE(phases.last().at(1).value<MonotonicTime>(), MonotonicTime(2ns));
    }

    void anAgentOfTheFirstVersionIsUnderstood()
    {
        AgentLink link;
        link.feed("{\"type\":\"hello\",\"protocol\":\"1.0\",\"version\":\"0.1.0\",\"clock_ns\":5}\n");
        QVERIFY(link.hello());
        QVERIFY(link.hello()->kernel.isEmpty() && !link.hello()->cpus && !link.hello()->memoryBytes);
    }

    void leavesAbsentWhatWasNotMeasured()
    {
        AgentLink link;
        QSignalSpy samples(&link, &AgentLink::sampled);
        link.feed("{\"type\":\"sample\",\"time_ns\":7,\"cpu_ns\":8,\"rss_bytes\":9}\n");
        const auto sample = samples.first().first().value<AgentSample>();
        QVERIFY(!sample.proportionalBytes);
        QVERIFY(!sample.groupMemoryBytes);
        QVERIFY(!sample.groupCpu);
        QVERIFY(!sample.diskReadBytes && !sample.anonymousBytes && !sample.loadAverage);
    }

    void keepsNanosecondsExact()
    {
        AgentLink link;
        QSignalSpy phases(&link, &AgentLink::phaseReached);
        // Beyond 2^53, where a double would round.
        link.feed("{\"type\":\"phase\",\"name\":\"x\",\"time_ns\":9007199254740993}\n");
        QCOMPARE(phases.first().at(1).value<MonotonicTime>(), MonotonicTime(9007199254740993ns));
    }

    void understandsTheSameHoweverTheStreamIsCut()
    {
        const QStringList expected = heard(wholeStream);
        QCOMPARE(expected.size(), 7);
        for (qsizetype size = 1; size < wholeStream.size(); ++size) {
            AgentLink link;
            const Witness witness(link);
            for (qsizetype at = 0; at < wholeStream.size(); at += size)
                link.feed(wholeStream.mid(at, size));
            QCOMPARE(witness.said, expected);
            QCOMPARE(link.badLines(), 0);
        }
    }

    void readsAnyDevice()
    {
        QByteArray stream = wholeStream;
        QBuffer device(&stream);
        QVERIFY(device.open(QIODevice::ReadOnly));
        AgentLink link;
        const Witness witness(link);
        link.attach(&device);
        QCOMPARE(witness.said, heard(wholeStream));
    }

    void ignoresWhatItDoesNotKnow()
    {
        AgentLink link;
        const Witness witness(link);
        link.feed("{\"type\":\"weather\",\"sun\":true}\n"
                  "{\"type\":\"note\",\"text\":\"n\",\"colour\":[1,{\"a\":null}]}\n"
                  "{\"type\":\"hello\",\"protocol\":\"1.99\",\"clock_ns\":1}\n");
        QCOMPARE(witness.said, (QStringList {u"note n"_s, u"hello  0"_s}));
        QCOMPARE(link.badLines(), 0);
    }

    void countsBadLinesAndGoesOn_data()
    {
        QTest::addColumn<QByteArray>("line");
        for (const char *line : {"Server running on port 80", "{", "[]", "null", "7", "{}", "{\"type\":7}",
                 "{\"type\":\"hello\"}", "{\"type\":\"hello\",\"protocol\":\"x\",\"clock_ns\":1}",
                 "{\"type\":\"hello\",\"protocol\":\"-1.0\",\"clock_ns\":1}",
                 "{\"type\":\"hello\",\"protocol\":\"1.0\"}", "{\"type\":\"phase\",\"time_ns\":1}",
                 "{\"type\":\"phase\",\"name\":\"x\"}", "{\"type\":\"phase\",\"name\":\"x\",\"time_ns\":-1}",
                 "{\"type\":\"phase\",\"name\":\"x\",\"time_ns\":1e300}",
                 "{\"type\":\"phase\",\"name\":\"x\",\"time_ns\":1.5}",
                 "{\"type\":\"sample\",\"time_ns\":1,\"cpu_ns\":1}",
                 "{\"type\":\"sample\",\"time_ns\":\"1\",\"cpu_ns\":1,\"rss_bytes\":1}",
                 "{\"type\":\"log\",\"stream\":3,\"text\":\"x\"}", "{\"type\":\"log\",\"stream\":1}",
                 "{\"type\":\"note\"}", "{\"type\":\"exit\"}", "{\"type\":\"exit\",\"status\":1,\"signal\":2}",
                 "{\"type\":\"failed\"}", "\xff\xfe"})
            QTest::newRow(line) << QByteArray(line);
    }

    void countsBadLinesAndGoesOn()
    {
        QFETCH(QByteArray, line);
        AgentLink link;
        const Witness witness(link);
        link.feed(line + "\n{\"type\":\"note\",\"text\":\"still here\"}\n");
        QCOMPARE(link.badLines(), 1);
        QCOMPARE(witness.said, QStringList {u"note still here"_s});
    }

    void logsBadLinesButNotEndlessly()
    {
        QLoggingCategory::setFilterRules(QString());
        for (int i = 0; i < 20; ++i)
            QTest::ignoreMessage(QtInfoMsg, QRegularExpression(u"not understood: \"garbage\""_s));
        AgentLink link;
        link.feed(QByteArray("garbage\n").repeated(1000));
        QCOMPARE(link.badLines(), 1000);
    }

    void givesUpLinesThatAreTooLong()
    {
        AgentLink link;
        const Witness witness(link);
        const QByteArray piece(100'000, 'x');
        for (int i = 0; i < 1000; ++i)
            link.feed(piece); // a hundred megabytes that are not kept
        link.feed("\n{\"type\":\"note\",\"text\":\"still here\"}\n");
        QCOMPARE(link.badLines(), 1);
        QCOMPARE(witness.said, QStringList {u"note still here"_s});
        const QByteArray longest = "{\"type\":\"note\",\"text\":\"" + QByteArray(900'000, 'y') + "\"}\n";
        link.feed(longest);
        QCOMPARE(witness.said.size(), 2);
    }

    void refusesANewerMajorVersion()
    {
        AgentLink link;
        QSignalSpy failures(&link, &AgentLink::failed);
        const Witness witness(link);
        link.feed("{\"type\":\"hello\",\"protocol\":\"2.0\",\"clock_ns\":\"changed\"}\n" + wholeStream);
        QCOMPARE(witness.said.size(), 1);
        const auto error = failures.first().first().value<Error>();
        QVERIFY(error.why.contains(u"2.0"));
        QVERIFY(!error.remedy.isEmpty());
        QVERIFY(!link.hello());
    }

    // Anything may stand in the stream: nothing of it may crash, hang, or be understood differently because of the
    // cuts.
    void survivesMutilatedStreamsCutAtRandom()
    {
        std::mt19937 random(20260728);
        const auto below
            = [&](qsizetype limit) { return static_cast<qsizetype>(random() % static_cast<unsigned long>(limit)); };
        for (int round = 0; round < 3'000; ++round) {
            QByteArray stream = wholeStream;
            for (qsizetype changes = below(12); changes > 0; --changes) {
                const qsizetype at = below(stream.size());
                switch (below(4)) {
                case 0:
                    stream[at] = static_cast<char>(below(256));
                    break;
                case 1:
                    stream.remove(at, 1 + below(20));
                    break;
                case 2:
                    stream.insert(at, "\n{}[]\",:0-e\\"[below(12)]);
                    break;
                default:
                    stream.insert(at, stream.mid(below(stream.size()), below(60)));
                }
            }
            AgentLink whole;
            const Witness wholeWitness(whole);
            whole.feed(stream);
            AgentLink pieces;
            const Witness piecesWitness(pieces);
            for (qsizetype at = 0; at < stream.size();) {
                const qsizetype size = 1 + below(50);
                pieces.feed(stream.mid(at, size));
                at += size;
            }
            QCOMPARE(piecesWitness.said, wholeWitness.said);
            QCOMPARE(pieces.badLines(), whole.badLines());
        }
    }
};

QTEST_GUILESS_MAIN(TestAgentLink)
#include "tst_agentlink.moc"
