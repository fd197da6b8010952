// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "helpers/filetree.h"
#include "helpers/strictlog.h"
#include "image/filetree.h"
#include "image/unpack.h"

#include <archive.h>
#include <archive_entry.h>
#include <unistd.h>

using namespace boxmark;
using namespace Qt::StringLiterals;

namespace {

struct Entry
{
    QByteArray path;
    QByteArray contents {};
    QByteArray linkTo {};
    QByteArray hardLinkTo {};
    unsigned type = AE_IFREG;
    unsigned permissions = 0644;
};

void writeTar(const QString &path, const std::vector<Entry> &entries)
{
    const std::unique_ptr<archive, decltype(&archive_write_free)> writer(archive_write_new(), &archive_write_free);
    archive_write_set_format_pax(writer.get());
    QCOMPARE(archive_write_open_filename(writer.get(), QFile::encodeName(path).constData()), ARCHIVE_OK);
    for (const Entry &entry : entries) {
        const std::unique_ptr<archive_entry, decltype(&archive_entry_free)> header(
            archive_entry_new(), &archive_entry_free);
        archive_entry_set_pathname(header.get(), entry.path.constData());
        archive_entry_set_filetype(header.get(), entry.type);
        archive_entry_set_perm(header.get(), entry.permissions);
        archive_entry_set_uid(header.get(), geteuid());
        archive_entry_set_gid(header.get(), getegid());
        archive_entry_set_size(header.get(), entry.contents.size());
        if (!entry.linkTo.isEmpty())
            archive_entry_set_symlink(header.get(), entry.linkTo.constData());
        if (!entry.hardLinkTo.isEmpty())
            archive_entry_set_hardlink(header.get(), entry.hardLinkTo.constData());
        QCOMPARE(archive_write_header(writer.get(), header.get()), ARCHIVE_OK);
        archive_write_data(writer.get(), entry.contents.constData(), size_t(entry.contents.size()));
    }
}

// A folder to unpack into, one beside it that must stay as it is, and the archive.
struct Place
{
    Place()
    {
        tree.write(u"/beside/file"_s, "untouched");
        QDir(tree.root()).mkdir(u"root"_s);
    }
    ~Place() { QVERIFY(removeTree(tree.path(u"/root"_s)).ok()); } // it has closed folders
    Place(const Place &) = delete;
    Place &operator=(const Place &) = delete;

    Result<UnpackLoss> unpack(const std::vector<Entry> &entries)
    {
        writeTar(tree.path(u"/archive.tar"_s), entries);
        return unpackTar(tree.path(u"/archive.tar"_s), tree.path(u"/root"_s), stop);
    }
    bool besideIsUntouched() const
    {
        return QDir(tree.path(u"/beside"_s)).entryList(QDir::AllEntries | QDir::NoDotAndDotDot)
            == QStringList(u"file"_s)
            && tree.read(u"/beside/file"_s) == "untouched";
    }

    test::FileTree tree {};
    std::shared_ptr<std::atomic_bool> stop = std::make_shared<std::atomic_bool>(false);
};

} // namespace

class TestUnpack : public QObject
{
    Q_OBJECT

private slots:
    void init() { test::failOnAnyWarning(); }

    void whatIsInItComesOut()
    {
        Place place;
        const auto loss = place.unpack({{.path = "closed/", .type = AE_IFDIR, .permissions = 0500},
            {.path = "closed/file", .contents = "in it"}, {.path = "hard", .hardLinkTo = "closed/file"},
            {.path = "link", .linkTo = "/etc/passwd", .type = AE_IFLNK}, {.path = ".dockerenv"}});
        QVERIFY2(loss.ok(), loss.ok() ? "" : qPrintable(loss.error().text()));
        QCOMPARE(loss.value().other, QString());
        QCOMPARE(loss.value().owners, geteuid() != 0);
        QCOMPARE(place.tree.read(u"/root/closed/file"_s), QByteArray("in it"));
        QCOMPARE(place.tree.read(u"/root/hard"_s), QByteArray("in it"));
        QCOMPARE(QFileInfo(place.tree.path(u"/root/closed"_s)).permissions() & QFile::WriteOwner, QFile::Permissions());
        QVERIFY(QFileInfo(place.tree.path(u"/root/link"_s)).isSymLink());
        QVERIFY(!QFileInfo::exists(place.tree.path(u"/root/.dockerenv"_s)));
    }

    void aDeviceThatMayNotBeMadeIsCounted()
    {
        Place place;
        const auto loss = place.unpack({{.path = "null", .type = AE_IFCHR}, {.path = "file", .contents = "x"}});
        QVERIFY2(loss.ok(), loss.ok() ? "" : qPrintable(loss.error().text()));
        QCOMPARE(loss.value().devices, QFileInfo::exists(place.tree.path(u"/root/null"_s)) ? 0 : 1);
        QCOMPARE(place.tree.read(u"/root/file"_s), QByteArray("x"));
    }

    void nothingIsWrittenOutsideOfTheFolder_data()
    {
        QTest::addColumn<std::vector<Entry>>("entries");
        using Entries = std::vector<Entry>;
        QTest::newRow("up") << Entries {{.path = "../beside/new", .contents = "x"}};
        QTest::newRow("up inside a path") << Entries {{.path = "a/../../beside/new", .contents = "x"}};
        QTest::newRow("over an existing file") << Entries {{.path = "../beside/file", .contents = "x"}};
        QTest::newRow("through a link") << Entries {
            {.path = "way", .linkTo = "../beside", .type = AE_IFLNK}, {.path = "way/new", .contents = "x"}};
        QTest::newRow("through two links") << Entries {{.path = "one", .linkTo = "..", .type = AE_IFLNK},
            {.path = "two", .linkTo = "one/beside", .type = AE_IFLNK}, {.path = "two/file", .contents = "x"}};
        QTest::newRow("to the target of a link") << Entries {
            {.path = "file", .linkTo = "../beside/file", .type = AE_IFLNK}, {.path = "file", .contents = "x"}};
        QTest::newRow("to a hard link") << Entries {
            {.path = "mine", .hardLinkTo = "../beside/file"}, {.path = "mine", .contents = "x"}};
    }
    void nothingIsWrittenOutsideOfTheFolder()
    {
        QFETCH(std::vector<Entry>, entries);
        Place place;
        const auto loss = place.unpack(entries);
        QVERIFY(place.besideIsUntouched());
        if (!loss)
            QVERIFY(!loss.error().what.isEmpty());
    }

    void absolutePathsAreThoseOfTheImage()
    {
        Place place;
        const QByteArray path = QFile::encodeName(place.tree.path(u"/beside/new"_s));
        QVERIFY(place.unpack({{.path = path, .contents = "x"}}).ok());
        QVERIFY(place.besideIsUntouched());
        QCOMPARE(place.tree.read(u"/root"_s + QFile::decodeName(path)), QByteArray("x"));
    }

    void aCutArchiveIsTold()
    {
        Place place;
        writeTar(place.tree.path(u"/archive.tar"_s), {{.path = "large", .contents = QByteArray(100'000, 'x')}});
        QVERIFY(QFile::resize(place.tree.path(u"/archive.tar"_s), 50'000));
        const auto loss = unpackTar(place.tree.path(u"/archive.tar"_s), place.tree.path(u"/root"_s), place.stop);
        QVERIFY(!loss.ok());
        QVERIFY(!loss.error().why.isEmpty());
        QVERIFY(!unpackTar(u"/nonexistent/archive"_s, place.tree.path(u"/root"_s), place.stop).ok());
    }

    void itCanBeStopped()
    {
        Place place;
        *place.stop = true;
        const auto loss = place.unpack({{.path = "file", .contents = "x"}});
        QVERIFY(!loss.ok());
        QCOMPARE(loss.error().what, u"Stopped."_s);
    }

    void whatIsLostIsToldInSentences()
    {
        QCOMPARE(UnpackLoss {}.text(), QString());
        const QString text = UnpackLoss {.owners = true, .devices = 3, .capabilities = 2, .other = u"why"_s}.text();
        for (const auto &part : {u"belongs to you"_s, u": 3."_s, u": 2."_s, u"why"_s})
            QVERIFY2(text.contains(part), qPrintable(text));
    }
};

QTEST_GUILESS_MAIN(TestUnpack)
#include "tst_unpack.moc"
