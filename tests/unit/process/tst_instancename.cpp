// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "helpers/strictlog.h"
#include "process/instancename.h"

#include <QTest>

using namespace boxmark;
using namespace Qt::StringLiterals;

class TestInstanceName : public QObject
{
    Q_OBJECT

private slots:
    void init() { test::failOnAnyWarning(); }

    void everyTargetsNameBecomesOneThatEnginesTake_data()
    {
        QTest::addColumn<QString>("target");
        QTest::addColumn<QString>("name");
        QTest::newRow("plain") << u"docker"_s << u"boxmark-0123abcd-docker-7"_s;
        QTest::newRow("spaces") << u"my  box"_s << u"boxmark-0123abcd-my_box-7"_s;
        QTest::newRow("path") << u"../../etc"_s << u"boxmark-0123abcd-.._.._etc-7"_s;
        QTest::newRow("umlaut") << u"Käfig"_s << u"boxmark-0123abcd-K_fig-7"_s;
    }

    void everyTargetsNameBecomesOneThatEnginesTake()
    {
        QFETCH(QString, target);
        QFETCH(QString, name);
        QCOMPARE(instanceName(u"0123abcd"_s, target, 7), name);
        QVERIFY(isInstanceName(name));
    }

    void whatIsNotOurNameIsNotTaken()
    {
        for (const QString &other : {u""_s, u"boxmark"_s, u"boxmark-a-b"_s, u"xboxmark-a-b-1"_s, u"boxmark-a-b-1x"_s,
                 u"boxmark-a-b/../../c-1"_s, u"boxmark-a-b-1\n"_s, u"user.slice"_s})
            QVERIFY2(!isInstanceName(other), qPrintable(other));
    }
};

QTEST_GUILESS_MAIN(TestInstanceName)
#include "tst_instancename.moc"
