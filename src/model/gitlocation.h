// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"

#include <QString>

namespace boxmark {

/// Where an app's repository is, as a scenario has it: "URL[#REF[:PATH]]", where REF is a branch, a tag or a commit
/// (the default branch when it is not given) and PATH the Dockerfile or its folder within (the root when it is not
/// given).
struct GitLocation
{
    enum class Protocol { Https, Ssh, File };

    Protocol protocol = Protocol::Https;
    QString url;
    QString ref {};
    QString path {};

    /// Whether `ref` is a whole commit's name, which is the same for ever.
    bool isPinned() const;
    QString text() const;
    bool operator==(const GitLocation &) const = default;
};

/// Untrusted input: https and ssh only, and a folder of this computer where one is written as a path, which is relative
/// to `folder`. Nothing in it can be taken for an option of git's.
Result<GitLocation> parseGitLocation(const QString &text, const QString &folder = {});

} // namespace boxmark
