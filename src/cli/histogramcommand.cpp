// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/commands.h"
#include "report/histogram/histogramlog.h"
#include "stats/percentiletext.h"

#include <QCoreApplication>
#include <QMap>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace boxmark {

namespace {

constexpr qsizetype mostTags = 1000; ///< of one log: it is untrusted

QString tr(const char *text)
{
    return QCoreApplication::translate("cli", text);
}

/// What the intervals of one tag add up to.
struct TagFigures
{
    int intervals = 0;
    LogSeconds measured {0};
    HdrCounts counts;
};

using Tags = QMap<QByteArray, TagFigures>;

/// Three digits at least, as HistogramLogProcessor adds up: a log of two digits has the figures here that it has there.
HdrSettings sumSettings(const HdrSettings &interval)
{
    return {.lowest = 1, .highest = interval.highest, .digits = std::max(interval.digits, 3)};
}

Result<void> addInterval(Tags &tags, const LoggedInterval &interval)
{
    auto found = tags.find(interval.tag);
    if (found == tags.end()) {
        if (tags.size() == mostTags)
            return Error {QString(), tr("The log has more than %1 different tags.").arg(mostTags),
                tr("Split it, for example with grep, and read the parts.")};
        found = tags.insert(interval.tag, {0, LogSeconds(0), HdrCounts(sumSettings(interval.counts.settings()))});
    }
    if (!found->counts.merge(interval.counts))
        return Error {
            QString(), tr("The counts of all intervals are more than can be counted."), tr("Take an undamaged copy.")};
    ++found->intervals;
    found->measured += interval.length;
    return {};
}

QString startOf(const HistogramLogTimes &times)
{
    const auto start = times.start ? times.start : times.base;
    if (!start)
        return {};
    const auto milliseconds = std::chrono::duration_cast<std::chrono::milliseconds>(*start);
    const QDateTime when = QDateTime::fromMSecsSinceEpoch(milliseconds.count(), Qt::UTC);
    return when.isValid() ? when.toString(Qt::ISODateWithMs) : QString();
}

void sayFigures(const QByteArray &tag, const TagFigures &figures)
{
    if (!tag.isEmpty())
        say(tr("Tag %1").arg(QString::fromUtf8(tag)));
    const auto row = [](const QString &name, const QString &value) { say(u"  %1 %2"_s.arg(name, -12).arg(value, 20)); };
    row(tr("intervals"), QString::number(figures.intervals));
    row(tr("measured"), u"%1 s"_s.arg(figures.measured.count(), 0, 'f', 3));
    row(tr("counts"), QString::number(figures.counts.total()));
    row(tr("min"), QString::number(figures.counts.minimum()));
    row(tr("mean"), QString::number(figures.counts.mean(), 'f', 1));
    for (const double percent : {50.0, 90.0, 95.0, 99.0, 99.9, 99.99})
        row(u"p%1"_s.arg(percent), QString::number(figures.counts.quantile(percent / 100)));
    row(tr("max"), QString::number(figures.counts.maximum()));
}

ExitStatus showLog(const QString &path, bool asPercentiles)
{
    Tags tags;
    const auto times
        = readHistogramLog(path, [&tags](const LoggedInterval &interval) { return addInterval(tags, interval); });
    if (!times) {
        complain(times.error());
        return ExitStatus::Failed;
    }
    if (tags.isEmpty()) {
        complain(Error {tr("The histogram log %1 holds no interval.").arg(path), QString(),
            tr("Give a log as HdrHistogram writes it, for example one of “boxmark export --format hlog”.")});
        return ExitStatus::Failed;
    }
    if (!asPercentiles) {
        const QString start = startOf(times.value());
        say(path + (start.isEmpty() ? QString() : tr(", begun %1").arg(start)));
        say(tr("Values as they were recorded: nanoseconds, where Boxmark or jHiccup did."));
    }
    for (auto tag = tags.cbegin(); tag != tags.cend(); ++tag) {
        if (!asPercentiles)
            sayFigures(tag.key(), tag.value());
        else
            say((tag.key().isEmpty() ? QString() : u"#[Tag: %1]\n"_s.arg(QString::fromUtf8(tag.key())))
                + QString::fromStdString(percentileText(tag.value().counts, 1)).trimmed());
    }
    return ExitStatus::Done;
}

} // namespace

ExitStatus histogramCommand(const QStringList &arguments)
{
    QCommandLineParser parser;
    parser.setApplicationDescription(tr("Prints the figures of an HdrHistogram interval log (.hlog), from whatever "
                                        "program: all its intervals together, for each tag."));
    parser.addPositionalArgument(u"LOG"_s, tr("The log; its histograms are in the encoding V2."));
    const QCommandLineOption percentiles(
        u"percentiles"_s, tr("Print the whole distribution, as HdrHistogram's percentile text (.hgrm)."));
    parser.addOption(percentiles);
    if (const auto ended = parseCommand(parser, u"histogram"_s, arguments))
        return *ended;
    if (parser.positionalArguments().size() != 1) {
        complain(Error {tr("“histogram” takes one histogram log."), QString(), tr("See “boxmark histogram --help”.")});
        return ExitStatus::Usage;
    }
    return showLog(parser.positionalArguments().first(), parser.isSet(percentiles));
}

} // namespace boxmark
