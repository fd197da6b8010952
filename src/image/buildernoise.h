// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace boxmark {

/// Recognises the client's advice about its own builders: a paragraph from "DEPRECATED: The legacy builder" to the next
/// empty line. A person who looks for why a build failed has no use for it, and it comes last.
class BuilderNoise
{
public:
    /// Lines in their order.
    bool isNoise(const QString &line)
    {
        if (line.startsWith(QLatin1String("DEPRECATED: The legacy builder")))
            m_inside = true;
        const bool noise = m_inside;
        if (line.trimmed().isEmpty())
            m_inside = false;
        return noise;
    }

private:
    bool m_inside = false;
};

} // namespace boxmark
