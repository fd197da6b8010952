// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "helpers/strictlog.h"
#include "process/linesplitter.h"

#include <QTest>

using namespace boxmark;
using namespace Qt::StringLiterals;

class TestLineSplitter : public QObject
{
    Q_OBJECT

private slots:
    void init() { test::failOnAnyWarning(); }

    void piecesMakeTheSameLinesAsTheWhole()
    {
        const QByteArray text = "one\ntwo\r\n\nnaïve\nrest";
        const QStringList expected {u"one"_s, u"two"_s, u""_s, u"naïve"_s, u"rest"_s};
        for (qsizetype piece = 1; piece <= text.size(); ++piece) {
            LineSplitter splitter;
            QStringList lines;
            for (qsizetype at = 0; at < text.size(); at += piece)
                lines += splitter.feed(text.mid(at, piece));
            lines += splitter.finish();
            QCOMPARE(lines, expected);
        }
    }

    void aProgressBarLeavesItsLastState()
    {
        LineSplitter splitter;
        QCOMPARE(splitter.feed("10 %\r50 %\rdone\n"), QStringList {u"done"_s});
    }

    void aLineThatNeverEndsIsHandedOverInParts()
    {
        LineSplitter splitter;
        qsizetype seen = 0;
        for (int i = 0; i < 200; ++i) {
            for (const QString &part : splitter.feed(QByteArray(1000, 'x')))
                seen += part.size();
            QVERIFY(i * 1000 - seen <= 64 * 1024);
        }
        for (const QString &part : splitter.finish())
            seen += part.size();
        QCOMPARE(seen, 200'000);
    }

    void nothingIsFinishedTwice()
    {
        LineSplitter splitter;
        QCOMPARE(splitter.feed("end"), QStringList());
        QCOMPARE(splitter.finish(), QStringList {u"end"_s});
        QCOMPARE(splitter.finish(), QStringList());
    }
};

QTEST_GUILESS_MAIN(TestLineSplitter)
#include "tst_linesplitter.moc"
