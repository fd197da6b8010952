// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/gitlocation.h"

#include <QCoreApplication>
#include <QDir>
#include <QRegularExpression>

using namespace Qt::StringLiterals;

namespace boxmark {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("git", text);
}

bool matches(const QString &text, const QString &pattern)
{
    return QRegularExpression(QRegularExpression::anchoredPattern(pattern)).match(text).hasMatch();
}

// git-check-ref-format(1), and stricter.
bool isRef(const QString &ref)
{
    return matches(ref, u"[A-Za-z0-9_][A-Za-z0-9._/+-]*"_s) && !ref.contains(u".."_s);
}

bool isPathWithin(const QString &path)
{
    const QString clean = QDir::cleanPath(path);
    return !path.contains(u'\\') && QDir::isRelativePath(path) && clean != u".."_s && !clean.startsWith(u"../"_s);
}

// "git@host:group/project.git", as git(1) has it besides URLs.
bool isScpLike(const QString &url)
{
    return matches(url, u"[A-Za-z0-9_][A-Za-z0-9._-]*@[A-Za-z0-9][A-Za-z0-9.-]*:[^:]+"_s);
}

Error notAllowed(const QString &url)
{
    return {tr("The repository “%1” is not fetched.").arg(url),
        tr("Only https and ssh are allowed, and a path of this computer."),
        tr("Write https://HOST/PATH.git, ssh://USER@HOST/PATH.git, or the path of a folder.")};
}

Result<void> takeUrl(GitLocation &location, const QString &url, const QString &folder)
{
    location.url = url;
    if (matches(url, u"https://[A-Za-z0-9\\[][^\\s]*"_s)) {
        location.protocol = GitLocation::Protocol::Https;
    } else if (matches(url, u"ssh://[A-Za-z0-9][^\\s]*"_s) || isScpLike(url)) {
        location.protocol = GitLocation::Protocol::Ssh;
    } else if (!url.isEmpty() && !url.startsWith(u'-') && !url.contains(u':')) {
        location.protocol = GitLocation::Protocol::File;
        location.url = QDir::cleanPath(QDir(folder).absoluteFilePath(url));
    } else {
        return notAllowed(url);
    }
    return {};
}

} // namespace

bool GitLocation::isPinned() const
{
    return matches(ref, u"[0-9a-f]{40}|[0-9a-f]{64}"_s);
}

QString GitLocation::text() const
{
    QString text = url;
    if (!ref.isEmpty() || !path.isEmpty())
        text += u'#' + ref;
    if (!path.isEmpty())
        text += u':' + path;
    return text;
}

Result<GitLocation> parseGitLocation(const QString &text, const QString &folder)
{
    GitLocation location;
    const QString fragment = text.section(u'#', 1);
    location.ref = fragment.section(u':', 0, 0);
    location.path = fragment.section(u':', 1);
    if (const auto taken = takeUrl(location, text.section(u'#', 0, 0), folder); !taken)
        return taken.error();
    if (!location.ref.isEmpty() && !isRef(location.ref))
        return Error {tr("“%1” is not the name of a branch, a tag or a commit.").arg(location.ref), {},
            tr("Write URL#BRANCH, URL#TAG or URL#COMMIT.")};
    if (!location.path.isEmpty() && !isPathWithin(location.path))
        return Error {tr("“%1” is not a place within the repository.").arg(location.path), {},
            tr("Write URL#REF:FOLDER or URL#REF:FOLDER/Dockerfile.")};
    return location;
}

} // namespace boxmark
