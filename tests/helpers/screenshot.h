// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QCoreApplication>
#include <QDir>
#include <QImage>
#include <QString>

namespace boxmark::test {

/// Where pictures that a person should look at go: $BOXMARK_SCREENSHOTS, else a folder beside the test program.
inline QString screenshotPath(const QString &name)
{
    QString folder = qEnvironmentVariable("BOXMARK_SCREENSHOTS");
    if (folder.isEmpty())
        folder = QDir(QCoreApplication::applicationDirPath()).filePath(QStringLiteral("screenshots"));
    QDir().mkpath(folder);
    return QDir(folder).filePath(name + QStringLiteral(".png"));
}

/// How many pixels have about this colour: enough to see that a line or a bar of it was drawn.
inline qsizetype pixelsOfColor(const QImage &image, const QColor &color, int tolerance = 12)
{
    qsizetype count = 0;
    for (int y = 0; y < image.height(); ++y) {
        for (int x = 0; x < image.width(); ++x) {
            const QColor pixel = image.pixelColor(x, y);
            if (qAbs(pixel.red() - color.red()) <= tolerance && qAbs(pixel.green() - color.green()) <= tolerance
                && qAbs(pixel.blue() - color.blue()) <= tolerance)
                ++count;
        }
    }
    return count;
}

} // namespace boxmark::test
