// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/widget/icons.h"

#include "chart/theme.h"

#include <QGuiApplication>
#include <QHash>
#include <QIconEngine>
#include <QPainter>
#include <QPalette>

using namespace Qt::StringLiterals;

namespace boxmark {

namespace {

// Drawings on a grid of 24 × 24 in a small part of SVG's path language: M, L and Z with absolute numbers, and
// "O x y r" for a circle.
using Drawing = QString;

constexpr double grid = 24;

QPainterPath parseDrawing(const Drawing &drawing)
{
    QPainterPath path;
    const QStringList words = drawing.split(u' ', Qt::SkipEmptyParts);
    const auto number = [&words](qsizetype index) { return words.value(index).toDouble(); };
    for (qsizetype at = 0; at < words.size();) {
        const QString &command = words[at];
        if (command == u"M"_s)
            path.moveTo(number(at + 1), number(at + 2));
        else if (command == u"L"_s)
            path.lineTo(number(at + 1), number(at + 2));
        else if (command == u"O"_s)
            path.addEllipse(QPointF(number(at + 1), number(at + 2)), number(at + 3), number(at + 3));
        else if (command == u"Z"_s)
            path.closeSubpath();
        at += command == u"Z"_s ? 1 : command == u"O"_s ? 4 : 3;
    }
    return path;
}

Drawing actionDrawing(Action action)
{
    switch (action) {
    case Action::Add:
        return u"M 12 5 L 12 19 M 5 12 L 19 12"_s;
    case Action::Run:
        return u"M 8 5 L 19 12 L 8 19 Z"_s;
    case Action::Stop:
        return u"M 6.5 6.5 L 17.5 6.5 L 17.5 17.5 L 6.5 17.5 Z"_s;
    case Action::Open:
        return u"M 3 19 L 3 5 L 9 5 L 11 8 L 20 8 L 20 11 M 3 19 L 6 11 L 22 11 L 19 19 Z"_s;
    case Action::OpenScenario:
        return u"M 6 3 L 15 3 L 19 7 L 19 21 L 6 21 Z M 9 10 L 16 10 M 9 14 L 16 14 M 9 18 L 13 18"_s;
    case Action::Export:
        return u"M 12 15 L 12 3 M 8 7 L 12 3 L 16 7 M 4 14 L 4 20 L 20 20 L 20 14"_s;
    case Action::Refresh:
        return u"M 19 12 L 18 16 L 15 18.5 L 11 19 L 7 17 L 5 13 L 5.5 9 L 8 6 L 12 5 L 16 6.5 L 18.5 9 M 19 4 L 19 "
               u"9.5 "
               "L 13.5 9.5"_s;
    case Action::Copy:
        return u"M 9 8 L 20 8 L 20 20 L 9 20 Z M 6 16 L 4 16 L 4 4 L 16 4 L 16 5.5"_s;
    case Action::Close:
        return u"M 6 6 L 18 18 M 18 6 L 6 18"_s;
    case Action::Follow:
        return u"M 4 12 L 17 12 M 12 7 L 17 12 L 12 17 M 20 5 L 20 19"_s;
    case Action::StartPage:
        return u"M 4 11 L 12 4 L 20 11 M 6 9.5 L 6 20 L 18 20 L 18 9.5 M 10 20 L 10 14 L 14 14 L 14 20"_s;
    case Action::RunPage:
        return u"M 4 4 L 4 20 L 21 20 M 6 15 L 10 10 L 13 13 L 20 6"_s;
    case Action::ComparePage:
        return u"M 4 20 L 20 20 M 5 20 L 5 12 L 9 12 L 9 20 M 11 20 L 11 5 L 15 5 L 15 20 M 17 20 L 17 9 L 20 9 L 20 20"_s;
    case Action::SessionPage:
        return u"M 4 7 L 4 20 L 20 20 L 20 7 M 3 4 L 21 4 L 21 7.5 L 3 7.5 Z M 10 11 L 14 11"_s;
    case Action::Information:
        return u"O 12 12 9 M 12 11 L 12 17 M 12 7 L 12 7.6"_s;
    case Action::Warning:
        return u"M 12 3.5 L 22 20.5 L 2 20.5 Z M 12 10 L 12 15 M 12 17.3 L 12 17.9"_s;
    }
    Q_UNREACHABLE();
}

Drawing targetDrawing(const QString &kind)
{
    static const QHash<QString, Drawing> drawings {
        {u"process"_s,
            u"O 12 12 3 O 12 12 6.5 M 12 2.5 L 12 5.5 M 12 18.5 L 12 21.5 M 2.5 12 L 5.5 12 M 18.5 12 L 21.5 12 M 5.3 "
            u"5.3 "
            "L 7.4 7.4 M 16.6 16.6 L 18.7 18.7 M 5.3 18.7 L 7.4 16.6 M 16.6 7.4 L 18.7 5.3"_s},
        {u"docker"_s,
            u"M 3 8 L 12 4 L 21 8 L 21 17 L 12 21 L 3 17 Z M 3 8 L 12 12 L 21 8 M 12 12 L 12 21 M 7.5 6 L 16.5 10 L "
            u"16.5 "
            "14"_s},
        {u"vm"_s, u"M 3 4 L 21 4 L 21 16 L 3 16 Z M 12 16 L 12 20 M 8 20 L 16 20"_s},
        {u"microvm"_s,
            u"M 7 7 L 17 7 L 17 17 L 7 17 Z M 10 3 L 10 7 M 14 3 L 14 7 M 10 17 L 10 21 M 14 17 L 14 21 M 3 10 L 7 10 "
            u"M 3 14 "
            "L 7 14 M 17 10 L 21 10 M 17 14 L 21 14"_s},
        {u"vagrant"_s, u"M 4 4 L 12 8 L 20 4 L 20 8 L 14 20 L 10 20 L 4 8 Z M 12 8 L 12 13"_s},
        {u"url"_s, u"O 12 12 9 M 3 12 L 21 12 M 12 3 L 8.5 8 L 8.5 16 L 12 21 L 15.5 16 L 15.5 8 Z"_s},
    };
    return drawings.value(kind, u"M 4 4 L 20 4 L 20 20 L 4 20 Z M 9 9 L 15 15 M 15 9 L 9 15"_s);
}

// Paints a drawing as a line; in a fixed pair of colours or, when they are not valid, in the palette's text colour.
class DrawingEngine final : public QIconEngine
{
public:
    DrawingEngine(const QPainterPath &path, QColor onLight, QColor onDark)
        : m_path(path)
        , m_onLight(onLight)
        , m_onDark(onDark)
    {
    }

    void paint(QPainter *painter, const QRect &rect, QIcon::Mode mode, QIcon::State) override
    {
        const double scale = std::min(rect.width(), rect.height()) / grid;
        painter->save();
        painter->setRenderHint(QPainter::Antialiasing);
        painter->translate(QRectF(rect).center() - QPointF(grid, grid) * scale / 2);
        painter->scale(scale, scale);
        painter->setPen(QPen(color(mode), 1.7, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
        painter->drawPath(m_path);
        painter->restore();
    }

    QPixmap pixmap(const QSize &size, QIcon::Mode mode, QIcon::State state) override
    {
        QPixmap pixmap(size);
        pixmap.fill(Qt::transparent);
        QPainter painter(&pixmap);
        paint(&painter, {{0, 0}, size}, mode, state);
        return pixmap;
    }

    QIconEngine *clone() const override { return new DrawingEngine(m_path, m_onLight, m_onDark); }

private:
    QColor color(QIcon::Mode mode) const
    {
        const QPalette palette = QGuiApplication::palette();
        if (mode == QIcon::Disabled)
            return palette.color(QPalette::Disabled, QPalette::WindowText);
        if (mode == QIcon::Selected)
            return palette.color(QPalette::HighlightedText);
        const QColor own = isDark(palette) ? m_onDark : m_onLight;
        return own.isValid() ? own : palette.color(QPalette::WindowText);
    }

    QPainterPath m_path;
    QColor m_onLight;
    QColor m_onDark;
};

// Three boxes of rising height in the colours of process, Docker and virtual machine.
void paintApplicationIcon(QPainter &painter)
{
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(QColor(0x24, 0x2b, 0x33));
    painter.drawRoundedRect(QRectF(1, 1, 22, 22), 4.5, 4.5);
    const QList<std::pair<QString, double>> bars {{u"process"_s, 5}, {u"docker"_s, 8.5}, {u"vm"_s, 13}};
    for (qsizetype index = 0; index < bars.size(); ++index) {
        painter.setBrush(kindStyle(bars[index].first).onDark);
        const double height = bars[index].second;
        painter.drawRoundedRect(QRectF(4.6 + 5.2 * static_cast<double>(index), 19 - height, 4.2, height), 0.8, 0.8);
    }
}

} // namespace

QIcon actionIcon(Action action)
{
    return QIcon(new DrawingEngine(parseDrawing(actionDrawing(action)), {}, {}));
}

QIcon targetIcon(const QString &kind, const TargetStyle &style)
{
    return QIcon(new DrawingEngine(parseDrawing(targetDrawing(kind)), style.onLight, style.onDark));
}

QPixmap markerPixmap(const TargetStyle &style)
{
    constexpr double size = 16; // a small icon's in most styles: one of another size is scaled, and looks it
    QPixmap pixmap(QSizeF(size, size).toSize() * qGuiApp->devicePixelRatio());
    pixmap.setDevicePixelRatio(qGuiApp->devicePixelRatio());
    pixmap.fill(Qt::transparent);
    QPainter painter(&pixmap);
    painter.setRenderHint(QPainter::Antialiasing);
    const QColor color = style.color(isDark(QGuiApplication::palette()));
    painter.setPen(QPen(color, 1.5));
    painter.setBrush(style.hollow ? QBrush() : color);
    painter.drawPath(markerPath(style.marker, {size / 2, size / 2}, size * 0.7));
    return pixmap;
}

QIcon applicationIcon()
{
    QIcon icon;
    for (const int size : {16, 24, 32, 48, 64, 128, 256}) {
        QPixmap pixmap(size, size);
        pixmap.fill(Qt::transparent);
        QPainter painter(&pixmap);
        painter.scale(size / grid, size / grid);
        paintApplicationIcon(painter);
        icon.addPixmap(pixmap);
    }
    return icon;
}

} // namespace boxmark
