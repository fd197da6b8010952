// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "chart/palette.h"
#include "chart/theme.h"
#include "helpers/strictlog.h"

#include <QGuiApplication>
#include <QPalette>
#include <QSet>
#include <QTest>

#include <array>
#include <cmath>

using namespace boxmark;
using namespace Qt::StringLiterals;

namespace {

const QStringList kinds {u"process"_s, u"docker"_s, u"vm"_s, u"microvm"_s, u"vagrant"_s, u"url"_s};
const QColor darkBackground(0x2b, 0x2b, 0x2b);

using Matrix = std::array<double, 9>;
// Machado, Oliveira and Fernandes 2009, "A Physiologically-based Model for Simulation of Color Vision Deficiency",
// severity 1.0, for linear RGB.
constexpr Matrix protanopia {
    0.152286, 1.052583, -0.204868, 0.114503, 0.786281, 0.099216, -0.003882, -0.048116, 1.051998};
constexpr Matrix deuteranopia {
    0.367322, 0.860646, -0.227968, 0.280085, 0.672501, 0.047413, -0.011820, 0.042940, 0.968881};

double linear(double channel)
{
    return channel <= 0.04045 ? channel / 12.92 : std::pow((channel + 0.055) / 1.055, 2.4);
}

// CIE L*a*b* of linear sRGB under D65.
std::array<double, 3> lab(const std::array<double, 3> &rgb)
{
    const auto f = [](double t) { return t > 0.008856 ? std::cbrt(t) : 7.787 * t + 16.0 / 116; };
    const double x = f((0.4124 * rgb[0] + 0.3576 * rgb[1] + 0.1805 * rgb[2]) / 0.95047);
    const double y = f(0.2126 * rgb[0] + 0.7152 * rgb[1] + 0.0722 * rgb[2]);
    const double z = f((0.0193 * rgb[0] + 0.1192 * rgb[1] + 0.9505 * rgb[2]) / 1.08883);
    return {116 * y - 16, 500 * (x - y), 200 * (y - z)};
}

std::array<double, 3> seen(const QColor &color, const Matrix &eye)
{
    const std::array<double, 3> rgb {linear(color.redF()), linear(color.greenF()), linear(color.blueF())};
    std::array<double, 3> result {};
    for (std::size_t row = 0; row < 3; ++row) {
        for (std::size_t column = 0; column < 3; ++column)
            result[row] += eye[3 * row + column] * rgb[column];
        result[row] = std::clamp(result[row], 0.0, 1.0);
    }
    return lab(result);
}

double distance(const QColor &one, const QColor &two, const Matrix &eye)
{
    const auto a = seen(one, eye);
    const auto b = seen(two, eye);
    return std::hypot(a[0] - b[0], a[1] - b[1], a[2] - b[2]);
}

} // namespace

class PaletteTest : public QObject
{
    Q_OBJECT

private slots:
    void init() { test::failOnAnyWarning(); }

    void everyKindHasAMarkerOfItsOwn();
    void everyColorStandsOutFromItsBackground();
    void colorBlindEyesTellTheKindsApart();
    void aTargetKeepsItsStyleWhateverElseRuns();
    void severalTargetsOfAKindDiffer();
    void darkIsKnownFromThePalette();
};

void PaletteTest::everyKindHasAMarkerOfItsOwn()
{
    QSet<int> markers;
    for (const QString &kind : kinds)
        markers.insert(static_cast<int>(kindStyle(kind).marker));
    QCOMPARE(markers.size(), kinds.size());
    QVERIFY(kindStyle(u"of a later version"_s).hollow); // and is taken for none of them
    for (const QString &kind : kinds)
        QVERIFY2(!kindStyle(kind).hollow && kindStyle(kind) != kindStyle({}), qPrintable(kind));
}

void PaletteTest::everyColorStandsOutFromItsBackground()
{
    for (const QString &kind : kinds) {
        QVERIFY2(contrastRatio(kindStyle(kind).onLight, Qt::white) >= 3, qPrintable(kind));
        QVERIFY2(contrastRatio(kindStyle(kind).onDark, darkBackground) >= 3, qPrintable(kind));
    }
    QCOMPARE(std::round(contrastRatio(Qt::white, Qt::black)), 21.0);
}

void PaletteTest::colorBlindEyesTellTheKindsApart()
{
    // 2.3 is "just noticeable"; lines want several times that.
    constexpr double apart = 12;
    for (qsizetype one = 0; one < kinds.size(); ++one) {
        for (qsizetype two = one + 1; two < kinds.size(); ++two) {
            for (const Matrix &eye : {protanopia, deuteranopia}) {
                const QString pair = kinds[one] + u'/' + kinds[two];
                for (const bool dark : {false, true}) {
                    const double between
                        = distance(kindStyle(kinds[one]).color(dark), kindStyle(kinds[two]).color(dark), eye);
                    QVERIFY2(between >= apart, qPrintable(u"%1 %2 %3"_s.arg(pair).arg(dark).arg(between)));
                }
            }
        }
    }
}

void PaletteTest::aTargetKeepsItsStyleWhateverElseRuns()
{
    const TargetSpec docker {u"docker"_s, u"docker"_s, {}};
    const TargetSpec process {u"process"_s, u"process"_s, {}};
    QCOMPARE(TargetPalette({docker}).style(u"docker"_s), TargetPalette({process, docker}).style(u"docker"_s));
    QCOMPARE(TargetPalette({docker}).style(u"docker"_s), kindStyle(u"docker"_s));
}

void PaletteTest::severalTargetsOfAKindDiffer()
{
    const TargetPalette palette(
        {{u"runc"_s, u"docker"_s, {}}, {u"runsc"_s, u"docker"_s, {}}, {u"kata"_s, u"docker"_s, {}}});
    const QStringList names {u"runc"_s, u"runsc"_s, u"kata"_s};
    for (qsizetype one = 0; one < names.size(); ++one) {
        const TargetStyle style = palette.style(names[one]);
        QVERIFY2(contrastRatio(style.onLight, Qt::white) >= 3, qPrintable(names[one]));
        QVERIFY2(contrastRatio(style.onDark, darkBackground) >= 3, qPrintable(names[one]));
        for (qsizetype two = one + 1; two < names.size(); ++two) {
            QVERIFY(style.marker != palette.style(names[two]).marker);
            QVERIFY(style.onLight != palette.style(names[two]).onLight);
        }
    }
}

void PaletteTest::darkIsKnownFromThePalette()
{
    QPalette palette;
    palette.setColor(QPalette::Base, Qt::white);
    palette.setColor(QPalette::Text, Qt::black);
    QVERIFY(!isDark(palette));
    palette.setColor(QPalette::Base, QColor(30, 30, 30));
    palette.setColor(QPalette::Text, QColor(230, 230, 230));
    QVERIFY(isDark(palette));
    QVERIFY(themeFromPalette(palette, {}).dark);
}

QTEST_MAIN(PaletteTest)
#include "tst_palette.moc"
