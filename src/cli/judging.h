// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "gate/gate.h"
#include "report/report.h"

#include <QCommandLineParser>
#include <QStringList>

#include <memory>
#include <optional>

namespace boxmark {

/// How a command was asked to judge sessions.
struct JudgingOrder
{
    ReportOptions report;
    QStringList conditions; ///< to fail on, as they were given
    QString against; ///< the session that conditions call the baseline; empty: none
};

/// The options that every command has which prints or writes verdicts.
class JudgingOptions
{
public:
    JudgingOptions();
    void addTo(QCommandLineParser &parser) const;
    /// Complains and is empty when a value does not fit.
    std::optional<JudgingOrder> read(const QCommandLineParser &parser) const;

private:
    QCommandLineOption m_baseline;
    QCommandLineOption m_within;
    QCommandLineOption m_failIf;
    QCommandLineOption m_against;
};

/// Conditions that are ready to be judged: everything that can be wrong with them has been found before anything runs.
class Judging
{
public:
    /// For a report with these targets. Reads the session that is held against it.
    static Result<Judging> prepare(const JudgingOrder &order, const QStringList &targets);

    QList<ConditionResult> judge(const Report &report) const;

private:
    QList<Condition> m_conditions;
    std::shared_ptr<const Report> m_against;
};

} // namespace boxmark
