// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/record.h"

using namespace Qt::StringLiterals;

namespace boxmark {

QString scopeName(Scope scope)
{
    switch (scope) {
    case Scope::Inside:
        return u"inside"_s;
    case Scope::Host:
        return u"host"_s;
    case Scope::Daemons:
        return u"daemons"_s;
    }
    return u"unknown"_s;
}

QString logSourceName(LogSource source)
{
    switch (source) {
    case LogSource::App:
        return u"app"_s;
    case LogSource::Build:
        return u"build"_s;
    case LogSource::Console:
        return u"console"_s;
    case LogSource::Command:
        return u"command"_s;
    case LogSource::Boxmark:
        return u"boxmark"_s;
    }
    return u"unknown"_s;
}

QString caveatKindName(CaveatKind kind)
{
    switch (kind) {
    case CaveatKind::Note:
        return u"note"_s;
    case CaveatKind::Generator:
        return u"generator"_s;
    case CaveatKind::Disturbed:
        return u"disturbed"_s;
    case CaveatKind::Floor:
        return u"floor"_s;
    case CaveatKind::Short:
        return u"short"_s;
    }
    return u"unknown"_s;
}

} // namespace boxmark
