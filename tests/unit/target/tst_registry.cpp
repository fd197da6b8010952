// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "helpers/strictlog.h"
#include "target/registry.h"

#include <QSet>
#include <QTest>

using namespace boxmark;
using namespace Qt::StringLiterals;

class TestRegistry : public QObject
{
    Q_OBJECT

private slots:
    void init() { test::failOnAnyWarning(); }

    void everyKindIsFoundAndMakesATargetOfItsSpec()
    {
        QSet<QString> ids;
        for (const TargetKind &kind : targetKinds()) {
            ids << kind.id;
            QCOMPARE(findTargetKind(kind.id), &kind);
            QVERIFY(!kind.title.isEmpty() && !kind.summary.isEmpty());
            const TargetSpec spec {u"a name"_s, kind.id, {}};
            QCOMPARE(kind.make(spec)->spec(), spec);
        }
        QCOMPARE(ids.size(), targetKinds().size());
        QVERIFY(ids.contains(u"process"_s) && ids.contains(u"docker"_s));
        QVERIFY(!findTargetKind(u"spaceship"_s));
    }

    void whatAKindCannotRunItRefusesWithAReasonAndARemedy()
    {
        using Source = AppSpec::Source;
        const QList<Source> images {Source::Builtin, Source::Dockerfile, Source::Image, Source::Git};
        const QMap<QString, QList<Source>> runs {{u"process"_s, images + QList {Source::Command}},
            {u"docker"_s, images}, {u"vm"_s, images}, {u"microvm"_s, images}, {u"url"_s, {Source::Url}}};
        for (const TargetKind &kind : targetKinds()) {
            const auto target = kind.make({kind.id, kind.id, {}});
            for (const Source source :
                {Source::Builtin, Source::Dockerfile, Source::Image, Source::Git, Source::Command, Source::Url}) {
                Scenario scenario;
                scenario.app.source = source;
                scenario.app.location = u"http://127.0.0.1:8000"_s;
                const auto supported = target->supports(scenario);
                QCOMPARE(supported.ok(), runs[kind.id].contains(source));
                if (!supported)
                    QVERIFY(!supported.error().why.isEmpty() && !supported.error().remedy.isEmpty());
            }
        }
    }
};

QTEST_GUILESS_MAIN(TestRegistry)
#include "tst_registry.moc"
