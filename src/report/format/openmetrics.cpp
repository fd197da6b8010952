// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/figures/metriccolumn.h"
#include "report/formats.h"
#include "report/page/markup.h"
#include "report/reportfile.h"

using namespace Qt::StringLiterals;

// OpenMetrics 1.0 (RFC draft of the OpenMetrics project): UTF-8, lines end in a line feed, base units, "# EOF" at the
// end. Every figure is a gauge: nobody counts on from here.

namespace boxmark {

namespace {

using Labels = QList<std::pair<QString, QString>>;

QString escaped(QString text)
{
    text = printable(text);
    text.replace(u'\\', u"\\\\"_s).replace(u'"', u"\\\""_s).replace(u'\n', u"\\n"_s).remove(u'\r');
    return text;
}

QString labelsText(const Labels &labels)
{
    QStringList parts;
    for (const auto &[name, value] : labels)
        parts.append(u"%1=\"%2\""_s.arg(name, escaped(value)));
    return u'{' + parts.join(u',') + u'}';
}

/// The unit must be the end of the name; a rate has none that OpenMetrics knows.
QString familyHead(const QString &name, const QString &unit, const QString &help)
{
    QString text = u"# TYPE %1 gauge\n"_s.arg(name);
    if (!unit.isEmpty())
        text += u"# UNIT %1 %2\n"_s.arg(name, unit);
    return text + u"# HELP %1 %2\n"_s.arg(name, escaped(help));
}

QString sampleLine(const QString &name, const Labels &labels, double value)
{
    return name + labelsText(labels) + u' ' + QString::fromLatin1(shortestDigits(value)) + u'\n';
}

QString figureFamily(const Comparison::Row &row, const Report &report)
{
    const BaseUnit unit = baseUnitOf(row.metric.unit);
    const QString name = u"boxmark_%1_%2"_s.arg(row.metric.name, unit.suffix);
    QString text = familyHead(name, unit.suffix == u"per_second"_s ? QString() : unit.suffix, row.metric.meaning);
    for (qsizetype i = 0; i < row.cells.size(); ++i) {
        const ComparisonCell &cell = row.cells[i];
        if (cell.trials == 0)
            continue;
        const auto add = [&](const QString &statistic, double value) {
            text += sampleLine(name,
                {{u"scenario"_s, report.title()}, {u"target"_s, report.comparison.targets[i]},
                    {u"statistic"_s, statistic}},
                value / unit.divisor);
        };
        add(u"median"_s, cell.median);
        if (cell.trials > 1) {
            add(u"low"_s, cell.low);
            add(u"high"_s, cell.high);
        }
    }
    return text;
}

QString ratioFamily(const Report &report)
{
    const QString name = u"boxmark_to_baseline_ratio"_s;
    QString text;
    for (const TargetVerdicts &target : report.verdicts.targets) {
        for (const MetricVerdict &verdict : target.metrics) {
            if (verdict.effect.scale != Effect::Scale::Ratio)
                continue;
            const auto add = [&](const QString &statistic, double value) {
                text += sampleLine(name,
                    {{u"metric"_s, verdict.metric.name}, {u"target"_s, target.target},
                        {u"baseline"_s, report.verdicts.baseline}, {u"statistic"_s, statistic},
                        {u"verdict"_s, verdictWord(verdict)}},
                    value);
            };
            add(u"value"_s, verdict.effect.mean.value);
            if (verdict.effect.mean.low < verdict.effect.mean.high) {
                add(u"low"_s, verdict.effect.mean.low);
                add(u"high"_s, verdict.effect.mean.high);
            }
        }
    }
    return text.isEmpty() ? text : familyHead(name, u"ratio"_s, u"Target divided by baseline."_s) + text;
}

QString trialsFamily(const Report &report)
{
    const QString name = u"boxmark_trials"_s;
    QString text = familyHead(name, {}, u"Trials of a target that count."_s);
    for (const ReportTarget &target : report.targets) {
        const auto trials = std::count_if(report.comparison.trials.begin(), report.comparison.trials.end(),
            [&](const TrialFigures &figures) { return figures.target == target.name; });
        text += sampleLine(
            name, {{u"scenario"_s, report.title()}, {u"target"_s, target.name}}, static_cast<double>(trials));
    }
    return text;
}

QString sessionFamily(const Report &report)
{
    QString text = u"# TYPE boxmark_session info\n# HELP boxmark_session What was measured, by what, on what.\n"_s;
    for (qsizetype i = 0; i < report.sessions.size(); ++i) {
        const Session &session = report.sessions[i];
        Labels labels {{u"session"_s, report.sessionNames[i]}, {u"id"_s, session.id},
            {u"scenario"_s, session.scenario.name}, {u"boxmark_version"_s, session.boxmarkVersion},
            {u"recorded"_s, session.createdUtc.toUTC().toString(Qt::ISODate)}};
        for (const QString &fact : {u"cpu"_s, u"kernel"_s, u"distribution"_s, u"hypervisor"_s})
            labels.append({fact, session.environment.value(fact)});
        text += u"boxmark_session_info"_s + labelsText(labels) + u" 1\n"_s;
    }
    return text;
}

QString boxFamily(const Report &report)
{
    QString text = u"# TYPE boxmark_box info\n# HELP boxmark_box What ran a target.\n"_s;
    for (const ReportTarget &target : report.targets) {
        const BoxFacts box = report.comparison.boxOf(target.name);
        text += u"boxmark_box_info"_s
            + labelsText({{u"target"_s, target.name}, {u"kind"_s, target.spec.kind},
                {u"accelerator"_s, box.accelerator ? acceleratorName(*box.accelerator) : QString()},
                {u"machine"_s, box.machine}, {u"network"_s, box.network}, {u"kernel"_s, box.kernel}})
            + u" 1\n"_s;
    }
    return text;
}

} // namespace

Result<QStringList> writeOpenMetrics(const ExportSource &source, const QString &directory)
{
    const Report &report = source.report;
    QString text = sessionFamily(report) + boxFamily(report) + trialsFamily(report);
    for (const Comparison::Row &row : report.comparison.rows)
        text += figureFamily(row, report);
    text += ratioFamily(report) + u"# EOF\n"_s;
    return writeReportFile(directory, u"metrics.om"_s, text.toUtf8());
}

} // namespace boxmark
