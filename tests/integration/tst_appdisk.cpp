// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "helpers/strictlog.h"
#include "helpers/workrun.h"
#include "image/appdisk.h"
#include "image/cache.h"
#include "image/filetree.h"

using namespace boxmark;
using namespace boxmark::test;
using namespace Qt::StringLiterals;

class TestAppDisk : public QObject
{
    Q_OBJECT

private slots:
    void init() { test::failOnAnyWarning(); }

    void first()
    {
        WorkRun run;
        Scenario scenario;
        scenario.app.source = AppSpec::Source::Image;
        scenario.app.location = u"primes"_s;
        const auto image = await(prepareImage(scenario, {}, run.context));
        QVERIFY(image.ok());
        const auto disk = await(prepareAppDisk(image.value(), run.context));
        QVERIFY2(disk.ok(), whyNot(disk).constData());
        qInfo() << disk.value().path << disk.value().size.count << run.lines(LogSource::Command);
    }
};

QTEST_GUILESS_MAIN(TestAppDisk)
#include "tst_appdisk.moc"
