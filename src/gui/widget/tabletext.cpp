// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/widget/tabletext.h"

using namespace Qt::StringLiterals;

namespace boxmark {

namespace {

// What would end a cell or a row.
QString oneCell(QString text, QChar separator, const QString &instead)
{
    return text.replace(u'\n', u' ').replace(separator, instead);
}

QString markdownRow(const QStringList &cells)
{
    QString row = u"|"_s;
    for (const QString &cell : cells)
        row += u' ' + oneCell(cell, u'|', u"\\|"_s) + u" |"_s;
    return row;
}

} // namespace

QString asTabSeparated(const QList<QStringList> &rows)
{
    QStringList lines;
    for (const QStringList &row : rows) {
        QStringList cells;
        for (const QString &cell : row)
            cells.append(oneCell(cell, u'\t', u" "_s));
        lines.append(cells.join(u'\t'));
    }
    return lines.join(u'\n');
}

QString asMarkdownTable(const QList<QStringList> &rows)
{
    if (rows.isEmpty())
        return {};
    QStringList lines {markdownRow(rows.first()), markdownRow(QStringList(rows.first().size(), u"---"_s))};
    for (qsizetype row = 1; row < rows.size(); ++row)
        lines.append(markdownRow(rows[row]));
    return lines.join(u'\n') + u'\n';
}

} // namespace boxmark
