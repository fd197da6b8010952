// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "image/gitapp.h"

#include "image/cache.h"
#include "image/cachekind.h"
#include "image/dockercommand.h"
#include "model/gitlocation.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>
#include <QStandardPaths>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace boxmark {

namespace {

constexpr auto askDeadline = 60s;
constexpr auto fetchDeadline = 10min;
constexpr Bytes largestRepository {1LL << 30}; // packed, and again as files
constexpr qint64 mostFiles = 200'000;
constexpr qsizetype keptRepositories = 12;

QString tr(const char *text)
{
    return QCoreApplication::translate("git", text);
}

QString protocolName(GitLocation::Protocol protocol)
{
    switch (protocol) {
    case GitLocation::Protocol::Https:
        return u"https"_s;
    case GitLocation::Protocol::Ssh:
        return u"ssh"_s;
    case GitLocation::Protocol::File:
        break;
    }
    return u"file"_s;
}

/// git that executes nothing of what it fetches, asks nobody anything, and reaches no other place than it was told to.
/// Sources: git-config(1), gitsecurity(7); CVE-2022-24439 (ext::), CVE-2024-32002 (submodules).
ProcessSpec gitSpec(const GitLocation &location, const QStringList &arguments, const QString &folder = {})
{
    const QString allowed = u"protocol.%1.allow=always"_s.arg(protocolName(location.protocol));
    QStringList all;
    for (const QString &setting : {u"protocol.allow=never"_s, u"protocol.ext.allow=never"_s, allowed,
             u"core.hooksPath=/dev/null"_s, u"core.fsmonitor=false"_s, u"submodule.recurse=false"_s,
             u"fetch.recurseSubmodules=false"_s, u"transfer.fsckObjects=true"_s, u"gc.auto=0"_s,
             u"http.followRedirects=initial"_s, u"advice.detachedHead=false"_s})
        all << u"-c"_s << setting;
    return {.program = u"git"_s,
        .arguments = all + arguments,
        .environment = {{u"GIT_TERMINAL_PROMPT"_s, u"0"_s}, {u"GIT_LFS_SKIP_SMUDGE"_s, u"1"_s}, {u"LC_ALL"_s, u"C"_s},
            {u"GIT_SSH_COMMAND"_s, u"ssh -o BatchMode=yes"_s}, {u"GIT_ASKPASS"_s, u"true"_s}},
        .workingDirectory = folder};
}

/// The same, ended by the kernel when it writes a file that is larger than a repository may be: what is fetched comes
/// as one pack.
ProcessSpec limited(ProcessSpec spec)
{
    spec.arguments.prepend(spec.program);
    spec.arguments.prepend(u"--fsize=%1"_s.arg(largestRepository.count));
    spec.program = u"prlimit"_s;
    return spec;
}

Result<void> checkGit()
{
    if (!QStandardPaths::findExecutable(u"git"_s).isEmpty())
        return {};
    return Error {tr("git is not installed."), tr("There is no program “git” in PATH."),
        tr("Install it; on Debian and Ubuntu:"), u"sudo apt install git"_s};
}

Error notFetched(const GitLocation &location, const QString &why)
{
    return {tr("The repository %1 could not be fetched.").arg(location.url), why,
        tr("See that its address is right and that you may read it without being asked for a password.")};
}

/// What git says of the names, a branch before a tag, and a tag's commit before the tag itself.
QString commitIn(const QByteArray &listing, const QString &ref)
{
    const QStringList wanted = ref.isEmpty()
        ? QStringList {u"HEAD"_s}
        : QStringList {u"refs/heads/"_s + ref, u"refs/tags/%1^{}"_s.arg(ref), u"refs/tags/"_s + ref, ref};
    for (const QString &name : wanted) {
        for (const QByteArray &line : listing.split('\n')) {
            const QList<QByteArray> fields = line.split('\t');
            if (fields.size() == 2 && QString::fromUtf8(fields[1]) == name)
                return QString::fromLatin1(fields[0]);
        }
    }
    return {};
}

QStringList listArguments(const GitLocation &location)
{
    if (location.ref.isEmpty())
        return {u"ls-remote"_s, u"--"_s, location.url, u"HEAD"_s};
    return {u"ls-remote"_s, u"--"_s, location.url, location.ref, location.ref + u"^{}"_s};
}

// Outside of the coroutines: g++ 12 destroys twice what a braced list takes from temporaries inside of one.
ProcessSpec initSpec(const GitLocation &location, const QString &folder)
{
    return gitSpec(location, {u"init"_s, u"--quiet"_s, u"--template="_s}, folder);
}

ProcessSpec listTreeSpec(const GitLocation &location, const QString &folder)
{
    return gitSpec(location, {u"ls-tree"_s, u"-r"_s, u"-l"_s, u"FETCH_HEAD"_s}, folder);
}

ProcessSpec checkOutSpec(const GitLocation &location, const QString &folder)
{
    return limited(gitSpec(location, {u"checkout"_s, u"--quiet"_s, u"--detach"_s, u"FETCH_HEAD"_s}, folder));
}

QStringList fetchArguments(const GitLocation &location)
{
    return {u"fetch"_s, u"--quiet"_s, u"--depth=1"_s, u"--no-tags"_s, u"--no-recurse-submodules"_s, u"--"_s,
        location.url, location.ref};
}

/// What the files of a commit come to, from `git ls-tree -r -l`: "100644 blob ID SIZE\tNAME".
struct TreeSize
{
    qint64 files = 0;
    qint64 bytes = 0;

    void add(const QString &line)
    {
        ++files;
        bytes += line.section(u'\t', 0, 0).section(u' ', -1).toLongLong();
    }
};

Result<void> checkSize(const GitLocation &location, const TreeSize &size)
{
    if (size.bytes <= largestRepository.count && size.files <= mostFiles)
        return {};
    return Error {tr("The repository %1 is too large.").arg(location.url),
        tr("It has %1 files of %2 in all.").arg(size.files).arg(formatBytes({size.bytes})),
        tr("Clone it yourself and name its Dockerfile (app: dockerfile:).")};
}

QCoro::Task<Result<void>> gitStep(
    ProcessSpec spec, GitLocation location, WorkContext context, std::function<void(QString)> onLine = {})
{
    const auto output = co_await runCommand(context, spec, fetchDeadline, std::move(onLine));
    if (!output)
        co_return output.error();
    if (!output.value().result.succeeded())
        co_return notFetched(location,
            clientText(output.value()) + u"\n"_s
                + tr("git %1; it may write %2 at most.")
                      .arg(output.value().result.text(), formatBytes(largestRepository)));
    co_return {};
}

QCoro::Task<Result<void>> fetchInto(GitLocation location, QString folder, WorkContext context)
{
    const QString files = folder + u"/files"_s;
    QDir().mkpath(files);
    const auto begun = co_await gitStep(initSpec(location, files), location, context);
    if (!begun)
        co_return begun;
    const ProcessSpec fetch = limited(gitSpec(location, fetchArguments(location), files));
    const auto fetched = co_await gitStep(fetch, location, context);
    if (!fetched)
        co_return fetched;
    TreeSize size;
    const std::function<void(QString)> add = [&size](const QString &line) { size.add(line); };
    const auto listed = co_await gitStep(listTreeSpec(location, files), location, context, add);
    if (!listed)
        co_return listed;
    if (const auto fits = checkSize(location, size); !fits)
        co_return fits;
    const auto checkedOut = co_await gitStep(checkOutSpec(location, files), location, context);
    if (!checkedOut)
        co_return checkedOut;
    // A .git that came from elsewhere is no place to run git in, and none of the image's business.
    QDir(files + u"/.git"_s).removeRecursively();
    co_return {};
}

CacheEntry cacheEntry(const GitLocation &location)
{
    return {cachekind::repositories, digestOf({location.url.toUtf8(), location.ref.toUtf8()}),
        tr("the repository %1").arg(location.url)};
}

/// Links in a repository may lead anywhere: what is built must lie within.
Result<QString> dockerfileIn(const QString &folder, const GitLocation &location)
{
    QFileInfo file(folder + u'/' + location.path);
    if (file.isDir())
        file.setFile(file.filePath() + u"/Dockerfile"_s);
    const QString path = file.canonicalFilePath();
    if (file.isFile() && path.startsWith(QFileInfo(folder).canonicalFilePath() + u'/'))
        return path;
    return Error {tr("The repository %1 has no Dockerfile there.").arg(location.url),
        tr("There is no file “%1” in its commit %2.")
            .arg(QDir::cleanPath(location.path + (file.fileName() == u"Dockerfile"_s ? u"/Dockerfile"_s : QString())),
                location.ref.left(12)),
        tr("Write URL#REF:FOLDER, with the folder that has the Dockerfile.")};
}

} // namespace

QCoro::Task<Result<AppSpec>> pinnedApp(AppSpec app, WorkContext context)
{
    if (app.source != AppSpec::Source::Git)
        co_return app;
    const auto parsed = parseGitLocation(app.location);
    if (!parsed)
        co_return parsed.error();
    GitLocation location = parsed.value();
    if (location.isPinned())
        co_return app;
    if (const auto there = checkGit(); !there)
        co_return there.error();
    const ProcessSpec spec = gitSpec(location, listArguments(location));
    const auto listing = co_await runCommand(context, spec, askDeadline);
    if (!listing)
        co_return listing.error();
    if (!listing.value().result.succeeded())
        co_return notFetched(location, clientText(listing.value()));
    const QString commit = commitIn(listing.value().standardOutput, location.ref);
    if (commit.isEmpty())
        co_return notFetched(location,
            location.ref.isEmpty() ? tr("It has no commit yet.")
                                   : tr("It has no branch and no tag “%1”.").arg(location.ref));
    location.ref = commit;
    app.location = location.text();
    co_return app;
}

std::optional<QString> commitOf(const AppSpec &app)
{
    if (app.source != AppSpec::Source::Git)
        return std::nullopt;
    const auto location = parseGitLocation(app.location);
    return location && location.value().isPinned() ? std::optional(location.value().ref) : std::nullopt;
}

QCoro::Task<Result<QString>> fetchGitApp(QString text, WorkContext context)
{
    AppSpec app;
    app.source = AppSpec::Source::Git;
    app.location = text;
    const auto pinned = co_await pinnedApp(app, context); // a branch must not name what is kept
    if (!pinned)
        co_return pinned.error();
    const auto parsed = parseGitLocation(pinned.value().location);
    if (!parsed)
        co_return parsed.error();
    const GitLocation &location = parsed.value();
    if (const auto there = checkGit(); !there)
        co_return there.error();
    const CacheEntry entry = cacheEntry(location);
    const CacheBuilder build
        = [location, context](const QString &folder) { return fetchInto(location, folder, context); };
    const auto folder = co_await cached(entry, build, context);
    if (!folder)
        co_return folder.error();
    pruneCache(entry.kind, keptRepositories);
    tellLog(context, LogSource::Build,
        tr("Building runs what the Dockerfile of %1 says (commit %2), with what the container engine may do here.")
            .arg(location.url, location.ref));
    co_return dockerfileIn(folder.value() + u"/files"_s, location);
}

} // namespace boxmark
