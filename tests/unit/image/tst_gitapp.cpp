// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "helpers/owncache.h"
#include "helpers/strictlog.h"
#include "helpers/workrun.h"
#include "image/gitapp.h"

#include <QDir>
#include <QFileInfo>
#include <QProcess>
#include <QTest>

using namespace boxmark;
using namespace Qt::StringLiterals;

namespace {

/// A repository that the test makes with git itself.
class Repository
{
public:
    Repository() { git({u"init"_s, u"--quiet"_s, u"--initial-branch=main"_s}); }

    QString path() const { return m_folder.path(); }

    QString git(const QStringList &arguments) const
    {
        QProcess process;
        process.setWorkingDirectory(path());
        process.start(u"git"_s,
            QStringList {u"-c"_s, u"user.name=Somebody"_s, u"-c"_s, u"user.email=somebody@example.org"_s, u"-c"_s,
                u"protocol.file.allow=always"_s}
                + arguments);
        const bool ended = process.waitForFinished(60'000) && process.exitCode() == 0;
        if (!ended)
            QTest::qFail(process.readAllStandardError().constData(), __FILE__, __LINE__);
        return QString::fromUtf8(process.readAllStandardOutput()).trimmed();
    }

    void write(const QString &name, const QByteArray &contents) const
    {
        QVERIFY(QDir().mkpath(QFileInfo(path() + u'/' + name).path()));
        QFile file(path() + u'/' + name);
        QVERIFY(file.open(QIODevice::WriteOnly));
        QCOMPARE(file.write(contents), contents.size());
    }

    /// Its name.
    QString commit() const
    {
        git({u"add"_s, u"--all"_s});
        git({u"commit"_s, u"--quiet"_s, u"--message=Change"_s});
        return git({u"rev-parse"_s, u"HEAD"_s});
    }

private:
    QTemporaryDir m_folder;
};

AppSpec appOf(const QString &location)
{
    AppSpec app;
    app.source = AppSpec::Source::Git;
    app.location = location;
    return app;
}

QByteArray contentsOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray("(not there)");
}

} // namespace

class TestGitApp : public QObject
{
    Q_OBJECT

    test::OwnCache m_cache;

private slots:
    void init() { test::failOnAnyWarning(); }

    void aBranchATagAndTheDefaultArePinnedToTheirCommits()
    {
        const Repository repository;
        repository.write(u"Dockerfile"_s, "FROM scratch\n");
        const QString first = repository.commit();
        repository.git({u"tag"_s, u"--annotate"_s, u"--message=One"_s, u"v1"_s});
        repository.git({u"branch"_s, u"old"_s});
        repository.write(u"Dockerfile"_s, "FROM scratch\n# two\n");
        const QString second = repository.commit();

        test::WorkRun run;
        const auto commit = [&](const QString &fragment) {
            const auto app = test::await(pinnedApp(appOf(repository.path() + fragment), run.context));
            return app ? commitOf(app.value()).value_or(QString()) : app.error().text();
        };
        QCOMPARE(commit({}), second);
        QCOMPARE(commit(u"#main"_s), second);
        QCOMPARE(commit(u"#old"_s), first);
        QCOMPARE(commit(u"#v1"_s), first); // the tag's commit, not the tag
        QCOMPARE(commit(u'#' + first), first);
        QVERIFY(commit(u"#none"_s).contains(u"no branch and no tag “none”"_s));
        QVERIFY(!commitOf(AppSpec {}));
    }

    void theFilesOfTheCommitAreFetchedOnceWithoutHistoryAndHooks()
    {
        const Repository repository;
        repository.write(u"Dockerfile"_s, "FROM scratch\n# one\n");
        repository.write(u"server/Dockerfile"_s, "FROM scratch\n# server\n");
        const QString first = repository.commit();
        repository.write(u"Dockerfile"_s, "FROM scratch\n# two\n");
        repository.commit();

        test::WorkRun run;
        const QString at = repository.path() + u'#' + first;
        const auto root = test::await(fetchGitApp(at, run.context));
        QVERIFY2(root.ok(), test::whyNot(root));
        QCOMPARE(contentsOf(root.value()), "FROM scratch\n# one\n");
        QVERIFY(!QFileInfo::exists(QFileInfo(root.value()).path() + u"/.git"_s));
        QVERIFY(run.lines(LogSource::Build).join(u'\n').contains(first));
        for (const QString &fragment : {u":server"_s, u":server/Dockerfile"_s}) {
            const auto server = test::await(fetchGitApp(at + fragment, run.context));
            QVERIFY2(server.ok(), test::whyNot(server));
            QCOMPARE(contentsOf(server.value()), "FROM scratch\n# server\n");
        }
        QCOMPARE(run.lines(LogSource::Command).filter(u" fetch "_s).size(), 1);
        const auto none = test::await(fetchGitApp(at + u":client"_s, run.context));
        QVERIFY(!none.ok());
        QVERIFY2(none.error().why.contains(u"“client"_s), test::whyNot(none));
    }

    void nothingOfTheRepositoryIsExecuted()
    {
        const Repository module;
        module.write(u"inner"_s, "x");
        module.commit();
        const Repository repository;
        const QString proof = repository.path() + u"/executed"_s;
        repository.write(u"Dockerfile"_s, "FROM scratch\n");
        repository.git({u"submodule"_s, u"--quiet"_s, u"add"_s, module.path(), u"module"_s});
        const QString commit = repository.commit();
        repository.write(u".git/hooks/post-checkout"_s, "#!/bin/sh\ntouch " + proof.toUtf8() + "\n");
        QFile::setPermissions(
            repository.path() + u"/.git/hooks/post-checkout"_s, QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);

        test::WorkRun run;
        const auto dockerfile = test::await(fetchGitApp(repository.path() + u'#' + commit, run.context));
        QVERIFY2(dockerfile.ok(), test::whyNot(dockerfile));
        QVERIFY(!QFileInfo::exists(proof));
        QVERIFY(!QFileInfo::exists(QFileInfo(dockerfile.value()).path() + u"/module/inner"_s));
        for (const QString &command : run.lines(LogSource::Command)) {
            QVERIFY2(command.contains(u"protocol.allow=never"_s) && command.contains(u"core.hooksPath=/dev/null"_s)
                    && command.contains(u"core.fsmonitor=false"_s),
                qPrintable(command));
        }
    }

    void aLinkOutOfTheRepositoryIsNoDockerfile()
    {
        const Repository repository;
        QVERIFY(QFile::link(u"/etc"_s, repository.path() + u"/elsewhere"_s));
        QVERIFY(QFile::link(u"/etc/passwd"_s, repository.path() + u"/Dockerfile"_s));
        const QString at = repository.path() + u'#' + repository.commit();
        test::WorkRun run;
        QVERIFY(!test::await(fetchGitApp(at, run.context)).ok());
        QVERIFY(!test::await(fetchGitApp(at + u":elsewhere/passwd"_s, run.context)).ok());
    }

    void whatCannotBeFetchedLeavesNothingAndSaysWhy()
    {
        test::WorkRun run;
        const auto app = test::await(pinnedApp(appOf(u"/no/such/repository"_s), run.context));
        QVERIFY(!app.ok());
        QVERIFY2(app.error().what.contains(u"/no/such/repository"_s) && !app.error().why.isEmpty(), test::whyNot(app));
        const auto fetched = test::await(fetchGitApp(u"/no/such/repository#"_s + QString(40, u'a'), run.context));
        QVERIFY(!fetched.ok());
        const auto refused = test::await(fetchGitApp(u"ext::sh -c id"_s, run.context));
        QVERIFY(!refused.ok());
        QCOMPARE(run.lines(LogSource::Command).filter(u"ext::"_s), QStringList());
    }
};

QTEST_GUILESS_MAIN(TestGitApp)
#include "tst_gitapp.moc"
