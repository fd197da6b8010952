// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "agent/options.h"
#include "helpers/strictlog.h"

#include <QTest>

using namespace boxmark;
using namespace boxmark::agent;
using namespace std::chrono_literals;

class TestAgentOptions : public QObject
{
    Q_OBJECT
private slots:
    void init() { test::failOnAnyWarning(); }

    void understandsRun()
    {
        const Request request = parseArguments(
            {"run", "--port", "8000", "--interval", "50", "--grace", "0", "--", "app", "--", "--port"});
        const auto *run = std::get_if<RunOptions>(&request);
        QVERIFY(run);
        QCOMPARE(run->port, std::optional<std::uint16_t>(8000));
        QCOMPARE(run->interval, nanoseconds(50ms));
        QCOMPARE(run->grace, nanoseconds(0));
        QCOMPARE(run->command, (std::vector<std::string> {"app", "--", "--port"}));
    }

    void understandsARunFileInAnyOrder()
    {
        for (const auto &arguments : {std::vector<std::string> {"run", "--file", "/x", "--userspace-began", "5000"},
                 std::vector<std::string> {"run", "--userspace-began", "5000", "--file", "/x"}}) {
            const Request request = parseArguments(arguments);
            const auto *run = std::get_if<FileRunOptions>(&request);
            QVERIFY(run);
            QCOMPARE(run->file, std::string("/x"));
            QVERIFY(run->userspaceBegan == nanoseconds(5000));
        }
        const Request unknown = parseArguments({"run", "--userspace-began", "0000", "--file", "/x"});
        QVERIFY(!std::get<FileRunOptions>(unknown).userspaceBegan);
        QVERIFY(std::holds_alternative<RunOptions>(parseArguments({"run", "--", "app", "--file", "/x"})));
        QVERIFY(std::holds_alternative<Failure>(parseArguments({"run", "--file", "/x", "--", "app"})));
        QVERIFY(std::holds_alternative<Failure>(parseArguments({"run", "--file"})));
        QVERIFY(std::holds_alternative<Failure>(parseArguments({"init"}))); // we are not process 1
    }

    void hasDefaults()
    {
        const Request run = parseArguments({"run", "--", "app"});
        QVERIFY(!std::get<RunOptions>(run).port);
        QCOMPARE(std::get<RunOptions>(run).interval, nanoseconds(100ms));
        const Request serve = parseArguments({"serve"});
        QCOMPARE(endpointText(std::get<ServeOptions>(serve).endpoint), std::string("127.0.0.1:8080"));
        QCOMPARE(std::get<ServeOptions>(serve).threads, 1);
    }

    void understandsServe()
    {
        const Request request
            = parseArguments({"serve", "--listen", "[::]:80", "--threads", "2", "--root", "/srv/files"});
        const auto *serve = std::get_if<ServeOptions>(&request);
        QVERIFY(serve);
        QCOMPARE(endpointText(serve->endpoint), std::string("[::]:80"));
        QCOMPARE(serve->threads, 2);
        QCOMPARE(serve->root, std::string("/srv/files"));
    }

    void understandsProbeKvm()
    {
        QCOMPARE(std::get<KvmProbeOptions>(parseArguments({"probe-kvm"})).device, std::string("/dev/kvm"));
        const Request request = parseArguments({"probe-kvm", "--device", "/dev/other"});
        QCOMPARE(std::get<KvmProbeOptions>(request).device, std::string("/dev/other"));
        QVERIFY(std::holds_alternative<Failure>(parseArguments({"probe-kvm", "--device"})));
        QVERIFY(std::holds_alternative<Failure>(parseArguments({"probe-kvm", "--", "app"})));
    }

    void tellsVersionAndHelp()
    {
        QCOMPARE(std::get<Information>(parseArguments({"--version"})).text,
            std::string("boxmark-agent " BOXMARK_VERSION "\n"));
        const std::string help = std::get<Information>(parseArguments({"--help"})).text;
        for (const char *word : {"run", "serve", "--port", "--interval", "--grace", "--listen", "--threads", "--root"})
            QVERIFY2(help.find(word) != std::string::npos, word);
    }

    void refusesWhatItDoesNotKnow_data()
    {
        QTest::addColumn<QStringList>("arguments");
        QTest::addColumn<QString>("mentions");
        const auto row = [](const QString &arguments, const char *mentions) {
            QTest::newRow(qPrintable(arguments))
                << arguments.split(u' ', Qt::SkipEmptyParts) << QString::fromLatin1(mentions);
        };
        row(QStringLiteral(""), "not told what to do");
        row(QStringLiteral("init"), "\"init\"");
        row(QStringLiteral("run"), "no app");
        row(QStringLiteral("run --"), "no app");
        row(QStringLiteral("run app"), "\"app\"");
        row(QStringLiteral("run --port 0 -- app"), "1 to 65535");
        row(QStringLiteral("run --port 65536 -- app"), "\"65536\"");
        row(QStringLiteral("run --interval 9 -- app"), "10 to 60000");
        row(QStringLiteral("run --interval 100ms -- app"), "\"100ms\"");
        row(QStringLiteral("run --speed 1 -- app"), "\"--speed\"");
        row(QStringLiteral("run --port"), "needs a value");
        row(QStringLiteral("serve --listen 8080"), "\"8080\"");
        row(QStringLiteral("serve --threads 0"), "1 to 64");
        row(QStringLiteral("serve -- x"), "takes no \"--\"");
        row(QStringLiteral("serve x"), "\"x\"");
    }

    void refusesWhatItDoesNotKnow()
    {
        QFETCH(QStringList, arguments);
        QFETCH(QString, mentions);
        std::vector<std::string> words;
        for (const QString &argument : arguments)
            words.push_back(argument.toStdString());
        const Request request = parseArguments(words);
        const auto *failure = std::get_if<Failure>(&request);
        QVERIFY(failure);
        QCOMPARE(failure->exitStatus, 2);
        QVERIFY2(QString::fromStdString(failure->what).contains(mentions), failure->what.c_str());
        QVERIFY(!failure->remedy.empty());
    }
};

QTEST_GUILESS_MAIN(TestAgentOptions)
#include "tst_agentoptions.moc"
