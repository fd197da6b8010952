// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/commands.h"
#include "cli/formatlist.h"
#include "cli/judging.h"
#include "cli/opensessions.h"
#include "report/chart/pictures.h"
#include "report/export.h"
#include "report/page/markdownreport.h"
#include "report/page/markdownsection.h"
#include "scenario/nearestkey.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace boxmark {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("cli", text);
}

QString chartsText()
{
    return tr("Charts: %1").arg(chartNamesText(knownCharts()));
}

struct ExportOrder
{
    QStringList sessions;
    QString directory;
    QStringList formats;
    QString markdownFile; ///< to refresh a part of; empty: none
    QString section;
    JudgingOrder judging;
    ExportOptions options;
};

struct ExportParser
{
    QCommandLineParser parser;
    const QCommandLineOption to {u"to"_s, tr("The folder; it is made when it is missing."), u"DIR"_s};
    const QCommandLineOption format {u"format"_s,
        tr("Comma-separated, or several times, or “all”; %1 when not given.").arg(usualFormats()), u"FORMATS"_s,
        usualFormats()};
    const QCommandLineOption update {u"update"_s,
        tr("Refresh the part of this Markdown file between the lines “<!-- boxmark:begin -->” and "
           "“<!-- boxmark:end -->”."),
        u"FILE"_s};
    const QCommandLineOption section {
        u"section"_s, tr("With --update: the part between “<!-- boxmark:begin NAME -->” and its end."), u"NAME"_s};
    const QCommandLineOption width {u"width"_s, tr("Width of pictures in pixels (1600)."), u"PIXELS"_s, u"1600"_s};
    const QCommandLineOption scale {
        u"scale"_s, tr("So many pixels of a picture for each of those: 1 to 3."), u"FACTOR"_s, u"1"_s};
    const QCommandLineOption chart {u"chart"_s,
        tr("Draw only this chart, or “%1”; may be given several times. Without it those that most people ask for.")
            .arg(everyChart),
        u"NAME"_s};
    const JudgingOptions judging;

    ExportParser()
    {
        parser.setApplicationDescription(
            tr("Writes what saved sessions say into a folder, or into a part of a Markdown file.") + u"\n\n"_s
            + formatsText() + u"\n\n"_s + chartsText());
        parser.addPositionalArgument(u"SESSION"_s, tr("Session files (.boxmark)."), u"SESSION…"_s);
        parser.addOptions({to, format, update, section, width, scale, chart});
        judging.addTo(parser);
    }
};

bool checkShape(const ExportParser &arguments)
{
    const QCommandLineParser &parser = arguments.parser;
    QString what;
    if (parser.positionalArguments().isEmpty())
        what = tr("“export” takes at least one session file.");
    else if (parser.value(arguments.to).isEmpty() && parser.value(arguments.update).isEmpty())
        what = tr("“export” needs “--to DIR”, “--update FILE” or both.");
    else if (parser.isSet(arguments.section) && !parser.isSet(arguments.update))
        what = tr("“--section” is of “--update FILE”.");
    if (!what.isEmpty())
        complain(Error {what, QString(), tr("See “boxmark export --help”.")});
    return what.isEmpty();
}

/// False after a complaint.
bool checkCharts(const QStringList &charts)
{
    const QStringList known = knownCharts();
    for (const QString &chart : charts) {
        if (known.contains(chart))
            continue;
        const QString nearest = nearestKey(chart, known);
        complain(Error {tr("There is no chart “%1”.").arg(chart), QString(),
            nearest.isEmpty() ? chartsText() : tr("Did you mean “%1”?").arg(nearest)});
        return false;
    }
    return true;
}

/// False after a complaint.
bool readPictureOptions(const ExportParser &arguments, ExportOptions &options)
{
    bool isWidth = false;
    bool isScale = false;
    options.width = arguments.parser.value(arguments.width).toInt(&isWidth);
    options.scale = arguments.parser.value(arguments.scale).toDouble(&isScale);
    options.charts = arguments.parser.values(arguments.chart);
    if (!isWidth || !isScale) {
        complain(Error {tr("“--width” and “--scale” take numbers."), QString(), tr("See “boxmark export --help”.")});
        return false;
    }
    if (!checkCharts(options.charts))
        return false;
    const auto possible = checkPictureSize(options);
    if (!possible)
        complain(possible.error());
    return possible.ok();
}

/// False after a complaint.
bool checkChartsAreDrawn(const ExportOrder &order)
{
    const bool drawn = order.formats.contains(u"png"_s) || order.formats.contains(u"svg"_s);
    if (!order.options.charts.isEmpty() && !drawn)
        complain(Error {tr("“--chart” has no effect."),
            tr("It chooses the pictures of the formats png and svg, and neither is written."),
            tr("Add “--format png” or “--format svg”.")});
    return drawn || order.options.charts.isEmpty();
}

std::optional<ExportOrder> readOrder(const ExportParser &arguments)
{
    const QCommandLineParser &parser = arguments.parser;
    const auto judging = arguments.judging.read(parser);
    if (!judging || !checkShape(arguments))
        return std::nullopt;
    ExportOrder order;
    order.sessions = parser.positionalArguments();
    order.directory = parser.value(arguments.to);
    order.markdownFile = parser.value(arguments.update);
    order.section = parser.value(arguments.section).simplified();
    order.judging = *judging;
    order.options.report = judging->report;
    if (!readPictureOptions(arguments, order.options))
        return std::nullopt;
    if (!order.directory.isEmpty()) {
        order.formats = formatsOf(parser.values(arguments.format));
        if (order.formats.isEmpty() || !checkChartsAreDrawn(order))
            return std::nullopt;
    }
    return order;
}

Result<void> updateMarkdown(const ExportOrder &order, const ExportSource &source)
{
    if (order.markdownFile.isEmpty())
        return {};
    return updateSection(order.markdownFile, order.section, markdownSummary(source));
}

/// Tells every file on stdout; whether a condition holds.
Result<bool> writeAll(const ExportOrder &order, const OpenSessions &sessions, const Judging &judging)
{
    auto made = SessionExport::read(sessions.readers(), order.directory, order.formats, order.options);
    if (!made)
        return made.error();
    made.value().setConditions(judging.judge(made.value().report()));
    const auto written = made.value().carryOutAll();
    if (!written)
        return written.error();
    for (const QString &path : written.value())
        say(path);
    if (const auto updated = updateMarkdown(order, made.value().source()); !updated)
        return updated.error();
    if (!order.markdownFile.isEmpty())
        say(order.markdownFile);
    const QList<ConditionResult> &conditions = made.value().source().conditions;
    if (!conditions.isEmpty())
        complain(conditionsAsText(conditions));
    return anyHolds(conditions);
}

ExitStatus carryOut(const ExportOrder &order)
{
    const auto sessions = OpenSessions::open(order.sessions);
    if (!sessions) {
        complain(sessions.error());
        return ExitStatus::Failed;
    }
    const auto judging = Judging::prepare(order.judging, sessions.value().targets());
    if (!judging) {
        complain(judging.error());
        return ExitStatus::Usage;
    }
    const auto holds = writeAll(order, sessions.value(), judging.value());
    if (!holds) {
        complain(holds.error());
        return ExitStatus::Failed;
    }
    return holds.value() ? ExitStatus::ConditionHeld : ExitStatus::Done;
}

} // namespace

ExitStatus exportCommand(const QStringList &arguments)
{
    ExportParser parser;
    if (const auto ended = parseCommand(parser.parser, u"export"_s, arguments))
        return *ended;
    const auto order = readOrder(parser);
    return order ? carryOut(*order) : ExitStatus::Usage;
}

} // namespace boxmark
