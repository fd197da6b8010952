// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "chart/draw/chartscene.h"
#include "helpers/strictlog.h"

#include <QTest>
#include <QXmlStreamReader>

#include <cmath>

using namespace boxmark;
using namespace Qt::StringLiterals;

namespace {

const auto hostile = u"</text><script>alert(1)</script>\" onload='x' & ]]> \x01\x0b \U0001F600"_s;

/// What a reader of XML finds in a file.
struct Found
{
    QString error;
    QString texts;
    QStringList elements;
    QStringList attributes;
};

Found read(const QByteArray &svg)
{
    Found found;
    QXmlStreamReader xml(svg);
    while (!xml.atEnd()) {
        const auto token = xml.readNext();
        if (token == QXmlStreamReader::StartElement) {
            found.elements.append(xml.name().toString());
            for (const auto &attribute : xml.attributes())
                found.attributes.append(attribute.name().toString());
        } else if (token == QXmlStreamReader::Characters) {
            found.texts += xml.text();
        }
    }
    found.error = xml.errorString();
    return found;
}

ChartSpec wave(int points, const QString &target = u"docker"_s)
{
    ChartSpec spec;
    spec.title = u"Wave of "_s + target;
    spec.subtitle = u"lower is better"_s;
    spec.valueTitle = u"Latency"_s;
    spec.timeTitle = u"Time"_s;
    spec.bands = {{0, 0.2, u"warm-up"_s}};
    ChartSeries series {target, u"p50"_s, kindStyle(u"docker"_s), Stroke::Bold};
    for (int index = 0; index < points; ++index)
        series.points.append({index * 0.001, 5 + std::sin(index * 0.01)});
    spec.series.append(series);
    return spec;
}

ChartSpec bars(const QString &target)
{
    ChartSpec spec;
    spec.title = u"Cold start"_s;
    spec.valueTitle = u"Cold start"_s;
    spec.bars
        = {{target, kindStyle(u"process"_s), 12, 10, 15, {10, 12, 15}}, {u"vm"_s, kindStyle(u"vm"_s), std::nullopt}};
    spec.bars[0].segments = {{target, kindStyle(u"vm"_s), 12, target}};
    spec.keys = {{target, kindStyle(u"vm"_s)}};
    return spec;
}

} // namespace

class ChartSvgTest : public QObject
{
    Q_OBJECT

private slots:
    void init() { test::failOnAnyWarning(); }

    void textIsTextAndTheSizeIsTold();
    void aNameCannotBecomeMarkup();
    void aLongLineIsOneSmallPath();
    void theSameSpecGivesTheSameBytes();
    void anEmptyChartSaysWhy();
};

void ChartSvgTest::textIsTextAndTheSizeIsTold()
{
    const QByteArray svg = chartAsSvg(wave(500), {1600, 900});
    const Found found = read(svg);
    QCOMPARE(found.error, QString());
    QVERIFY(svg.contains("width=\"1600\" height=\"900\" viewBox=\"0 0 1600 900\""));
    for (const QString &text : {u"Wave of docker"_s, u"lower is better"_s, u"warm-up"_s, u"Latency"_s})
        QVERIFY2(found.texts.contains(text), qPrintable(text));
    QVERIFY(svg.contains(kindStyle(u"docker"_s).onLight.name().toLatin1()));
}

void ChartSvgTest::aNameCannotBecomeMarkup()
{
    for (const ChartSpec &spec : {wave(50, hostile), bars(hostile)}) {
        const Found found = read(chartAsSvg(spec, {1600, 700}));
        QCOMPARE(found.error, QString());
        const QSet<QString> elements(found.elements.begin(), found.elements.end());
        const QSet<QString> known {
            u"svg"_s, u"title"_s, u"desc"_s, u"defs"_s, u"clipPath"_s, u"rect"_s, u"path"_s, u"text"_s};
        QVERIFY2((elements - known).isEmpty(), qPrintable((elements - known).values().join(u' ')));
        for (const QString &attribute : found.attributes)
            QVERIFY2(!attribute.startsWith(u"on"_s) && attribute != u"href"_s, qPrintable(attribute));
        QVERIFY(found.texts.contains(u"<script>"_s)); // as text
    }
}

void ChartSvgTest::aLongLineIsOneSmallPath()
{
    const QByteArray svg = chartAsSvg(wave(100'000), {1600, 900});
    QVERIFY2(svg.size() < 80'000, qPrintable(QString::number(svg.size())));
    QVERIFY(svg.count("<path") < 60);
}

void ChartSvgTest::theSameSpecGivesTheSameBytes()
{
    QCOMPARE(chartAsSvg(wave(5000), {640, 360}), chartAsSvg(wave(5000), {640, 360}));
    QVERIFY(chartAsSvg(wave(5000), {640, 360}) != chartAsSvg(wave(4000), {640, 360}));
}

void ChartSvgTest::anEmptyChartSaysWhy()
{
    ChartSpec spec = wave(0);
    spec.emptyText = u"No request has been answered."_s;
    QVERIFY(read(chartAsSvg(spec, {640, 360})).texts.contains(spec.emptyText));
}

QTEST_MAIN(ChartSvgTest)
#include "tst_chartsvg.moc"
