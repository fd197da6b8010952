// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QPaintDevice>
#include <QSize>

#include <memory>

namespace boxmark {

class SvgEngine;

/// Whatever is painted on it becomes SVG 1.1: shapes in flat coordinates of two decimals, a line of a thousand points
/// as one path, text as text that can be selected. Each text says how long it is, so that a reader without our font
/// squeezes it rather than letting it overlap. No scripts, links or fonts within; every text is escaped.
///
/// Clips are rectangles, patterns become a lighter colour, pictures are left out: charts have nothing else.
class SvgDevice final : public QPaintDevice
{
public:
    explicit SvgDevice(QSize size);
    ~SvgDevice() override;

    QPaintEngine *paintEngine() const override;
    /// The file, once painting has ended. The title and the meaning are what a screen reader tells.
    QByteArray svg(const QString &title, const QString &meaning) const;

protected:
    int metric(PaintDeviceMetric metric) const override;

private:
    QSize m_size;
    std::unique_ptr<SvgEngine> m_engine;
};

} // namespace boxmark
