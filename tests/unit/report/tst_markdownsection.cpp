// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "helpers/filecontents.h"
#include "helpers/strictlog.h"
#include "report/page/markdownsection.h"
#include "report/page/markup.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace boxmark;
using namespace Qt::StringLiterals;

namespace {

void write(const QString &path, const QByteArray &bytes)
{
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    QCOMPARE(file.write(bytes), bytes.size());
}

} // namespace

class TestMarkdownSection : public QObject
{
    Q_OBJECT

private slots:
    void init() { test::failOnAnyWarning(); }

    void onlyWhatStandsBetweenTheMarkersChanges_data()
    {
        QTest::addColumn<QByteArray>("before");
        QTest::addColumn<QString>("name");
        QTest::addColumn<QByteArray>("after");
        QTest::newRow("plain")
            << QByteArray("# A\n\n<!-- boxmark:begin -->\nold\n<!-- boxmark:end -->\n\nrest \xff\x01\t\n") << QString()
            << QByteArray("# A\n\n<!-- boxmark:begin -->\nnew\nlines\n<!-- boxmark:end -->\n\nrest \xff\x01\t\n");
        QTest::newRow("empty") << QByteArray("<!-- boxmark:begin -->\n<!-- boxmark:end -->") << QString()
                               << QByteArray("<!-- boxmark:begin -->\nnew\nlines\n<!-- boxmark:end -->");
        QTest::newRow("other line ends")
            << QByteArray("a\r\n<!-- boxmark:begin -->\r\nold\r\n<!-- boxmark:end -->\r\nb\n") << QString()
            << QByteArray("a\r\n<!-- boxmark:begin -->\r\nnew\r\nlines\r\n<!-- boxmark:end -->\r\nb\n");
        QTest::newRow("named, indented")
            << QByteArray("<!-- boxmark:begin -->\nkept\n<!-- boxmark:end -->\n  <!--  boxmark:begin results -->\n<!-- "
                          "boxmark:end results -->\n")
            << u"results"_s
            << QByteArray("<!-- boxmark:begin -->\nkept\n<!-- boxmark:end -->\n  <!--  boxmark:begin results "
                          "-->\nnew\nlines\n<!-- boxmark:end results -->\n");
        QTest::newRow("told of in a sentence")
            << QByteArray("Write `<!-- boxmark:begin -->` first.\n<!-- boxmark:begin -->\n<!-- boxmark:end -->\n")
            << QString()
            << QByteArray(
                   "Write `<!-- boxmark:begin -->` first.\n<!-- boxmark:begin -->\nnew\nlines\n<!-- boxmark:end -->\n");
    }

    void onlyWhatStandsBetweenTheMarkersChanges()
    {
        QFETCH(QByteArray, before);
        QFETCH(QString, name);
        QFETCH(QByteArray, after);
        const auto updated = withSection(before, name, u"new\nlines\n"_s);
        QVERIFY2(updated.ok(), updated ? "" : qPrintable(updated.error().text()));
        QCOMPARE(updated.value(), after);
        QCOMPARE(withSection(after, name, u"new\nlines"_s).value(), after);
    }

    void markersThatDoNotPairAreTold_data()
    {
        QTest::addColumn<QByteArray>("markdown");
        QTest::addColumn<QString>("why");
        QTest::newRow("none") << QByteArray("text\n") << u"There is no line “<!-- boxmark:begin -->”."_s;
        QTest::newRow("no end") << QByteArray("<!-- boxmark:begin -->\n")
                                << u"There is no line “<!-- boxmark:end -->”."_s;
        QTest::newRow("doubled") << QByteArray(
            "<!-- boxmark:begin -->\n<!-- boxmark:end -->\n\n<!-- boxmark:begin -->\n")
                                 << u"There is more than one line “<!-- boxmark:begin -->”: 1, 4."_s;
        QTest::newRow("turned") << QByteArray("<!-- boxmark:end -->\n\n<!-- boxmark:begin -->\n")
                                << u"The end, line 1, stands before the beginning, line 3."_s;
        QTest::newRow("of another name") << QByteArray("<!-- boxmark:begin x -->\n<!-- boxmark:end x -->\n")
                                         << u"There is no line “<!-- boxmark:begin -->”."_s;
    }

    void markersThatDoNotPairAreTold()
    {
        QFETCH(QByteArray, markdown);
        QFETCH(QString, why);
        const QTemporaryDir folder;
        const QString path = folder.filePath(u"README.md"_s);
        write(path, markdown);
        const auto updated = updateSection(path, {}, u"new"_s);
        QVERIFY(!updated.ok());
        QCOMPARE(updated.error().why, why);
        QVERIFY(updated.error().what.contains(path));
        QVERIFY(updated.error().remedy.contains(u"<!-- boxmark:end -->"_s));
        QCOMPARE(test::contentsOf(path), markdown);
    }

    void aFileIsReplacedAsAWhole()
    {
        const QTemporaryDir folder;
        const QString path = folder.filePath(u"real.md"_s);
        const QString link = folder.filePath(u"link.md"_s);
        write(path, "<!-- boxmark:begin -->\n<!-- boxmark:end -->\n");
        QVERIFY(QFile::setPermissions(path, QFile::ReadOwner | QFile::WriteOwner | QFile::ReadGroup));
        QVERIFY(QFile::link(path, link));
        const auto permissions = QFile::permissions(path);
        QVERIFY(updateSection(link, {}, u"new"_s).ok());
        QCOMPARE(test::contentsOf(path), "<!-- boxmark:begin -->\nnew\n<!-- boxmark:end -->\n");
        QVERIFY(QFileInfo(link).isSymLink());
        QCOMPARE(QFile::permissions(path), permissions);
        QCOMPARE(QDir(folder.path()).entryList(QDir::Files).size(), 2); // nothing temporary
        QVERIFY(!updateSection(folder.filePath(u"none.md"_s), {}, u"new"_s).ok());
    }

    void noTextIsTakenForMarkdown_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("markdown");
        QTest::newRow("nothing special") << u"docker (runc), 1.5 ms"_s << u"docker (runc), 1.5 ms"_s;
        QTest::newRow("a cell") << u"a|b\\|c"_s << u"a\\|b\\\\\\|c"_s;
        QTest::newRow("HTML") << u"<script>&lt;"_s << u"&lt;script&gt;&amp;lt;"_s;
        QTest::newRow("lines") << u"a\r\n\r\n# b"_s << u"a # b"_s;
        QTest::newRow("code") << u"`a` *b* _c_ ~d~ $e$"_s << u"\\`a\\` \\*b\\* \\_c\\_ \\~d\\~ \\$e\\$"_s;
        QTest::newRow("a heading") << u"# a"_s << u"\\# a"_s;
        QTest::newRow("a list") << u"- a"_s << u"\\- a"_s;
        QTest::newRow("a number") << u"1. a"_s << u"1\\. a"_s;
        QTest::newRow("a link") << u"[a](http://b) www.c @d"_s << u"\\[a\\](http&#58;//b) www&#46;c &#64;d"_s;
    }

    void noTextIsTakenForMarkdown()
    {
        QFETCH(QString, text);
        QFETCH(QString, markdown);
        QCOMPARE(markdownText(text), markdown);
    }

    void aFenceIsLongerThanWhatItHolds()
    {
        QCOMPARE(markdownFence(u"a"_s, u"yaml"_s), u"```yaml\na\n```\n"_s);
        QCOMPARE(markdownFence(u"````\na\n"_s, {}), u"`````\n````\na\n`````\n"_s);
    }

    void whatXmlCannotHoldIsReplaced()
    {
        const QString text = QString(u'a') + QChar(0) + QChar(0x1b) + QChar(0xfffe) + QChar(0xd800) + u"\n\té😀"_s;
        const QChar no = QChar::ReplacementCharacter;
        QCOMPARE(printable(text), QString(u'a') + no + no + no + u"?\n\té😀"_s);
    }
};

QTEST_GUILESS_MAIN(TestMarkdownSection)
#include "tst_markdownsection.moc"
