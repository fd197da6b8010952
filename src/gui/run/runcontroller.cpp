// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/run/runcontroller.h"

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
    m_recording = std::make_shared<Recording>();
    RunOptions options;
    options.targets = targets;
    options.allowRemote = allowRemote;
    options.seed = QRandomGenerator::global()->generate64();
    begin(scenario, options, nullptr);
    return {};
}

Result<void> RunController::resume(const std::shared_ptr<Recording> &recording)
{
    Q_ASSERT(!isRunning());
    const QString path = recording->session().filePath;
    const auto read = readResumption(path);
    if (!read)
        return read.error();
    const Resumption &resumption = read.value();
    if (resumption.complete)
        return Error {tr("There is nothing to resume."), tr("Every trial of this session has completed."), {}};
    auto writer = SessionWriter::resume(path, resumption.again);
    if (!writer)
        return writer.error();
    m_writer = writer.take();
    m_recording = recording;
    m_recording->sessionStarted(resumption.session); // at once: whoever looks at it must see a run that goes on
    RunOptions options;
    options.resumed = resumption.session;
    options.seed = resumption.session.seed;
    begin(resumption.session.scenario, options, &resumption);
    return {};
}

void RunController::begin(const Scenario &scenario, RunOptions options, const Resumption *resumption)
{
    connect(m_writer.get(), &SessionWriter::failed, this, &RunController::problem);
    m_runner.addSink(m_writer.get());
    m_runner.addSink(m_recording.get());
    m_judge = makeJudge(scenario, resumption);
    if (m_judge) {
        m_runner.addSink(m_judge.get());
        options.judgeRounds = [judge = m_judge.get()] { return judge->judgement(); };
    }
    m_scenarioName = scenario.name;
    m_runner.start(scenario, options);
    emit started(m_recording);
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

void RunController::check()
{
    const QPointer<RunController> self(this);
    m_runner.check().then([self](const QList<HostCheck> &checks) {
        if (self)
            emit self->checked(checks);
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
