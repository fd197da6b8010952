// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "chart/svg/svgdevice.h"

#include "chart/svg/svgengine.h"

namespace boxmark {

namespace {

constexpr int dotsPerInch = 96; // CSS

int millimetres(int pixels)
{
    return static_cast<int>(pixels * 25.4 / dotsPerInch);
}

} // namespace

SvgDevice::SvgDevice(QSize size)
    : m_size(size)
    , m_engine(std::make_unique<SvgEngine>(QSizeF(size)))
{
}

SvgDevice::~SvgDevice() = default;

QPaintEngine *SvgDevice::paintEngine() const
{
    return m_engine.get();
}

QByteArray SvgDevice::svg(const QString &title, const QString &meaning) const
{
    const QByteArray width = QByteArray::number(m_size.width());
    const QByteArray height = QByteArray::number(m_size.height());
    QByteArray svg = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
                     "<svg xmlns=\"http://www.w3.org/2000/svg\" version=\"1.1\" role=\"img\" width=\""
        + width + "\" height=\"" + height + "\" viewBox=\"0 0 " + width + ' ' + height + "\">\n";
    svg += "<title>" + xmlText(title) + "</title>\n";
    if (!meaning.isEmpty())
        svg += "<desc>" + xmlText(meaning) + "</desc>\n";
    if (!m_engine->definitions().isEmpty())
        svg += "<defs>\n" + m_engine->definitions() + "</defs>\n";
    return svg + m_engine->elements() + "</svg>\n";
}

int SvgDevice::metric(PaintDeviceMetric metric) const
{
    switch (metric) {
    case PdmWidth:
        return m_size.width();
    case PdmHeight:
        return m_size.height();
    case PdmWidthMM:
        return millimetres(m_size.width());
    case PdmHeightMM:
        return millimetres(m_size.height());
    case PdmNumColors:
        return 0xffffff;
    case PdmDepth:
        return 32;
    case PdmDpiX:
    case PdmDpiY:
    case PdmPhysicalDpiX:
    case PdmPhysicalDpiY:
        return dotsPerInch;
    case PdmDevicePixelRatio:
        return 1;
    case PdmDevicePixelRatioScaled:
        return static_cast<int>(devicePixelRatioFScale());
    }
    return QPaintDevice::metric(metric);
}

} // namespace boxmark
