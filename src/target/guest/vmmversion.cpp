// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "target/guest/vmmversion.h"

#include <QCoreApplication>
#include <QRegularExpression>
#include <QStandardPaths>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace boxmark {

namespace {

// Starting a program of many libraries takes its time on a computer that is busy or has it in no cache.
constexpr auto versionDeadline = 20s;

QString tr(const char *text)
{
    return QCoreApplication::translate("vmm", text);
}

} // namespace

QCoro::Task<Result<QString>> vmmVersion(QString program, Error missing, WorkContext context)
{
    if (QStandardPaths::findExecutable(program).isEmpty()) {
        missing.why = tr("There is no program “%1” in PATH.").arg(program);
        co_return missing;
    }
    const ProcessSpec spec {.program = program, .arguments = {u"--version"_s}};
    const auto output = co_await runCommand(context, spec, versionDeadline);
    if (!output)
        co_return output.error();
    const ProcessOutput &ran = output.value();
    static const QRegularExpression pattern(u"\\bv?(\\d+(?:\\.\\d+)+\\S*)"_s);
    const auto match = pattern.match(QString::fromUtf8(ran.standardOutput));
    if (!ran.result.succeeded() || !match.hasMatch()) {
        missing.why = tr("%1 %2.").arg(spec.commandLine(), ran.result.text()) + u'\n'
            + QString::fromUtf8(ran.standardError + ran.standardOutput).trimmed();
        co_return missing;
    }
    co_return match.captured(1);
}

} // namespace boxmark
