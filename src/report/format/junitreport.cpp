// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/formats.h"
#include "report/page/markup.h"
#include "report/reportfacts.h"
#include "report/reportfile.h"

#include <QCoreApplication>
#include <QXmlStreamWriter>

using namespace Qt::StringLiterals;

namespace boxmark {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("report", text);
}

struct TestCase
{
    enum class Outcome { Passed, Failed, Skipped };

    QString name;
    Outcome outcome = Outcome::Passed;
    QString message; ///< of the outcome; of a test that passed its output
    double seconds = 0;
};

struct TestSuite
{
    QString name;
    QList<TestCase> cases;

    qsizetype count(TestCase::Outcome outcome) const
    {
        return std::count_if(
            cases.begin(), cases.end(), [outcome](const TestCase &test) { return test.outcome == outcome; });
    }
};

TestCase caseOf(const ConditionResult &condition)
{
    using enum ConditionResult::Outcome;
    const auto outcome = condition.outcome == Holds ? TestCase::Outcome::Failed
        : condition.outcome == DoesNotHold          ? TestCase::Outcome::Passed
                                                    : TestCase::Outcome::Skipped;
    return {tr("fail if %1").arg(condition.condition), outcome,
        u"%1: %2"_s.arg(outcomeWord(condition.outcome), condition.explanation)};
}

TestCase caseOf(const Trial &trial)
{
    TestCase test {tr("trial %1").arg(trial.number), TestCase::Outcome::Passed, trial.reason};
    if (trial.state == TrialState::Failed)
        test.outcome = TestCase::Outcome::Failed;
    else if (trial.state != TrialState::Completed)
        test.outcome = TestCase::Outcome::Skipped;
    if (test.outcome != TestCase::Outcome::Passed && test.message.isEmpty())
        test.message = trialStateName(trial.state);
    if (trial.measureEnd)
        test.seconds = std::chrono::duration<double>(*trial.measureEnd).count();
    return test;
}

QList<TestSuite> suitesOf(const ExportSource &source)
{
    QList<TestSuite> suites;
    if (!source.conditions.isEmpty()) {
        TestSuite conditions {tr("conditions"), {}};
        for (const ConditionResult &condition : source.conditions)
            conditions.cases.append(caseOf(condition));
        suites.append(conditions);
    }
    for (const ReportTarget &target : source.report.targets) {
        TestSuite suite {source.report.comparison.titleOf(target.name), {}};
        for (const ReportTrial &trial : source.report.trials) {
            if (trial.trial.target == target.name)
                suite.cases.append(caseOf(trial.trial));
        }
        suites.append(suite);
    }
    return suites;
}

void writeCase(QXmlStreamWriter &xml, const TestSuite &suite, const TestCase &test)
{
    xml.writeStartElement(u"testcase"_s);
    xml.writeAttribute(u"classname"_s, oneLine(suite.name));
    xml.writeAttribute(u"name"_s, oneLine(test.name));
    xml.writeAttribute(u"time"_s, QString::number(test.seconds, 'f', 3));
    const QString message = printable(test.message);
    if (test.outcome == TestCase::Outcome::Passed) {
        if (!message.isEmpty())
            xml.writeTextElement(u"system-out"_s, message);
    } else {
        xml.writeStartElement(test.outcome == TestCase::Outcome::Failed ? u"failure"_s : u"skipped"_s);
        xml.writeAttribute(u"message"_s, oneLine(message));
        if (test.outcome == TestCase::Outcome::Failed)
            xml.writeCharacters(message);
        xml.writeEndElement();
    }
    xml.writeEndElement();
}

void writeSuite(QXmlStreamWriter &xml, const TestSuite &suite, const QList<ReportFact> &facts)
{
    xml.writeStartElement(u"testsuite"_s);
    xml.writeAttribute(u"name"_s, oneLine(suite.name));
    xml.writeAttribute(u"tests"_s, QString::number(suite.cases.size()));
    xml.writeAttribute(u"failures"_s, QString::number(suite.count(TestCase::Outcome::Failed)));
    xml.writeAttribute(u"errors"_s, u"0"_s);
    xml.writeAttribute(u"skipped"_s, QString::number(suite.count(TestCase::Outcome::Skipped)));
    xml.writeStartElement(u"properties"_s);
    for (const ReportFact &fact : facts) {
        xml.writeEmptyElement(u"property"_s);
        xml.writeAttribute(u"name"_s, oneLine(fact.title));
        xml.writeAttribute(u"value"_s, oneLine(fact.value));
    }
    xml.writeEndElement();
    for (const TestCase &test : suite.cases)
        writeCase(xml, suite, test);
    xml.writeEndElement();
}

/// What a suite's figures came from, and the figures.
QList<ReportFact> propertiesOf(const Report &report, const TestSuite &suite)
{
    QList<ReportFact> facts;
    for (qsizetype session = 0; session < report.sessions.size(); ++session)
        facts += sessionFacts(report, session);
    const Comparison &comparison = report.comparison;
    for (qsizetype i = 0; i < comparison.targets.size(); ++i) {
        if (comparison.titleOf(comparison.targets[i]) != suite.name)
            continue;
        for (const Comparison::Row &row : comparison.rows) {
            if (row.cells[i].trials > 0)
                facts.append({u"%1 (%2)"_s.arg(row.metric.name, unitSymbol(row.metric.unit)),
                    QString::number(row.cells[i].median, 'g', QLocale::FloatingPointShortest)});
        }
    }
    return facts;
}

} // namespace

Result<QStringList> writeJunit(const ExportSource &source, const QString &directory)
{
    QByteArray file;
    QXmlStreamWriter xml(&file);
    xml.setAutoFormatting(true);
    xml.setAutoFormattingIndent(2);
    xml.writeStartDocument();
    xml.writeStartElement(u"testsuites"_s);
    xml.writeAttribute(u"name"_s, oneLine(source.report.title()));
    for (const TestSuite &suite : suitesOf(source))
        writeSuite(xml, suite, propertiesOf(source.report, suite));
    xml.writeEndElement();
    xml.writeEndDocument();
    return writeReportFile(directory, u"junit.xml"_s, file);
}

} // namespace boxmark
