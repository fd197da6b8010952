// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/trial.h"
#include "report/csv/csvfile.h"
#include "report/figures/figures.h"

#include <QList>
#include <QString>

namespace boxmark {

/// One row a trial, whatever became of it.
class TrialTable
{
public:
    explicit TrialTable(const QString &directory);
    /// With all that the run told of it.
    void add(const Trial &trial, const TrialFigures &figures, const QList<Caveat> &caveats);
    CsvFile &file() { return m_file; }

private:
    CsvFile m_file;
};

} // namespace boxmark
