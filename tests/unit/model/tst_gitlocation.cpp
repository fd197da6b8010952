// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "helpers/strictlog.h"
#include "model/gitlocation.h"

#include <QTest>

using namespace boxmark;
using namespace Qt::StringLiterals;
using Protocol = GitLocation::Protocol;

class TestGitLocation : public QObject
{
    Q_OBJECT

private slots:
    void init() { test::failOnAnyWarning(); }

    void whatPeopleWriteIsUnderstood_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<GitLocation>("expected");
        const auto row = [](const QString &text, const GitLocation &expected) {
            QTest::newRow(qPrintable(text)) << text << expected;
        };
        row(u"https://example.org/a/b.git"_s, {Protocol::Https, u"https://example.org/a/b.git"_s});
        row(u"https://example.org/b#main"_s, {Protocol::Https, u"https://example.org/b"_s, u"main"_s});
        row(u"https://example.org/b#v1.2:server"_s,
            {Protocol::Https, u"https://example.org/b"_s, u"v1.2"_s, u"server"_s});
        row(u"https://example.org/b#:server/Dockerfile"_s,
            {Protocol::Https, u"https://example.org/b"_s, {}, u"server/Dockerfile"_s});
        row(u"ssh://git@example.org:2222/b.git"_s, {Protocol::Ssh, u"ssh://git@example.org:2222/b.git"_s});
        row(u"git@example.org:a/b.git#feature/x"_s, {Protocol::Ssh, u"git@example.org:a/b.git"_s, u"feature/x"_s});
        row(u"../b"_s, {Protocol::File, u"/home/b"_s});
        row(u"/srv/b#main"_s, {Protocol::File, u"/srv/b"_s, u"main"_s});
    }

    void whatPeopleWriteIsUnderstood()
    {
        QFETCH(QString, text);
        QFETCH(GitLocation, expected);
        const auto location = parseGitLocation(text, u"/home/scenarios"_s);
        QVERIFY2(location.ok(), location ? "" : qPrintable(location.error().text()));
        QCOMPARE(location.value(), expected);
        QCOMPARE(parseGitLocation(location.value().text()).value(), expected);
    }

    void whatCouldExecuteOrLeadElsewhereIsRefused_data()
    {
        QTest::addColumn<QString>("text");
        for (const QString &text : {u"ext::sh -c id"_s, u"http://example.org/b"_s, u"git://example.org/b"_s,
                 u"file:///srv/b"_s, u"ftp://h/b"_s, u"--upload-pack=id"_s, u"ssh://-oProxyCommand=id/b"_s,
                 u"-u@example.org:b"_s, u"https://-x/b"_s, QString(), u"https://example.org/b#--upload-pack=id"_s,
                 u"https://example.org/b#a b"_s, u"https://example.org/b#a..b"_s, u"https://example.org/b#main:../x"_s,
                 u"https://example.org/b#main:/etc"_s, u"https://example.org/b#main:a/../../x"_s})
            QTest::newRow(qPrintable(u"“%1”"_s.arg(text))) << text;
    }

    void whatCouldExecuteOrLeadElsewhereIsRefused()
    {
        QFETCH(QString, text);
        const auto location = parseGitLocation(text, u"/home/scenarios"_s);
        QVERIFY2(!location.ok(), qPrintable(location ? location.value().url : QString()));
        QVERIFY(!location.error().remedy.isEmpty());
    }

    void onlyAWholeCommitIsPinned()
    {
        const auto pinned = [](const QString &ref) {
            return GitLocation {Protocol::Https, u"https://h/b"_s, ref}.isPinned();
        };
        QVERIFY(pinned(QString(40, u'a')));
        QVERIFY(pinned(QString(64, u'0')));
        QVERIFY(!pinned(QString(39, u'a')));
        QVERIFY(!pinned(u"main"_s));
        QVERIFY(!pinned({}));
    }
};

QTEST_GUILESS_MAIN(TestGitLocation)
#include "tst_gitlocation.moc"
