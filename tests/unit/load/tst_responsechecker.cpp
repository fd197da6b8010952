// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "helpers/strictlog.h"
#include "load/responsechecker.h"

#include <QJsonArray>
#include <QTest>

using namespace boxmark;
using namespace Qt::StringLiterals;

namespace {

Outcome check(const QString &path, const QJsonValue &value, const QByteArray &body)
{
    Expectation expectation;
    expectation.json = {{path, value}};
    return ResponseChecker(expectation).checkBody(body, body.size());
}

} // namespace

class TestResponseChecker : public QObject
{
    Q_OBJECT
private slots:
    void init() { test::failOnAnyWarning(); }

    void theStatusDecidesFirst_data()
    {
        QTest::addColumn<int>("expected");
        QTest::addColumn<int>("status");
        QTest::addColumn<Outcome>("outcome");
        QTest::newRow("as expected") << 200 << 200 << Outcome::Ok;
        QTest::newRow("an expected 404") << 404 << 404 << Outcome::Ok;
        QTest::newRow("404") << 200 << 404 << Outcome::UnexpectedStatus4xx;
        QTest::newRow("503") << 200 << 503 << Outcome::UnexpectedStatus5xx;
        QTest::newRow("redirect") << 200 << 302 << Outcome::UnexpectedStatus5xx;
        QTest::newRow("200 for 201") << 201 << 200 << Outcome::UnexpectedStatus5xx;
    }
    void theStatusDecidesFirst()
    {
        QFETCH(int, expected);
        QFETCH(int, status);
        Expectation expectation;
        expectation.status = expected;
        QTEST(ResponseChecker(expectation).checkStatus(status), "outcome");
    }

    void fieldsAreFoundByKeysAndIndices()
    {
        const QByteArray body = R"({"result": {"primes": [2, 3, {"last": "five"}]}, "ok": true, "none": null})";
        QCOMPARE(check(u"result.primes.1"_s, 3, body), Outcome::Ok);
        QCOMPARE(check(u"result.primes.2.last"_s, u"five"_s, body), Outcome::Ok);
        QCOMPARE(check(u"ok"_s, true, body), Outcome::Ok);
        QCOMPARE(check(u"none"_s, QJsonValue::Null, body), Outcome::Ok);
        QCOMPARE(check(u"0.a"_s, 1, R"([{"a": 1}])"), Outcome::Ok);

        QCOMPARE(check(u"result.primes.3"_s, 5, body), Outcome::BodyMismatch);
        QCOMPARE(check(u"result.primes.-1"_s, 2, body), Outcome::BodyMismatch);
        QCOMPARE(check(u"result.primes.x"_s, 2, body), Outcome::BodyMismatch);
        QCOMPARE(check(u"result.prime"_s, QJsonValue::Null, body), Outcome::BodyMismatch);
        QCOMPARE(check(u"ok.deeper"_s, true, body), Outcome::BodyMismatch);
    }

    void numbersAreComparedAsNumbers()
    {
        QCOMPARE(check(u"n"_s, 25997, R"({"n": 25997})"), Outcome::Ok);
        QCOMPARE(check(u"n"_s, 25997, R"({"n": 25997.0})"), Outcome::Ok);
        QCOMPARE(check(u"n"_s, 25997.0, R"({"n": 2.5997e4})"), Outcome::Ok);
        QCOMPARE(check(u"n"_s, QJsonArray({1, 2.0}), R"({"n": [1.0, 2]})"), Outcome::Ok);
        QCOMPARE(check(u"n"_s, 25997, R"({"n": 25998})"), Outcome::BodyMismatch);
        QCOMPARE(check(u"n"_s, 25997, R"({"n": "25997"})"), Outcome::BodyMismatch);
        QCOMPARE(check(u"n"_s, 1, R"({"n": true})"), Outcome::BodyMismatch);
    }

    void whatIsNotJsonIsAMismatch()
    {
        QCOMPARE(check(u"n"_s, 1, "<html>"), Outcome::BodyMismatch);
        QCOMPARE(check(u"n"_s, 1, R"({"n": 1)"), Outcome::BodyMismatch);
        QCOMPARE(check(u"n"_s, 1, ""), Outcome::BodyMismatch);
    }

    void everyFieldMustHold()
    {
        Expectation expectation;
        expectation.json = {{u"a"_s, 1}, {u"b"_s, 2}};
        const ResponseChecker checker(expectation);
        QCOMPARE(checker.checkBody(R"({"a": 1, "b": 2})", 16), Outcome::Ok);
        QCOMPARE(checker.checkBody(R"({"a": 1, "b": 3})", 16), Outcome::BodyMismatch);
    }

    void theSizeIsOfTheWholeBody()
    {
        Expectation expectation;
        expectation.bodySize = Bytes {64};
        const ResponseChecker checker(expectation);
        QVERIFY(!checker.needsBody());
        QCOMPARE(checker.checkBody({}, 64), Outcome::Ok);
        QCOMPARE(checker.checkBody({}, 63), Outcome::BodyMismatch);
    }

    void onlyJsonNeedsTheBody()
    {
        QVERIFY(!ResponseChecker(Expectation {}).needsBody());
        Expectation expectation;
        expectation.json = {{u"a"_s, 1}};
        QVERIFY(ResponseChecker(expectation).needsBody());
    }
};

QTEST_APPLESS_MAIN(TestResponseChecker)
#include "tst_responsechecker.moc"
