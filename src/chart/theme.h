// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QColor>
#include <QFont>

class QPalette;

namespace boxmark {

/// What a chart takes from its surroundings: the window's palette on the screen, fixed colours in a picture.
struct ChartTheme
{
    bool dark = false;
    QColor background;
    QColor text;
    QColor mutedText;
    QColor grid;
    QColor band; ///< behind the plot, e.g. the warm-up
    QFont font; ///< of labels and legend; the title is bold and a little larger

    bool operator==(const ChartTheme &) const = default;
};

/// Dark when the palette's base is darker than its text (QStyleHints::colorScheme is newer than Qt 6.4).
bool isDark(const QPalette &palette);

/// Quieter than the text, and legible (WCAG 2.1: 4.5:1) on the base and on the window. The palette's own colour of
/// placeholders, half transparent in most themes, is not.
QColor quietText(const QPalette &palette);

ChartTheme themeFromPalette(const QPalette &palette, const QFont &font);
/// Black on white for pictures; `pixels` is the height of the labels' font.
ChartTheme pictureTheme(int pixels);
/// How high the labels of a picture of `width` pixels are: 24 for 1600.
int labelPixels(int width);

} // namespace boxmark
