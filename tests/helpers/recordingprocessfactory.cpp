// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "helpers/recordingprocessfactory.h"

#include <QDebug>

#include <csignal>

namespace boxmark::test {

RecordedProcess::RecordedProcess(ProcessSpec spec, Answer answer)
    : m_spec(std::move(spec))
    , m_answer(std::move(answer))
{
}

void RecordedProcess::start()
{
    QMetaObject::invokeMethod(this, &RecordedProcess::begin, Qt::QueuedConnection);
}

void RecordedProcess::begin()
{
    if (m_done)
        return;
    m_running = m_answer.result.failure.isEmpty();
    if (m_running)
        emit started(pid());
    if (!m_answer.standardOutput.isEmpty())
        emit standardOutput(m_answer.standardOutput);
    if (!m_answer.standardError.isEmpty())
        emit standardError(m_answer.standardError);
    if (m_answer.effect)
        m_answer.effect();
    if (!m_answer.staysUntilStopped)
        finish(m_answer.result);
}

void RecordedProcess::stop(std::chrono::milliseconds)
{
    finish({.signal = SIGTERM});
}

void RecordedProcess::finish(const ProcessResult &result)
{
    if (std::exchange(m_done, true))
        return;
    m_running = false;
    QMetaObject::invokeMethod(
        this, [this, result] { emit done(result); }, Qt::QueuedConnection);
}

bool RecordingProcessFactory::fits(const ProcessSpec &spec, const QStringList &words)
{
    return (QStringList(spec.program) + spec.arguments).mid(0, words.size()) == words;
}

std::unique_ptr<Process> RecordingProcessFactory::create(const ProcessSpec &spec)
{
    m_specs << spec;
    Answer answer {.result = {.failure = QStringLiteral("the test has no answer for it")}};
    bool found = false;
    for (const auto &[words, given] : m_answers) {
        if (fits(spec, words)) {
            answer = given;
            found = true;
        }
    }
    if (!found)
        qWarning() << "a command without an answer:" << spec.commandLine();
    auto process = std::make_unique<RecordedProcess>(spec, answer);
    m_processes << process.get();
    return process;
}

void RecordingProcessFactory::answer(const QStringList &words, const Answer &answer)
{
    m_answers.append({words, answer});
}

QStringList RecordingProcessFactory::commandLines() const
{
    QStringList lines;
    for (const ProcessSpec &spec : m_specs)
        lines << spec.commandLine();
    return lines;
}

RecordedProcess *RecordingProcessFactory::latest(const QStringList &words) const
{
    for (auto it = m_processes.rbegin(); it != m_processes.rend(); ++it) {
        if (*it && fits((*it)->spec(), words))
            return *it;
    }
    return nullptr;
}

} // namespace boxmark::test
