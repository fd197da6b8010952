// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "target/imagesupport.h"

#include <QCoreApplication>

namespace boxmark {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("imagesupport", text);
}

} // namespace

Result<void> imageSupport(const Scenario &scenario, const QString &box)
{
    switch (scenario.app.source) {
    case AppSpec::Source::Builtin:
    case AppSpec::Source::Dockerfile:
    case AppSpec::Source::Image:
    case AppSpec::Source::Git:
        return {};
    case AppSpec::Source::Command:
        return Error {tr("This app cannot run %1.").arg(box),
            tr("It is a command of this computer, and its files are in no image."),
            tr("Describe the app by a Dockerfile (app: dockerfile:), or leave this target out.")};
    case AppSpec::Source::Url:
        break;
    }
    return Error {tr("This app cannot be started."),
        tr("The scenario only gives the address of an app that already runs."),
        tr("Describe the app by a Dockerfile (app: dockerfile:), or leave this target out.")};
}

} // namespace boxmark
