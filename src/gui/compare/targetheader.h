// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QHeaderView>

namespace boxmark {

/// The columns' header of a comparison: the target's marker and its name, below it what is doubtful. A long name loses
/// its middle, as names differ at their ends; Qt 6.4's own header cuts it off where the column ends.
class TargetHeader : public QHeaderView
{
    Q_OBJECT
public:
    explicit TargetHeader(QWidget *parent = nullptr);

protected:
    void initStyleOptionForIndex(QStyleOptionHeader *option, int section) const override;
};

} // namespace boxmark
