// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "helpers/filecontents.h"
#include "helpers/sessionfixture.h"
#include "helpers/syntheticboxes.h"
#include "report/export.h"

#include <QJsonDocument>

#include <algorithm>
#include <cmath>

namespace boxmark::test {

/// Names that mean something in every format, if it lets them.
inline const QString hostile = u"=<script>alert(\"1\")</script> a|b `c` *d* \\e &amp;"_s;
inline const QString twoLines = u"two\nlines/and a slash"_s;

/// Metric and target → median, in the metric's own unit.
using Medians = QMap<std::pair<QString, QString>, double>;

inline Medians mediansOf(const Comparison &comparison)
{
    Medians medians;
    for (const Comparison::Row &row : comparison.rows) {
        for (qsizetype i = 0; i < row.cells.size(); ++i) {
            if (row.cells[i].trials > 0)
                medians[{row.metric.name, comparison.targets[i]}] = row.cells[i].median;
        }
    }
    return medians;
}

inline void compareMedians(const Medians &read, const Medians &expected, double tolerance)
{
    QCOMPARE(read.keys(), expected.keys());
    for (auto median = expected.begin(); median != expected.end(); ++median) {
        const double difference = std::abs(read[median.key()] - median.value());
        QVERIFY2(difference <= tolerance * std::max(1.0, std::abs(median.value())),
            qPrintable(u"%1 of %2: %3, not %4"_s.arg(median.key().first, median.key().second)
                           .arg(read[median.key()], 0, 'g', 17)
                           .arg(median.value(), 0, 'g', 17)));
    }
}

/// Four targets, five rounds; names that every format has to escape in its own way; one trial failed.
inline void writeHostileSession(const QString &path, const QString &id, double factor = 1)
{
    QList<SyntheticBox> boxes = syntheticBoxes(4);
    boxes[1].spec.name = hostile;
    boxes[2].spec.name = twoLines;
    Session session = boxSession(boxes, 5);
    session.id = id;
    session.scenario.name = u"]]>\"Names\" & <b>\nmore</b>"_s;
    session.scenario.source = "boxmark: 1\n# ``` </pre><script>alert(1)</script>\n";
    session.notes = u"-->\x1b[31m"_s;
    QList<SyntheticTrial> trials;
    for (int round = 1; round <= 5; ++round) {
        for (SyntheticBox box : boxes) {
            box.shape.requestsPerSecond = std::max(40, box.shape.requestsPerSecond / 20);
            box.shape.load = std::chrono::milliseconds(2000);
            box.shape.typicalMilliseconds *= factor * (1 + 0.01 * ((round * 7) % 5));
            trials.append(boxTrial(static_cast<TrialId>(trials.size() + 1), box, round));
        }
    }
    trials[1].records.append(Caveat {CaveatKind::Note, u"A <limit> was\n| not \"applied\"."_s});
    trials[7].trial.state = TrialState::Failed;
    trials[7].trial.reason = u"It <ended> & \"said\" ]]>\x01."_s;
    auto writer = SessionWriter::create(path, true);
    QVERIFY(writer.ok());
    playInto(*writer.value(), session, trials);
    QVERIFY(writer.value()->status().ok());
}

/// Those that hold figures as text, and take no time to draw.
inline QStringList textFormats()
{
    QStringList formats = exportFormats();
    for (const QString &pictures : {u"png"_s, u"svg"_s, u"pdf"_s, u"hgrm"_s, u"hlog"_s})
        formats.removeAll(pictures);
    return formats;
}

/// The hostile session in every format, and the medians that each of them has to tell.
class ReportFixture : public QObject
{
protected:
    void exportHostileSession()
    {
        const QString path = m_folder.filePath(u"one.boxmark"_s);
        writeHostileSession(path, u"0123456789abcdef"_s);
        const auto session = openSession(path);
        QVERIFY(session);
        auto made = SessionExport::read({session.get()}, m_folder.filePath(u"out"_s), textFormats());
        QVERIFY2(made.ok(), made ? "" : qPrintable(made.error().text()));
        made.value().setConditions({{u"p95(a) > 1 < b"_s, ConditionResult::Outcome::Holds, u"It is <3>."_s},
            {u"x"_s, ConditionResult::Outcome::DoesNotHold, u"No."_s},
            {u"y"_s, ConditionResult::Outcome::CannotTell, u"Perhaps."_s}});
        const auto written = made.value().carryOutAll();
        QVERIFY2(written.ok(), written ? "" : qPrintable(written.error().text()));
        m_report = made.value().report();
        m_medians = mediansOf(m_report.comparison);
        QVERIFY(m_medians.size() > 50);
    }

    QString file(const QString &name) const { return m_folder.filePath(u"out/"_s + name); }
    QJsonDocument json(const QString &name) const { return QJsonDocument::fromJson(contentsOf(file(name))); }

    QTemporaryDir m_folder;
    Report m_report;
    Medians m_medians;
};

} // namespace boxmark::test
