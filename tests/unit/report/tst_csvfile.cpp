// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "helpers/filecontents.h"
#include "helpers/strictlog.h"
#include "report/csv/csvfile.h"

#include <QTemporaryDir>
#include <QTest>

#include <cmath>
#include <limits>

using namespace boxmark;
using namespace boxmark::test;
using namespace Qt::StringLiterals;

/// A cell is read by every program as what it was, and by none as a formula.
class TestCsvFile : public QObject
{
    Q_OBJECT

private slots:
    void init() { test::failOnAnyWarning(); }

    void cellsAreWrittenAsTheRfcSays_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QByteArray>("cell");
        QTest::newRow("plain") << u"process"_s << QByteArray("process");
        QTest::newRow("empty") << u""_s << QByteArray();
        QTest::newRow("comma") << u"a,b"_s << QByteArray("\"a,b\"");
        QTest::newRow("quote") << u"a\"b"_s << QByteArray("\"a\"\"b\"");
        QTest::newRow("line") << u"a\nb"_s << QByteArray("\"a\nb\"");
        QTest::newRow("letters") << u"µ…"_s << QByteArray("µ…");
        QTest::newRow("equals") << u"=1+1"_s << QByteArray("'=1+1");
        QTest::newRow("plus") << u"+1"_s << QByteArray("'+1");
        QTest::newRow("minus") << u"-1"_s << QByteArray("'-1");
        QTest::newRow("at") << u"@SUM(A1)"_s << QByteArray("'@SUM(A1)");
        QTest::newRow("tab") << u"\t=1"_s << QByteArray("'\t=1");
        QTest::newRow("return") << u"\r=1"_s << QByteArray("\"'\r=1\"");
        QTest::newRow("formula, quoted") << u"=HYPERLINK(\"x\",\"y\")"_s
                                         << QByteArray("\"'=HYPERLINK(\"\"x\"\",\"\"y\"\")\"");
        QTest::newRow("nul") << u"a\0b"_s << QByteArray("ab");
        QTest::newRow("formula behind a nul") << u"\0=1"_s << QByteArray("'=1");
    }

    void cellsAreWrittenAsTheRfcSays()
    {
        QFETCH(QString, text);
        QFETCH(QByteArray, cell);
        QCOMPARE(CsvFile::encoded(text), cell);
    }

    void numbersHaveDotsAndNoExponents()
    {
        const QTemporaryDir folder;
        const QString path = folder.filePath(u"numbers.csv"_s);
        CsvFile file(path, {u"x"_s});
        for (const double value : {0.0, -0.0, 1e-7, 0.1, 312.345678, 1e15, -2.5, 1.0 / 3})
            file.number(value);
        file.number(NAN);
        for (const qint64 value : {0LL, 9LL, 12345LL, -7LL, -10LL, std::numeric_limits<qint64>::min()})
            file.tenths(value);
        file.integer(std::numeric_limits<qint64>::min());
        file.endRow();
        QVERIFY(file.commit().ok());
        QCOMPARE(contentsOf(path),
            QByteArray("x\r\n0,0,0,0.1,312.345678,1000000000000000,-2.5,0.333333,,0.0,0.9,1234.5,-0.7,-1.0,"
                       "-922337203685477580.8,-9223372036854775808\r\n"));
    }
};

QTEST_GUILESS_MAIN(TestCsvFile)
#include "tst_csvfile.moc"
