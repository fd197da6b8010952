// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/histogram/histogramcode.h"
#include "report/histogram/histogramlog.h"

#include <QCoreApplication>
#include <QFile>
#include <QFileInfo>

#include <cmath>

using namespace Qt::StringLiterals;

namespace boxmark {

namespace {

constexpr qint64 longestLine = 8 << 20; ///< bytes; a second of a hundred thousand requests takes some 6,000

QString tr(const char *text)
{
    return QCoreApplication::translate("histogramlog", text);
}

/// One line as it is being read.
struct Place
{
    QString path;
    int line = 0;

    Error error(const QString &why, const QString &remedy) const
    {
        return {tr("Line %1 of the histogram log %2 cannot be read.").arg(line).arg(path), why, remedy};
    }
    Error notALog(const QString &why) const
    {
        return error(why,
            tr("Give a log as HdrHistogram writes it: start, length, largest value and histogram, with commas "
               "between."));
    }
};

std::optional<LogSeconds> secondsOf(QByteArrayView text)
{
    bool ok = false;
    const double seconds = text.toDouble(&ok);
    return ok && std::isfinite(seconds) && seconds >= 0 ? std::optional(LogSeconds(seconds)) : std::nullopt;
}

/// "#[StartTime: 1441812279.474 (seconds since epoch), …]" → 1441812279.474.
void readComment(QByteArrayView line, HistogramLogTimes &times)
{
    const auto valueAfter = [line](QByteArrayView key) -> std::optional<LogSeconds> {
        if (!line.startsWith(key))
            return std::nullopt;
        const QByteArrayView rest = line.sliced(key.size());
        const qsizetype end = rest.indexOf(' ');
        return secondsOf(end < 0 ? rest : rest.first(end));
    };
    if (const auto start = valueAfter("#[StartTime: "))
        times.start = start;
    if (const auto base = valueAfter("#[BaseTime: "))
        times.base = base;
}

/// Takes what stands before the next comma off `line`.
QByteArrayView takeField(QByteArrayView &line)
{
    const qsizetype comma = line.indexOf(',');
    const QByteArrayView field = comma < 0 ? line : line.first(comma);
    line = comma < 0 ? QByteArrayView() : line.sliced(comma + 1);
    return field.trimmed();
}

Result<LoggedInterval> readInterval(const Place &place, QByteArrayView line)
{
    QByteArray tag;
    if (line.startsWith("Tag="))
        tag = takeField(line).sliced(4).toByteArray();
    const auto start = secondsOf(takeField(line));
    const auto length = secondsOf(takeField(line));
    if (!start || !length)
        return place.notALog(tr("An interval's start or length is not a number of seconds."));
    takeField(line); // the largest value: the histogram knows it
    if (line.isEmpty())
        return place.notALog(tr("There is no histogram in it."));
    const auto counts = fromHistogramCode(line.trimmed());
    if (!counts)
        return place.error(counts.error().why, counts.error().remedy);
    return LoggedInterval {tag, *start, *length, counts.value()};
}

Result<void> openLog(QFile &file)
{
    // What is not a file, a pipe that nobody writes to for one, is not waited for.
    if (QFileInfo(file.fileName()).isFile() && file.open(QIODevice::ReadOnly))
        return {};
    const bool exists = QFileInfo::exists(file.fileName());
    return Error {tr("The histogram log %1 cannot be opened.").arg(file.fileName()),
        !exists                                    ? tr("There is no such file.")
            : file.error() == QFileDevice::NoError ? tr("It is not a file.")
                                                   : file.errorString(),
        tr("Give the path of an .hlog file that you may read.")};
}

} // namespace

Result<HistogramLogTimes> readHistogramLog(
    const QString &path, const std::function<Result<void>(const LoggedInterval &)> &visit)
{
    QFile file(path);
    if (const auto opened = openLog(file); !opened)
        return opened.error();
    HistogramLogTimes times;
    Place place {path};
    while (!file.atEnd()) {
        ++place.line;
        const QByteArray line = file.readLine(longestLine);
        if (line.size() >= longestLine - 1 && !line.endsWith('\n'))
            return place.notALog(tr("The line is longer than any histogram."));
        const QByteArrayView text = QByteArrayView(line).trimmed();
        if (text.startsWith('#'))
            readComment(text, times);
        if (text.isEmpty() || text.startsWith('#') || text.startsWith('"'))
            continue;
        const auto interval = readInterval(place, text);
        if (!interval)
            return interval.error();
        if (const auto seen = visit(interval.value()); !seen)
            return place.error(seen.error().why, seen.error().remedy);
    }
    if (file.error() != QFileDevice::NoError)
        return place.error(file.errorString(), tr("Try again, or take another copy."));
    return times;
}

} // namespace boxmark
