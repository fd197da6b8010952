// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "helpers/strictlog.h"
#include "session/blob/column.h"
#include "session/blob/requestblob.h"

#include <QTest>

#include <limits>
#include <random>

using namespace boxmark;
using namespace boxmark::test;

namespace {

using Column = std::vector<std::int64_t>;

constexpr std::int64_t smallest = std::numeric_limits<std::int64_t>::min();
constexpr std::int64_t largest = std::numeric_limits<std::int64_t>::max();

QByteArray encoded(const Column &values)
{
    ByteWriter writer;
    encodeColumn(values, writer);
    return writer.bytes();
}

std::optional<Column> decoded(const QByteArray &bytes, std::size_t count)
{
    ByteReader reader(bytes);
    auto values = decodeColumn(reader, count);
    return reader.atEnd() ? values : std::nullopt;
}

} // namespace

/// Numbers of one kind, packed: whatever they are they come back, and the usual ones take little room.
class TestColumn : public QObject
{
    Q_OBJECT

private slots:
    void init() { test::failOnAnyWarning(); }

    void aColumnComesBackAsItWas_data()
    {
        QTest::addColumn<Column>("values");
        QTest::newRow("none") << Column {};
        QTest::newRow("one") << Column {42};
        QTest::newRow("constant") << Column(1000, -7);
        QTest::newRow("two values") << Column {200, 200, 503, 200};
        QTest::newRow("extremes") << Column {smallest, largest, 0, -1, 1, smallest, largest};
        Column rising;
        for (std::int64_t i = 0; i < 1000; ++i)
            rising.push_back(i * i * i);
        QTest::newRow("rising") << rising;
        Column many(3000);
        std::mt19937_64 random(1);
        for (std::int64_t &value : many)
            value = static_cast<std::int64_t>(random());
        QTest::newRow("noise") << many;
        Column outlier(3000);
        for (std::int64_t &value : outlier)
            value = static_cast<std::int64_t>(random() % 5000);
        outlier[17] = largest;
        QTest::newRow("outlier") << outlier;
        Column words(3000);
        for (std::int64_t &value : words)
            value = static_cast<std::int64_t>((random() % 64) * 1'000'003);
        QTest::newRow("sixty-four words") << words;
    }

    void aColumnComesBackAsItWas()
    {
        QFETCH(Column, values);
        const auto back = decoded(encoded(values), values.size());
        QVERIFY(back);
        QCOMPARE(*back, values);
    }

    void aStragglerCostsTheOthersNothing()
    {
        Column column(1000);
        std::mt19937_64 random(1);
        for (std::int64_t &value : column)
            value = static_cast<std::int64_t>(random() % 4096);
        const qsizetype without = encoded(column).size();
        column[500] = 600'0000'0000; // ten minutes
        QVERIFY(encoded(column).size() - without <= 12);
    }

    void whatNeverChangesTakesNoRoom() { QVERIFY(encoded(Column(65'536, 200)).size() <= 3); }

    /// A few bytes that announce values that are not there.
    void anAnnouncementIsNotBelieved()
    {
        ByteWriter writer;
        writer.putByte(1); // distances
        writer.putSigned(0);
        writer.putByte(0);
        writer.putUnsigned(std::numeric_limits<std::uint64_t>::max());
        QVERIFY(!decoded(writer.bytes(), maximumRequestsInBlob));
    }
};

QTEST_GUILESS_MAIN(TestColumn)
#include "tst_column.moc"
