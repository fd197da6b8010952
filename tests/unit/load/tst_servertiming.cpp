// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "helpers/strictlog.h"
#include "load/servertiming.h"

#include <QTest>

using namespace boxmark;
using namespace std::chrono_literals;

class TestServerTiming : public QObject
{
    Q_OBJECT
private slots:
    void init() { test::failOnAnyWarning(); }

    void theDurationsOfAHeaderAreAddedUp_data()
    {
        QTest::addColumn<QByteArray>("header");
        QTest::addColumn<std::int64_t>("microseconds"); // -1: none was told
        const auto row = [](const char *name, const QByteArray &header, std::int64_t microseconds) {
            QTest::newRow(name) << header << microseconds;
        };
        row("one", "app;dur=12.5", 12'500);
        row("none", "", -1);
        row("a metric without a duration", "cache, hit;desc=\"from disk\"", -1);
        row("zero is a duration", "app;dur=0", 0);
        row("several", "db;dur=1, app;dur=2.25 , cache", 3'250);
        row("blanks and case", " db ; DUR = 1.5 ", 1'500);
        row("quoted", "db;desc=\"a, b;dur=9\";dur=\"1.5\"", 1'500);
        row("an escaped quote", "db;desc=\"a\\\", c;dur=9\";dur=2", 2'000);
        row("the first of two", "db;dur=2;dur=9", 2'000);
        row("a total holds the others", "db;dur=1, total;dur=4, app;dur=2", 4'000);
        row("no number", "app;dur=fast", -1);
        row("negative", "app;dur=-4", -1);
        row("with a tail", "app;dur=4ms", -1);
        row("infinite", "app;dur=inf", -1);
        row("an exponent", "app;dur=1e3", -1);
        row("longer than any request", "app;dur=99999999999", -1);
        row("only the good ones", "app;dur=x, db;dur=2", 2'000);
        row("an open quote", "app;desc=\"never ends, db;dur=2", -1);
        row("only separators", ";;;,,,===;dur", -1);
        row("more metrics than are read", QByteArray("a;dur=1,").repeated(1'000), 64'000);
        row("of half an hour", "app;dur=1800000", 429'496'729'4); // the longest that ShortTicks hold, in ticks
    }

    void theDurationsOfAHeaderAreAddedUp()
    {
        QFETCH(QByteArray, header);
        QFETCH(std::int64_t, microseconds);
        ServerTiming timing;
        timing.add(header);
        if (microseconds < 0)
            QCOMPARE(timing.time(), notMeasured);
        else if (microseconds > 1'000'000'000)
            QCOMPARE(timing.time(), ShortTicks {static_cast<std::uint32_t>(microseconds)});
        else
            QCOMPARE(measuredTime(timing.time()), std::optional(RequestTicks(std::chrono::microseconds(microseconds))));
    }

    void severalHeadersCountAsOne()
    {
        ServerTiming timing;
        timing.add("db;dur=1");
        timing.add("app;dur=2");
        QCOMPARE(measuredTime(timing.time()), std::optional(RequestTicks(3ms)));
        timing.clear();
        QCOMPARE(timing.time(), notMeasured);
    }
};

QTEST_GUILESS_MAIN(TestServerTiming)
#include "tst_servertiming.moc"
