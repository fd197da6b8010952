// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "helpers/strictlog.h"
#include "target/url/runningapp.h"

#include <QTest>

using namespace boxmark;
using namespace Qt::StringLiterals;

namespace {

const QList<TargetSpec> docker {{u"docker"_s, u"docker"_s, {}}};

TargetSpec urlTarget(const QString &name, const QMap<QString, QString> &options)
{
    return {name, u"url"_s, options};
}

} // namespace

class TestRunningApp : public QObject
{
    Q_OBJECT

private slots:
    void init() { test::failOnAnyWarning(); }

    void anAddressBecomesATarget()
    {
        const auto plain = targetOfRunningApp(RunningApp::fromText(u"http://127.0.0.1:5000/"_s), docker);
        QVERIFY(plain.ok());
        QCOMPARE(plain.value(), urlTarget(u"url"_s, {{u"url"_s, u"http://127.0.0.1:5000"_s}}));
        const auto named = targetOfRunningApp(RunningApp::fromText(u"vm=192.168.56.10:5000"_s), docker);
        QVERIFY(named.ok());
        QCOMPARE(named.value(), urlTarget(u"vm"_s, {{u"url"_s, u"http://192.168.56.10:5000"_s}}));
        const auto seen = targetOfRunningApp({u"[::1]:80"_s, u"six"_s, u"ssh me@host"_s}, docker);
        QVERIFY(seen.ok());
        QCOMPARE(seen.value(), urlTarget(u"six"_s, {{u"url"_s, u"http://[::1]:80"_s}, {u"agent"_s, u"ssh me@host"_s}}));
    }

    void severalAddressesAreToldApart()
    {
        QList<TargetSpec> targets = docker;
        for (const QString &name : {u"url"_s, u"url-2"_s, u"url-3"_s}) {
            const auto target = targetOfRunningApp({u"localhost"_s}, targets);
            QVERIFY(target.ok());
            QCOMPARE(target.value().name, name);
            targets.append(target.value());
        }
        QVERIFY(!targetOfRunningApp({u"localhost"_s, u"docker"_s}, targets).ok());
    }

    void whatIsNoAddressOrNoNameIsRefused()
    {
        for (const QString &text : {u""_s, u"https://127.0.0.1"_s, u"a b=127.0.0.1"_s, u"http://h/path?x=y"_s,
                 u"127.0.0.1:99999"_s, u"me:secret@127.0.0.1"_s}) {
            const auto target = targetOfRunningApp(RunningApp::fromText(text), docker);
            QVERIFY2(!target.ok(), qPrintable(text));
            QVERIFY2(!target.error().remedy.isEmpty(), qPrintable(text));
        }
    }

    void onlyHostsThatNobodyAllowedAreAskedFor()
    {
        Scenario scenario;
        scenario.targets = {docker.first(), urlTarget(u"here"_s, {{u"url"_s, u"http://localhost:1"_s}}),
            urlTarget(u"there"_s, {{u"url"_s, u"http://192.0.2.1:1"_s}}),
            urlTarget(u"again"_s, {{u"url"_s, u"http://192.0.2.1:2"_s}}),
            urlTarget(u"allowed"_s, {{u"url"_s, u"http://192.0.2.2"_s}, {u"allow_remote"_s, u"true"_s}}),
            urlTarget(u"app"_s, {})};
        scenario.app.source = AppSpec::Source::Url;
        scenario.app.location = u"http://192.0.2.3"_s;
        QCOMPARE(hostsToAllow(scenario, {}), QStringList({u"192.0.2.1"_s, u"192.0.2.3"_s}));
        QCOMPARE(hostsToAllow(scenario, {u"docker"_s, u"here"_s, u"allowed"_s}), QStringList());
        QCOMPARE(hostsToAllow(scenario, {u"again"_s}), QStringList {u"192.0.2.1"_s});
    }
};

QTEST_GUILESS_MAIN(TestRunningApp)
#include "tst_runningapp.moc"
