// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "helpers/recordingprocessfactory.h"
#include "helpers/strictlog.h"
#include "helpers/targetrun.h"
#include "target/url/urloptions.h"

#include <QTest>

using namespace boxmark;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

TargetSpec urlTarget(const QMap<QString, QString> &options)
{
    return {u"app"_s, u"url"_s, options};
}

Result<UrlOptions> read(const QMap<QString, QString> &options)
{
    return readUrlOptions(urlTarget(options), u"http://127.0.0.1:8000"_s);
}

/// A sample as the agent writes one.
const QByteArray watched = "{\"type\":\"hello\",\"protocol\":\"1.0\",\"version\":\"0.1.0\",\"clock_ns\":5,\"boot_id\":"
                           "\"elsewhere\",\"pid\":7}\n"
                           "{\"type\":\"sample\",\"time_ns\":6,\"cpu_ns\":1000,\"rss_bytes\":4096,\"processes\":1}\n";

struct Recorded
{
    Recorded()
        : run(std::make_unique<test::RecordingProcessFactory>())
        , programs(static_cast<test::RecordingProcessFactory *>(run.processes.get()))
    {
        run.context.agentPath = u"/opt/boxmark-agent"_s;
        scenario.app.source = AppSpec::Source::Url;
        scenario.app.location = u"http://127.0.0.1:8000"_s;
    }

    Result<std::unique_ptr<Instance>> start(const QMap<QString, QString> &options)
    {
        const auto target = findTargetKind(u"url"_s)->make(urlTarget(options));
        const auto prepared = test::await(target->prepare(scenario, run.context));
        if (!prepared)
            return prepared.error();
        return test::await(target->start(prepared.value(), scenario, run.context));
    }

    test::TargetRun run;
    test::RecordingProcessFactory *programs;
    Scenario scenario {};
};

} // namespace

class TestUrlKind : public QObject
{
    Q_OBJECT

private slots:
    void init() { test::failOnAnyWarning(); }

    void anAppOfThisComputerIsSeenByItsOwnAgent()
    {
        const UrlOptions plain = read({}).value();
        QCOMPARE(plain.url, QUrl(u"http://127.0.0.1:8000"_s));
        QCOMPARE(plain.agent, UrlOptions::Agent::Here);
        QCOMPARE(watchSpec(plain, u"/opt/boxmark-agent"_s, 100ms),
            (ProcessSpec {.program = u"/opt/boxmark-agent"_s,
                .arguments = {u"watch"_s, u"--port"_s, u"8000"_s, u"--interval"_s, u"100"_s}}));
        QCOMPARE(read({{u"agent"_s, u"none"_s}}).value().agent, UrlOptions::Agent::None);
        const UrlOptions other = read({{u"url"_s, u"http://app.example"_s}}).value();
        QCOMPARE(other.url.port(), 80);
        QCOMPARE(other.agent, UrlOptions::Agent::None);
    }

    void anotherComputersAgentIsReadOverSsh()
    {
        const UrlOptions options
            = read({{u"url"_s, u"http://app.example:80"_s}, {u"agent"_s, u"ssh me@app.example /opt/boxmark-agent"_s}})
                  .value();
        QCOMPARE(watchSpec(options, {}, 250ms),
            (ProcessSpec {.program = u"ssh"_s,
                .arguments
                = {u"-T"_s, u"-o"_s, u"BatchMode=yes"_s, u"-o"_s, u"ConnectTimeout=10"_s, u"--"_s, u"me@app.example"_s,
                    u"/opt/boxmark-agent"_s, u"watch"_s, u"--port"_s, u"80"_s, u"--interval"_s, u"250"_s}}));
    }

    void whatIsNoAddressOrNoWayToAnAgentIsRefused_data()
    {
        QTest::addColumn<QString>("key");
        QTest::addColumn<QString>("value");
        for (const QString &url : {u"https://h"_s, u"h:8000"_s, u"http://"_s, u"http://me:secret@h"_s,
                 u"http://h/path"_s, u"http://h?x=1"_s, u"file:///etc/passwd"_s, u"http://h:99999"_s})
            QTest::newRow(qPrintable(url)) << u"url"_s << url;
        for (const QString &agent : {u"ssh"_s, u"ssh -oProxyCommand=id"_s, u"ssh me@-h"_s, u"ssh h agent;id"_s,
                 u"ssh h -x"_s, u"ssh h $(id)"_s, u"ssh h a b"_s, u"telnet h"_s})
            QTest::newRow(qPrintable(agent)) << u"agent"_s << agent;
        QTest::newRow("permission") << u"allow_remote"_s << u"perhaps"_s;
    }

    void whatIsNoAddressOrNoWayToAnAgentIsRefused()
    {
        QFETCH(QString, key);
        QFETCH(QString, value);
        const auto options = read({{key, value}});
        QVERIFY(!options.ok());
        QVERIFY(!options.error().remedy.isEmpty());
        QVERIFY(!checkTarget(urlTarget({{key, value}})).ok());
    }

    void loadGoesToAnotherComputerOnlyWhenAPersonSaysSo()
    {
        const QMap<QString, QString> elsewhere {{u"url"_s, u"http://192.0.2.1:8000"_s}};
        Recorded refused;
        const auto started = refused.start(elsewhere);
        QVERIFY(!started.ok());
        QVERIFY2(started.error().remedy.contains(u"--allow-remote"_s), test::whyNot(started));

        Recorded allowed;
        allowed.run.context.allowRemote = true;
        QVERIFY(allowed.start(elsewhere).ok());
        QVERIFY(allowed.run.caveats.join(u'\n').contains(u"192.0.2.1, another computer"_s));
        Recorded written;
        QMap<QString, QString> options = elsewhere;
        options[u"allow_remote"_s] = u"true"_s;
        QVERIFY(written.start(options).ok());
        QVERIFY(isLoopback(QUrl(u"http://127.3.2.1"_s)) && isLoopback(QUrl(u"http://[::1]:80"_s))
            && isLoopback(QUrl(u"http://localhost"_s)));
        QVERIFY(!isLoopback(QUrl(u"http://localhost.example"_s)) && !isLoopback(QUrl(u"http://0.0.0.0"_s)));
    }

    void withoutAnAgentTheCommandThatWouldHelpIsTold()
    {
        Recorded it;
        const auto started = it.start({{u"agent"_s, u"none"_s}});
        QVERIFY2(started.ok(), test::whyNot(started));
        QCOMPARE(started.value()->agent(), nullptr);
        QVERIFY(!started.value()->startsApp());
        QVERIFY2(it.run.caveats.join(u'\n').contains(u"boxmark-agent watch --port 8000 --interval 100"_s),
            qPrintable(it.run.caveats.join(u'\n')));
        QVERIFY(it.programs->specs().isEmpty());
        QVERIFY(test::await(started.value()->stop()).ok());
    }

    void anAgentThatIsNotReachedIsACaveatAndNoFailure()
    {
        Recorded it;
        it.programs->answer({u"ssh"_s},
            {.result = {.exitCode = 255}, .standardError = "me@127.0.0.1: Permission denied (publickey).\n"});
        const auto started = it.start({{u"agent"_s, u"ssh me@127.0.0.1"_s}});
        QVERIFY2(started.ok(), test::whyNot(started));
        QCOMPARE(started.value()->agent(), nullptr);
        QVERIFY2(it.run.caveats.join(u'\n').contains(u"Permission denied"_s), qPrintable(it.run.caveats.join(u'\n')));
    }

    void anAgentThatIsHeardIsEndedWithTheTrial()
    {
        Recorded it;
        it.programs->answer({u"ssh"_s}, {.standardOutput = watched, .staysUntilStopped = true});
        const auto started = it.start({{u"agent"_s, u"ssh me@127.0.0.1"_s}});
        QVERIFY2(started.ok(), test::whyNot(started));
        QVERIFY2(started.value()->agent() && started.value()->agent()->hello(), qPrintable(it.run.caveats.join(u'\n')));
        QCOMPARE(started.value()->agent()->hello()->bootId, u"elsewhere"_s);
        // Nobody knows how far apart the two clocks are: that is said.
        QCOMPARE(it.run.caveats.size(), 1);
        QVERIFY(test::await(started.value()->stop()).ok());
        QCOMPARE(it.run.caveats.size(), 1);
    }
};

QTEST_GUILESS_MAIN(TestUrlKind)
#include "tst_urlkind.moc"
