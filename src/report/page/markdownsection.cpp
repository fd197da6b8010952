// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/page/markdownsection.h"

#include "report/reportfile.h"

#include <QCoreApplication>
#include <QFile>
#include <QList>
#include <QStringList>

using namespace Qt::StringLiterals;

namespace boxmark {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("report", text);
}

QString markerText(const QString &which, const QString &name)
{
    return name.isEmpty() ? u"<!-- boxmark:%1 -->"_s.arg(which) : u"<!-- boxmark:%1 %2 -->"_s.arg(which, name);
}

struct Line
{
    qsizetype start = 0;
    qsizetype end = 0; ///< behind its line end
    int number = 0; ///< from 1
};

/// Every line that is nothing but the marker.
QList<Line> linesOf(const QByteArray &markdown, const QString &marker)
{
    QList<Line> found;
    int number = 0;
    for (qsizetype start = 0; start < markdown.size();) {
        const qsizetype newline = markdown.indexOf('\n', start);
        const qsizetype end = newline < 0 ? markdown.size() : newline + 1;
        ++number;
        if (QString::fromUtf8(markdown.sliced(start, end - start)).simplified() == marker)
            found.append({start, end, number});
        start = end;
    }
    return found;
}

Error markerProblem(const QString &why, const QString &name)
{
    return {tr("The part to refresh could not be found."), why,
        tr("Write each of the lines “%1” and “%2” once, with the part between them.")
            .arg(markerText(u"begin"_s, name), markerText(u"end"_s, name))};
}

Result<Line> onlyLine(const QByteArray &markdown, const QString &which, const QString &name)
{
    const QString marker = markerText(which, name);
    const QList<Line> lines = linesOf(markdown, marker);
    if (lines.isEmpty())
        return markerProblem(tr("There is no line “%1”.").arg(marker), name);
    if (lines.size() > 1) {
        QStringList numbers;
        for (const Line &line : lines)
            numbers.append(QString::number(line.number));
        return markerProblem(tr("There is more than one line “%1”: %2.").arg(marker, numbers.join(u", "_s)), name);
    }
    return lines.first();
}

} // namespace

Result<QByteArray> withSection(const QByteArray &markdown, const QString &name, const QString &content)
{
    const auto begin = onlyLine(markdown, u"begin"_s, name);
    if (!begin)
        return begin.error();
    const auto end = onlyLine(markdown, u"end"_s, name);
    if (!end)
        return end.error();
    if (end.value().start < begin.value().end)
        return markerProblem(tr("The end, line %1, stands before the beginning, line %2.")
                                 .arg(end.value().number)
                                 .arg(begin.value().number),
            name);
    QByteArray inserted = content.toUtf8();
    if (!inserted.endsWith('\n'))
        inserted += '\n';
    if (markdown.sliced(0, begin.value().end).endsWith("\r\n"))
        inserted.replace("\n", "\r\n");
    return markdown.first(begin.value().end) + inserted + markdown.sliced(end.value().start);
}

Result<void> updateSection(const QString &path, const QString &name, const QString &content)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return Error {tr("The file %1 could not be read.").arg(path),
            tr("The system says: %1.").arg(file.errorString()),
            tr("Name a Markdown file that you may read and write.")};
    const QByteArray before = file.readAll();
    file.close();
    const auto after = withSection(before, name, content);
    if (!after)
        return Error {tr("The file %1 was not changed.").arg(path), after.error().why, after.error().remedy};
    return after.value() == before ? Result<void>() : replaceFile(path, after.value());
}

} // namespace boxmark
