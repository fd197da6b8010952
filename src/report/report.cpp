// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/report.h"

#include "report/verdict/sessioncomparison.h"

#include <QCoreApplication>
#include <QFileInfo>

using namespace Qt::StringLiterals;

namespace boxmark {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("report", text);
}

/// With one session the targets' names are enough; with several each says whose it is.
QString nameInReport(const QString &target, const QStringList &sessionNames, qsizetype session)
{
    return sessionNames.size() < 2 ? target : u"%1 (%2)"_s.arg(target, sessionNames[session]);
}

TargetSpec specOf(const Session &session, const QString &target)
{
    for (const TargetSpec &spec : session.scenario.targets) {
        if (spec.name == target)
            return spec;
    }
    return {target, {}, {}};
}

/// Tells the sessions of a comparison apart; a copy of a file is the same session.
QString identityOf(const Session &session)
{
    return session.id.isEmpty() ? session.filePath : session.id;
}

void addSession(Report &report, qsizetype index, const SessionFigures &figures)
{
    const Session &session = report.sessions[index];
    const auto nameOf = [&](const QString &target) { return nameInReport(target, report.sessionNames, index); };
    for (qsizetype i = 0; i < session.trials.size(); ++i) {
        ReportTrial trial {index, session.trials[i], figures.trials[i]};
        trial.trial.target = nameOf(trial.trial.target);
        trial.figures.target = trial.trial.target;
        trial.figures.session = identityOf(session);
        report.trials.append(trial);
    }
    for (TargetCurves curves : figures.curves) {
        curves.target = nameOf(curves.target);
        report.curves.append(std::move(curves));
    }
    for (TargetCaveat caveat : figures.caveats) {
        caveat.target = nameOf(caveat.target);
        report.caveats.append(caveat);
    }
}

Comparison comparisonOf(const Report &report)
{
    QStringList targets;
    for (const ReportTarget &target : report.targets)
        targets.append(target.name);
    QList<TrialFigures> completed;
    for (const ReportTrial &trial : report.trials) {
        if (counts(trial.trial))
            completed.append(trial.figures);
    }
    QStringList caveats;
    for (const TargetCaveat &caveat : report.caveats)
        caveats.append(caveat.text());
    return makeComparison(targets, completed, caveats);
}

TargetPalette paletteOf(const Report &report)
{
    QList<TargetSpec> targets;
    for (const ReportTarget &target : report.targets)
        targets.append({target.name, target.spec.kind, target.spec.options});
    return TargetPalette(targets);
}

/// A trial as a report of several sessions has it.
RecordVisitor renaming(const RecordVisitor &visitor, const QStringList &names, qsizetype session)
{
    if (!visitor || names.size() < 2)
        return visitor;
    return [visitor, names, session](const Trial &trial, const Record &record) {
        Trial renamed = trial;
        renamed.target = nameInReport(trial.target, names, session);
        visitor(renamed, record);
    };
}

} // namespace

QString Report::title() const
{
    QStringList names;
    for (const Session &session : sessions) {
        if (!names.contains(session.scenario.name))
            names.append(session.scenario.name);
    }
    return names.join(u", "_s);
}

QList<ReportTarget> reportTargets(const QList<Session> &sessions)
{
    const QStringList names = namesOfSessions(sessions);
    QList<ReportTarget> targets;
    for (qsizetype i = 0; i < sessions.size(); ++i) {
        for (const QString &target : sessions[i].plannedTargets())
            targets.append({nameInReport(target, names, i), i, specOf(sessions[i], target)});
    }
    return targets;
}

Error noSuchTarget(const QString &target, const QStringList &targets)
{
    return {tr("There is no target “%1” to compare with.").arg(target), QString(),
        tr("There are: %1.").arg(targets.join(u", "_s))};
}

QStringList namesOfSessions(const QList<Session> &sessions)
{
    QStringList names;
    for (const Session &session : sessions) {
        const QString name
            = session.filePath.isEmpty() ? session.scenario.name : QFileInfo(session.filePath).completeBaseName();
        QString unique = name;
        for (int number = 2; names.contains(unique); ++number)
            unique = u"%1 %2"_s.arg(name).arg(number);
        names.append(unique);
    }
    return names;
}

Result<Report> makeReport(QList<ReportedSession> sessions, const ReportOptions &options)
{
    Report report;
    for (ReportedSession &session : sessions)
        report.sessions.append(std::move(session.session));
    report.sessionNames = namesOfSessions(report.sessions);
    report.targets = reportTargets(report.sessions);
    for (qsizetype i = 0; i < sessions.size(); ++i)
        addSession(report, i, sessions[i].figures);
    report.comparison = comparisonOf(report);
    report.palette = paletteOf(report);
    report.environment = environmentDifferences(report.sessions);
    const QStringList &targets = report.comparison.targets;
    const QString baseline = options.baseline.isEmpty() ? targets.value(0) : options.baseline;
    if (!options.baseline.isEmpty() && !targets.contains(baseline))
        return noSuchTarget(baseline, targets);
    VerdictRule rule;
    if (options.margin)
        rule.margin = *options.margin;
    else if (!report.sessions.isEmpty())
        rule.margin = report.sessions.first().scenario.equivalence;
    report.verdicts = verdictsOf(report.comparison, baseline, rule);
    return report;
}

Result<Report> makeReport(
    const QList<const SessionReader *> &sessions, const ReportOptions &options, const RecordVisitor &alsoVisit)
{
    QList<ReportedSession> read;
    for (const SessionReader *session : sessions)
        read.append({session->session(), {}});
    QList<Session> known;
    for (const ReportedSession &session : read)
        known.append(session.session);
    const QStringList names = namesOfSessions(known);
    for (qsizetype i = 0; i < sessions.size(); ++i) {
        auto figures = readSessionFigures(*sessions[i], renaming(alsoVisit, names, i));
        if (!figures)
            return figures.error();
        read[i].figures = figures.take();
    }
    return makeReport(std::move(read), options);
}

} // namespace boxmark
