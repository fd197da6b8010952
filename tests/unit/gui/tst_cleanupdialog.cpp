// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/cleanup/cleanupdialog.h"
#include "gui/computerdialog.h"
#include "gui/widget/messagebar.h"
#include "helpers/childwidget.h"
#include "helpers/filecontents.h"
#include "helpers/owncache.h"
#include "helpers/screenshot.h"
#include "helpers/strictlog.h"
#include "image/cache.h"

#include <QCheckBox>
#include <QDir>
#include <QLabel>
#include <QPointer>
#include <QPushButton>
#include <QSignalSpy>
#include <QTableWidget>
#include <QTest>

#include <fcntl.h>
#include <sys/stat.h>

using namespace boxmark;
using namespace boxmark::test;
using namespace Qt::StringLiterals;

namespace {

constexpr int longWait = 20000;

/// An entry of the cache, as it is sealed, that was used so many days ago.
void makeEntry(const QString &kind, const QString &name, int days)
{
    const QString folder = cacheFolder() + u'/' + kind + u'/' + name;
    QVERIFY(QDir().mkpath(folder));
    for (const auto &[file, contents] :
        {std::pair {u"/file"_s, QByteArray(3 << 20, 'x')}, std::pair {u"/manifest"_s, QByteArray("3145728 file\n")}}) {
        QFile written(folder + file);
        QVERIFY(written.open(QIODevice::WriteOnly));
        QCOMPARE(written.write(contents), contents.size());
    }
    const std::time_t then = QDateTime::currentDateTime().addDays(-days).toSecsSinceEpoch();
    const std::array<timespec, 2> times {timespec {then, 0}, timespec {then, 0}};
    QCOMPARE(utimensat(AT_FDCWD, QFile::encodeName(folder).constData(), times.data(), 0), 0);
}

QStringList namesIn(const QString &kind)
{
    return QDir(cacheFolder() + u'/' + kind).entryList(QDir::AllEntries | QDir::Hidden | QDir::NoDotAndDotDot);
}

QString summaryOf(const QDialog &dialog)
{
    return child<QLabel>(dialog, u"summary"_s)->text();
}

} // namespace

class TestCleanUpDialog : public QObject
{
    Q_OBJECT

    std::unique_ptr<OwnCache> m_cache {};
    QByteArray m_path = qgetenv("PATH");
    QTemporaryDir m_nothing {};

private slots:
    void init()
    {
        test::failOnAnyWarning();
        m_cache = std::make_unique<OwnCache>();
        qputenv("PATH", m_nothing.path().toLocal8Bit()); // no engine: those hold what others work with
    }

    void cleanup()
    {
        qputenv("PATH", m_path);
        m_cache.reset();
    }

    void whatIsKeptIsShownAndWhatIsChosenGoes()
    {
        makeEntry(u"disks"_s, u"old"_s, 31);
        makeEntry(u"disks"_s, u"new"_s, 1);
        makeEntry(u"systems"_s, u"system"_s, 1);
        CleanUpDialog dialog;
        dialog.show();
        auto *table = child<QTableWidget>(dialog, u"kept"_s);
        auto *remove = child<QPushButton>(dialog, u"remove"_s);
        QTRY_COMPARE_WITH_TIMEOUT(table->rowCount(), 2, longWait);
        QCOMPARE(table->item(0, 1)->text(), u"2"_s);
        QVERIFY(table->item(0, 2)->text().startsWith(u"6.0"_s));
        QVERIFY2(summaryOf(dialog).contains(u"free 9.0"_s), qPrintable(summaryOf(dialog)));
        child<QCheckBox>(dialog, u"spareRecent"_s)->click();
        QVERIFY2(summaryOf(dialog).contains(u"free 3.0"_s), qPrintable(summaryOf(dialog)));
        dialog.grab().save(test::screenshotPath(u"dialog-cleanup"_s));
        remove->click();
        auto *messages = child<MessageBar>(dialog, u"messages"_s);
        QTRY_COMPARE_WITH_TIMEOUT(messages->messages().size(), 1, longWait);
        QVERIFY(messages->messages().first()->error().text().contains(u"Removed: 1"_s));
        QCOMPARE(namesIn(u"disks"_s), QStringList {u"new"_s});
        QTRY_COMPARE_WITH_TIMEOUT(table->item(0, 1)->text(), u"1"_s, longWait);
        QVERIFY(!remove->isEnabled());
        child<QCheckBox>(dialog, u"spareRecent"_s)->click();
        QTRY_VERIFY_WITH_TIMEOUT(remove->isEnabled(), longWait);
        remove->click();
        QTRY_COMPARE_WITH_TIMEOUT(table->rowCount(), 0, longWait);
        QVERIFY(summaryOf(dialog).startsWith(u"Nothing is kept"_s));
        QCOMPARE(namesIn(u"systems"_s), QStringList());
    }

    void whatCannotBeRemovedIsTold()
    {
        makeEntry(u"disks"_s, u"a"_s, 1);
        QVERIFY(QDir().mkpath(cacheFolder() + u"/disks/a.lock/x"_s));
        CleanUpDialog dialog;
        auto *remove = child<QPushButton>(dialog, u"remove"_s);
        QTRY_VERIFY_WITH_TIMEOUT(remove->isEnabled(), longWait);
        remove->click();
        auto *messages = child<MessageBar>(dialog, u"messages"_s);
        QTRY_COMPARE_WITH_TIMEOUT(messages->messages().size(), 2, longWait);
        QVERIFY(messages->messages().first()->error().what.contains(u"a.lock"_s));
    }

    void stopKeepsWhatIsNotRemovedYet()
    {
        for (int number = 0; number < 5; ++number)
            makeEntry(u"disks"_s, QString::number(number), 1);
        Cleaner cleaner;
        QSignalSpy found(&cleaner, &Cleaner::found);
        QSignalSpy removed(&cleaner, &Cleaner::removed);
        cleaner.find();
        QTRY_COMPARE_WITH_TIMEOUT(found.size(), 1, longWait);
        connect(&cleaner, &Cleaner::progressed, &cleaner, [&cleaner](int done) {
            if (done == 2)
                cleaner.cancel();
        });
        cleaner.remove(found.first().first().value<KeptThings>().items);
        QVERIFY(cleaner.isBusy());
        QTRY_COMPARE_WITH_TIMEOUT(removed.size(), 1, longWait);
        QVERIFY(removed.first().first().value<CleanUp>().stopped);
        QCOMPARE(namesIn(u"disks"_s).size(), 3);
        QVERIFY(!cleaner.isBusy());
    }

    void closingInTheMiddleLeavesNothingHalf()
    {
        for (int number = 0; number < 5; ++number)
            makeEntry(u"disks"_s, QString::number(number), 1);
        auto dialog = std::make_unique<CleanUpDialog>();
        auto *remove = child<QPushButton>(*dialog, u"remove"_s);
        QTRY_VERIFY_WITH_TIMEOUT(remove->isEnabled(), longWait);
        remove->click();
        dialog.reset();
        QVERIFY(namesIn(u"disks"_s).filter(u"."_s).isEmpty());
    }

    void thisComputerTellsHowMuchIsKept()
    {
        makeEntry(u"disks"_s, u"a"_s, 1);
        ComputerDialog dialog;
        dialog.show();
        auto *kept = child<QLabel>(dialog, u"keptOnDisk"_s);
        auto *cleanUp = child<QPushButton>(dialog, u"cleanUp"_s);
        QTRY_VERIFY_WITH_TIMEOUT(cleanUp->isEnabled(), longWait);
        QVERIFY2(kept->text().contains(u"3.0"_s), qPrintable(kept->text()));
        dialog.grab().save(test::screenshotPath(u"dialog-computer-kept"_s));
        cleanUp->click();
        const QPointer<QDialog> asked = child<QDialog>(dialog, u"CleanUpDialog"_s);
        auto *remove = child<QPushButton>(*asked, u"remove"_s);
        QTRY_VERIFY_WITH_TIMEOUT(remove->isEnabled(), longWait);
        remove->click();
        QTRY_COMPARE_WITH_TIMEOUT(child<QTableWidget>(*asked, u"kept"_s)->rowCount(), 0, longWait);
        asked->close();
        QTRY_VERIFY_WITH_TIMEOUT(asked.isNull(), longWait);
        QTRY_VERIFY_WITH_TIMEOUT(kept->text().contains(u" 0 "_s), longWait);
    }
};

QTEST_MAIN(TestCleanUpDialog)
#include "tst_cleanupdialog.moc"
