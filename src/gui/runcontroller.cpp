// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/runcontroller.h"

#include "session/sessionstore.h"

#include <QDateTime>
#include <QFile>
#include <QPointer>
#include <QRandomGenerator>

#include <utility>

namespace boxmark {

RunController::RunController(QObject *parent)
    : QObject(parent)
{
    connect(&m_runner, &Runner::stepChanged, this, &RunController::stepChanged);
    connect(&m_runner, &Runner::progressChanged, this, &RunController::progressChanged);
    connect(&m_runner, &Runner::finished, this, &RunController::finish);
}

RunController::~RunController()
{
    // What a run or a probe that is stopped now still tells belongs to nobody.
    m_runner.disconnect(this);
    disconnect();
}

Result<void> RunController::start(const Scenario &scenario, const QStringList &targets, bool allowRemote)
{
    Q_ASSERT(!isRunning());
    const QString path = newSessionPath(sessionFolder(), scenario.name, QDateTime::currentDateTime());
    auto writer = SessionWriter::create(path);
    if (!writer)
        return writer.error();
    m_writer = writer.take();
    connect(m_writer.get(), &SessionWriter::failed, this, &RunController::problem);
    m_recording = std::make_shared<Recording>();
    m_runner.addSink(m_writer.get());
    m_runner.addSink(m_recording.get());
    RunOptions options;
    options.targets = targets;
    options.allowRemote = allowRemote;
    options.seed = QRandomGenerator::global()->generate64();
    if (scenario.until) {
        m_judge = std::make_unique<RoundsJudge>(*scenario.until);
        m_runner.addSink(m_judge.get());
        options.judgeRounds = [judge = m_judge.get()] { return judge->judgement(); };
    }
    m_runner.start(scenario, options);
    emit started(m_recording);
    return {};
}

void RunController::stop()
{
    m_runner.cancel();
}

void RunController::finish(const Result<void> &result)
{
    m_runner.removeSink(m_recording.get());
    m_runner.removeSink(m_writer.get());
    m_runner.removeSink(m_judge.get());
    m_judge.reset();
    const auto recording = std::exchange(m_recording, nullptr);
    QString path = m_writer->filePath();
    m_writer.reset();
    if (recording->session().id.isEmpty()) {
        // It failed before there was a session: an empty file would only puzzle its finder.
        QFile::remove(path);
        path.clear();
    }
    recording->session().filePath = path;
    emit ended(result, path);
}

void RunController::probe(const TargetSpec &target, const std::optional<Scenario> &scenario, quint64 generation)
{
    const QPointer<RunController> self(this);
    m_runner.probe(target, scenario).then([self, name = target.name, generation](const Readiness &readiness) {
        if (self)
            emit self->probed(name, readiness, generation);
    });
}

void RunController::discover(quint64 generation)
{
    const QPointer<RunController> self(this);
    m_runner.discover().then([self, generation](const QList<TargetSpec> &targets) {
        if (self)
            emit self->discovered(targets, generation);
    });
}

void RunController::recover()
{
    const QPointer<RunController> self(this);
    m_runner.recover().then([self](const QList<Error> &errors) {
        if (!self)
            return;
        for (const Error &error : errors)
            emit self->problem(error);
    });
}

} // namespace boxmark
