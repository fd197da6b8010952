// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/sessionreader.h"

#include "session/database/recordrows.h"
#include "session/database/sessionrows.h"
#include "session/sessioncheck.h"

#include <QCoreApplication>
#include <QFileInfo>

using namespace Qt::StringLiterals;

namespace boxmark {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("session", text);
}

/// What is left of trials that were running or still to come when their program was killed. Tells whether one ran.
bool endTrialsOfKilledProgram(Session &session)
{
    bool any = false;
    for (Trial &trial : session.trials) {
        session.killed = session.killed || trial.state == TrialState::Running || trial.state == TrialState::Planned;
        if (trial.state != TrialState::Running)
            continue;
        trial.state = TrialState::Failed;
        trial.reason = tr("The program ended before the trial did.");
        any = true;
    }
    return any;
}

} // namespace

class SessionReader::Private
{
public:
    std::unique_ptr<Database> database;
    Session session;
    QStringList notices;
    bool newer = false;
};

SessionReader::SessionReader()
    : d(std::make_unique<Private>())
{
}

SessionReader::~SessionReader() = default;

Result<std::unique_ptr<SessionReader>> SessionReader::open(const QString &filePath)
{
    const QString path = QFileInfo(filePath).absoluteFilePath();
    auto checked = openChecked(path);
    if (!checked)
        return checked.error();
    std::unique_ptr<SessionReader> reader(new SessionReader);
    Private &d = *reader->d;
    d.database = std::move(checked.value().database);
    d.newer = checked.value().newer;

    auto session = readSession(*d.database);
    auto live = session ? isBeingWritten(*d.database, path) : Result<bool>(false);
    if (!session || !live) {
        const Error &error = session ? live.error() : session.error();
        return cannotOpenSession(path, error.why, error.remedy);
    }
    d.session = session.take();
    d.session.filePath = path;

    if (d.newer)
        d.notices.append(
            tr("A newer Boxmark saved this session: it can be looked at, not changed, and things that this "
               "version does not know are not shown."));
    if (live.value())
        d.notices.append(tr("This session is still being written: open it again later to see the rest."));
    else if (endTrialsOfKilledProgram(d.session))
        d.notices.append(
            tr("The program that wrote this session ended in mid-run: at most its last second is missing."));
    return reader;
}

const Session &SessionReader::session() const
{
    return d->session;
}

QString SessionReader::notice() const
{
    return d->notices.join(u'\n');
}

Result<void> SessionReader::readRecords(TrialId trial, const std::function<void(const Record &)> &visit) const
{
    return boxmark::readRecords(*d->database, trial, visit);
}

Result<void> SessionReader::saveNotes(const QString &notes)
{
    const auto failure = [&](const Error &error) {
        return Error {tr("The notes could not be saved in %1.").arg(d->session.filePath), error.why, error.remedy};
    };
    if (d->newer)
        return failure({{}, tr("A newer Boxmark saved the session."), tr("Change it with that version.")});
    auto writable = Database::open(d->session.filePath, Database::Access::ReadWrite);
    if (!writable)
        return failure(writable.error());
    const QVariantList values {notes.isNull() ? u""_s : notes};
    if (auto saved = writable.value()->execute(u"UPDATE session SET notes = ?"_s, values); !saved)
        return failure(saved.error());
    d->session.notes = notes;
    return {};
}

} // namespace boxmark
