// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "chart/theme.h"

#include <QGuiApplication>
#include <QPalette>

#include <algorithm>

namespace boxmark {

namespace {

QColor mix(const QColor &first, const QColor &second, double share)
{
    const auto channel = [share](float a, float b) { return a + (b - a) * static_cast<float>(share); };
    return QColor::fromRgbF(channel(first.redF(), second.redF()), channel(first.greenF(), second.greenF()),
        channel(first.blueF(), second.blueF()));
}

ChartTheme themeOf(const QColor &background, const QColor &text, const QFont &font)
{
    const bool dark = background.lightness() < text.lightness();
    return {dark, background, text, mix(text, background, 0.3), mix(background, text, dark ? 0.2 : 0.12),
        mix(background, text, 0.06), font};
}

} // namespace

bool isDark(const QPalette &palette)
{
    return palette.color(QPalette::Base).lightness() < palette.color(QPalette::Text).lightness();
}

QColor quietText(const QPalette &palette)
{
    return mix(palette.color(QPalette::Text), palette.color(QPalette::Base), 0.4);
}

ChartTheme themeFromPalette(const QPalette &palette, const QFont &font)
{
    return themeOf(palette.color(QPalette::Base), palette.color(QPalette::Text), font);
}

ChartTheme pictureTheme(int pixels)
{
    QFont font = QGuiApplication::font();
    font.setPixelSize(pixels);
    return themeOf(Qt::white, QColor(0x1a, 0x1a, 0x1a), font);
}

int labelPixels(int width)
{
    constexpr int least = 8;
    return std::max(least, width * 3 / 200);
}

} // namespace boxmark
