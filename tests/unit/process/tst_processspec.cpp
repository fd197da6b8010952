// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "helpers/strictlog.h"
#include "process/processspec.h"

#include <QProcess>
#include <QTest>

using namespace boxmark;
using namespace Qt::StringLiterals;

class TestProcessSpec : public QObject
{
    Q_OBJECT

private slots:
    void init() { test::failOnAnyWarning(); }

    void plainWordsStayUnquoted()
    {
        const ProcessSpec spec {.program = u"docker"_s, .arguments = {u"run"_s, u"--cpus=1.5"_s, u"a/b:c"_s}};
        QCOMPARE(spec.commandLine(), u"docker run --cpus=1.5 a/b:c"_s);
    }

    void environmentAndFolderStandInFront()
    {
        const ProcessSpec spec {.program = u"serve"_s,
            .environment = {{u"PORT"_s, u"80"_s}, {u"TEXT"_s, u"a b"_s}},
            .workingDirectory = u"/my app"_s};
        QCOMPARE(spec.commandLine(), u"cd '/my app' && PORT=80 TEXT='a b' serve"_s);
    }

    void aShellReadsBackWhatWasMeant_data()
    {
        QTest::addColumn<QStringList>("arguments");
        QTest::newRow("empty") << QStringList {u""_s, u"x"_s};
        QTest::newRow("spaces") << QStringList {u" a  b "_s};
        QTest::newRow("quotes") << QStringList {u"it's"_s, u"\"so\""_s, u"'"_s};
        QTest::newRow("shell") << QStringList {u"$(touch /x)"_s, u"`id`"_s, u"a;b|c&d"_s, u"*"_s, u"~"_s, u"\\n"_s};
        QTest::newRow("lines") << QStringList {u"one\ntwo"_s};
        QTest::newRow("words beyond ASCII") << QStringList {u"naïve – 端口"_s};
    }

    void aShellReadsBackWhatWasMeant()
    {
        QFETCH(QStringList, arguments);
        const ProcessSpec spec {.program = u"printf"_s, .arguments = QStringList {u"%s\\0"_s} + arguments};
        QProcess shell;
        shell.start(u"/bin/sh"_s, {u"-c"_s, spec.commandLine()});
        QVERIFY(shell.waitForFinished());
        QCOMPARE(shell.readAllStandardOutput(), (arguments.join(QChar(0)) + QChar(0)).toUtf8());
    }
};

QTEST_GUILESS_MAIN(TestProcessSpec)
#include "tst_processspec.moc"
