// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/judging.h"

#include "base/quantity.h"
#include "cli/commands.h"
#include "cli/opensessions.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace boxmark {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("cli", text);
}

Result<std::shared_ptr<const Report>> readAgainst(const QString &path)
{
    const auto sessions = OpenSessions::open({path});
    if (!sessions)
        return sessions.error();
    auto report = makeReport(sessions.value().readers());
    if (!report)
        return report.error();
    return std::make_shared<const Report>(report.take());
}

} // namespace

JudgingOptions::JudgingOptions()
    : m_baseline(
        u"baseline"_s, tr("The target that the others are held against (the first when not given)."), u"NAME"_s)
    , m_within(u"within"_s,
          tr("How large a difference makes none in practice, as 5% (when not given, what the scenario says)."),
          u"PERCENT"_s)
    , m_failIf(u"fail-if"_s,
          tr("End with status 3 when this is shown to hold; may be given several times. As in “p95(microvm) > 1.2 * "
             "p95(docker)”, “cold_start(vm) > 5s”, “throughput(docker) < 0.9 * baseline(throughput(docker))”; “boxmark "
             "metrics” lists the names."),
          u"CONDITION"_s)
    , m_against(u"against"_s, tr("The session whose figures are the baseline(…) of conditions."), u"SESSION"_s)
{
}

void JudgingOptions::addTo(QCommandLineParser &parser) const
{
    parser.addOptions({m_baseline, m_within, m_failIf, m_against});
}

std::optional<JudgingOrder> JudgingOptions::read(const QCommandLineParser &parser) const
{
    JudgingOrder order {{parser.value(m_baseline), {}}, parser.values(m_failIf), parser.value(m_against)};
    if (!parser.isSet(m_within))
        return order;
    const auto share = parseShare(parser.value(m_within));
    if (!share || share.value() <= 0 || share.value() > 1) {
        complain(Error {tr("“--within %1” is not possible.").arg(parser.value(m_within)), QString(),
            tr("Give a percentage above 0 and up to 100: 5%.")});
        return std::nullopt;
    }
    order.report.margin = share.value();
    return order;
}

Result<Judging> Judging::prepare(const JudgingOrder &order, const QStringList &targets)
{
    Judging judging;
    if (!order.report.baseline.isEmpty() && !targets.contains(order.report.baseline))
        return noSuchTarget(order.report.baseline, targets);
    ConditionNames names {targets, {}};
    if (!order.against.isEmpty()) {
        auto against = readAgainst(order.against);
        if (!against)
            return against.error();
        judging.m_against = against.take();
        names.baselineTargets = judging.m_against->comparison.targets;
    }
    if (judging.m_against && order.conditions.isEmpty())
        return Error {tr("“--against %1” has no effect.").arg(order.against),
            tr("Its figures are the baseline(…) of conditions, and there is none."),
            tr("Add “--fail-if CONDITION”, or compare both with “boxmark compare SESSION SESSION”.")};
    for (const QString &text : order.conditions) {
        auto condition = parseCondition(text, names);
        if (!condition)
            return condition.error();
        judging.m_conditions.append(condition.take());
    }
    return judging;
}

QList<ConditionResult> Judging::judge(const Report &report) const
{
    return judgeConditions(m_conditions, report, m_against.get());
}

} // namespace boxmark
