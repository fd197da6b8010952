// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "chart/accessiblechart.h"

#include "chart/chartview.h"

#include <QAccessibleWidget>

namespace boxmark {

namespace {

class AccessibleChart final : public QAccessibleWidget
{
public:
    explicit AccessibleChart(ChartView *chart)
        : QAccessibleWidget(chart, QAccessible::Chart)
    {
    }

    QString text(QAccessible::Text kind) const override
    {
        if (kind != QAccessible::Description)
            return QAccessibleWidget::text(kind);
        return static_cast<const ChartView *>(widget())->description();
    }
};

QAccessibleInterface *accessibleChart(const QString &className, QObject *object)
{
    auto *chart = qobject_cast<ChartView *>(object);
    return chart && className == QLatin1StringView(ChartView::staticMetaObject.className()) ? new AccessibleChart(chart)
                                                                                            : nullptr;
}

} // namespace

void makeChartsAccessible()
{
    QAccessible::installFactory(&accessibleChart); // does nothing the second time
}

} // namespace boxmark
