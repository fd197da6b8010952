// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/session.h"
#include "report/reportcharts.h"

#include <QImage>

namespace boxmark {

/// The whole comparison on one sheet of `width` pixels (times `scale`), as high as it needs to be: title, date,
/// computer, charts over time, headline metrics, the table of all figures, caveats. Needs a QApplication; GUI thread.
QImage drawSheet(const Session &session, const Comparison &comparison, const QList<NamedChart> &charts,
    const TargetPalette &palette, int width = 1600, double scale = 1);

} // namespace boxmark
