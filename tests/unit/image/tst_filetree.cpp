// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "helpers/filetree.h"
#include "helpers/strictlog.h"
#include "image/filetree.h"

#include <sys/stat.h>

using namespace boxmark;
using namespace Qt::StringLiterals;

class TestFileTree : public QObject
{
    Q_OBJECT

private slots:
    void init() { test::failOnAnyWarning(); }

    void everythingInItIsRemovedAndNothingThatItsLinksLeadTo()
    {
        test::FileTree outside;
        outside.write(u"/precious/file"_s, "keep");
        test::FileTree tree;
        tree.write(u"/doomed/a/b/c"_s, "x");
        QVERIFY(QFile::link(outside.path(u"/precious"_s), tree.path(u"/doomed/link"_s)));
        QVERIFY(QFile::link(outside.path(u"/precious/file"_s), tree.path(u"/doomed/a/link"_s)));
        QVERIFY(QFile::link(u"nowhere"_s, tree.path(u"/doomed/dangling"_s)));
        const auto removed = removeTree(tree.path(u"/doomed"_s));
        QVERIFY2(removed.ok(), removed.ok() ? "" : qPrintable(removed.error().text()));
        QVERIFY(!QFileInfo::exists(tree.path(u"/doomed"_s)));
        QCOMPARE(outside.read(u"/precious/file"_s), QByteArray("keep"));
    }

    void aLinkGivenAsTheTreeIsRemovedItself()
    {
        test::FileTree tree;
        tree.write(u"/kept/file"_s, "keep");
        QVERIFY(QFile::link(tree.path(u"/kept"_s), tree.path(u"/link"_s)));
        QVERIFY(removeTree(tree.path(u"/link"_s)).ok());
        QVERIFY(!QFileInfo(tree.path(u"/link"_s)).isSymLink());
        QCOMPARE(tree.read(u"/kept/file"_s), QByteArray("keep"));
    }

    void foldersThatTheirOwnerHasClosedAreOpened()
    {
        test::FileTree tree;
        tree.write(u"/doomed/closed/deeper/file"_s, "x");
        QCOMPARE(chmod(QFile::encodeName(tree.path(u"/doomed/closed/deeper"_s)).constData(), 0), 0);
        QCOMPARE(chmod(QFile::encodeName(tree.path(u"/doomed/closed"_s)).constData(), 0500), 0);
        QVERIFY(removeTree(tree.path(u"/doomed"_s)).ok());
        QVERIFY(!QFileInfo::exists(tree.path(u"/doomed"_s)));
    }

    void whatIsNotThereIsRemovedAlready() { QVERIFY(removeTree(u"/nonexistent/boxmark"_s).ok()); }

    void hardLinksCountOnce()
    {
        test::FileTree tree;
        tree.write(u"/files/one"_s, QByteArray(1'000'000, 'x'));
        const qint64 single = sizeOfTree(tree.path(u"/files"_s)).count;
        QVERIFY(single >= 1'000'000 && single < 1'100'000);
        QCOMPARE(::link(QFile::encodeName(tree.path(u"/files/one"_s)).constData(),
                     QFile::encodeName(tree.path(u"/files/two"_s)).constData()),
            0);
        QCOMPARE(sizeOfTree(tree.path(u"/files"_s)).count, single);
    }
};

QTEST_GUILESS_MAIN(TestFileTree)
#include "tst_filetree.moc"
