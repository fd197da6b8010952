// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/export/formatlist.h"

#include "chart/theme.h"
#include "report/exportformat.h"

#include <QHeaderView>

using namespace Qt::StringLiterals;

namespace boxmark {

namespace {

constexpr int idRole = Qt::UserRole;

QString groupOf(const ExportFormat &format)
{
    static const QStringList continuous {u"junit"_s, u"benchfmt"_s, u"bencher"_s, u"github"_s, u"openmetrics"_s};
    static const QStringList reports {u"html"_s, u"md"_s, u"txt"_s, u"pdf"_s};
    if (reports.contains(format.id))
        return FormatList::tr("Reports");
    if (continuous.contains(format.id))
        return FormatList::tr("For continuous integration");
    return format.draws ? FormatList::tr("Pictures") : FormatList::tr("Tables and data");
}

} // namespace

FormatList::FormatList(QWidget *parent)
    : QTreeWidget(parent)
{
    setColumnCount(2);
    setHeaderHidden(true);
    setRootIsDecorated(false);
    setItemsExpandable(false);
    setIndentation(fontMetrics().height());
    setUniformRowHeights(true);
    setSelectionMode(QAbstractItemView::SingleSelection);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setAccessibleName(tr("Formats"));
    for (const QString &title :
        {tr("Reports"), tr("Pictures"), tr("Tables and data"), tr("For continuous integration")})
        groupItem(title);
    for (const ExportFormat &format : allExportFormats()) {
        auto *item = new QTreeWidgetItem(groupItem(groupOf(format)), {format.title, format.meaning});
        item->setData(0, idRole, format.id);
        item->setFlags(Qt::ItemIsEnabled | Qt::ItemIsSelectable | Qt::ItemIsUserCheckable | Qt::ItemNeverHasChildren);
        item->setCheckState(0, format.usual ? Qt::Checked : Qt::Unchecked);
        item->setToolTip(1, format.meaning);
        item->setForeground(1, quietText(palette()));
        m_formats.append(item);
    }
    for (int group = topLevelItemCount() - 1; group >= 0; --group) {
        if (topLevelItem(group)->childCount() == 0)
            delete topLevelItem(group);
    }
    expandAll();
    header()->setSectionResizeMode(0, QHeaderView::ResizeToContents);
    connect(this, &QTreeWidget::itemChanged, this, &FormatList::changed);
}

QTreeWidgetItem *FormatList::groupItem(const QString &title)
{
    for (int group = 0; group < topLevelItemCount(); ++group) {
        if (topLevelItem(group)->text(0) == title)
            return topLevelItem(group);
    }
    auto *item = new QTreeWidgetItem(this, {title});
    item->setFlags(Qt::ItemIsEnabled);
    QFont bold = font();
    bold.setBold(true);
    item->setFont(0, bold);
    item->setFirstColumnSpanned(true);
    return item;
}

QStringList FormatList::chosen() const
{
    QStringList ids;
    for (const QTreeWidgetItem *item : m_formats) {
        if (item->checkState(0) == Qt::Checked)
            ids.append(item->data(0, idRole).toString());
    }
    return ids;
}

void FormatList::setChosen(const QStringList &ids)
{
    for (QTreeWidgetItem *item : std::as_const(m_formats))
        item->setCheckState(0, ids.contains(item->data(0, idRole).toString()) ? Qt::Checked : Qt::Unchecked);
}

bool FormatList::drawsAny() const
{
    const QStringList ids = chosen();
    return std::any_of(ids.begin(), ids.end(), [](const QString &id) { return findExportFormat(id)->draws; });
}

QSize FormatList::sizeHint() const
{
    int rows = topLevelItemCount();
    for (int group = 0; group < topLevelItemCount(); ++group)
        rows += topLevelItem(group)->childCount();
    const int line = fontMetrics().height();
    const int row = topLevelItemCount() > 0 ? sizeHintForRow(0) : line;
    return {line * 54, std::min(rows, 20) * row + 2 * frameWidth() + 2};
}

} // namespace boxmark
