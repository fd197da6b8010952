// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "helpers/recordingprocessfactory.h"
#include "helpers/strictlog.h"
#include "helpers/targetrun.h"
#include "target/vagrant/vagrantmachine.h"

#include <QDir>
#include <QSignalSpy>
#include <QTest>
#include <QTimer>

using namespace boxmark;
using namespace Qt::StringLiterals;

namespace {

QByteArray statusOf(const QByteArray &state)
{
    return "1,default,provider-name,libvirt\n1,default,state," + state + '\n';
}

/// Vagrant as a test writes it, and a directory with a Vagrantfile.
struct Recorded
{
    Recorded()
        : run(std::make_unique<test::RecordingProcessFactory>())
        , programs(static_cast<test::RecordingProcessFactory *>(run.processes.get()))
    {
        QFile file(folder.filePath(u"Vagrantfile"_s));
        if (!file.open(QIODevice::WriteOnly))
            qFatal("no Vagrantfile");
        run.context.agentPath = u"/opt/boxmark-agent"_s;
        programs->answer({u"/opt/boxmark-agent"_s}, {.result = {.exitCode = 1}});
        programs->answer({u"vagrant"_s}, {});
        programs->answer({u"vagrant"_s, u"status"_s}, {.standardOutput = statusOf("not_created")});
        programs->answer({u"vagrant"_s, u"ssh-config"_s},
            {.standardOutput = "Host default\n  HostName 127.0.0.1\n  User vagrant\n  Port 2222\n"});
        programs->answer({u"tar"_s}, {});
        programs->answer({u"ssh"_s}, {});
        target = findTargetKind(u"vagrant"_s)->make({u"v"_s, u"vagrant"_s, {{u"directory"_s, folder.path()}}});
    }

    Result<std::shared_ptr<PreparedApp>> prepare() { return test::await(target->prepare(scenario, run.context)); }

    /// What was asked of Vagrant: "up default", "destroy -f default".
    QStringList asked() const
    {
        QStringList words;
        for (const ProcessSpec &spec : programs->specs()) {
            if (spec.program == u"vagrant"_s)
                words << spec.arguments.join(u' ');
        }
        return words;
    }

    QString mark() const { return folder.filePath(u".vagrant/machines/default/boxmark"_s); }
    /// As Vagrant notes it.
    void writeId(const QByteArray &id) const
    {
        const QString data = folder.filePath(u".vagrant/machines/default/libvirt"_s);
        QDir().mkpath(data);
        QFile file(data + u"/id"_s);
        if (!file.open(QIODevice::WriteOnly) || file.write(id) != id.size())
            qFatal("no id");
    }
    JournalEntry entry() const { return {u"vagrant"_s, u"machine"_s, mark()}; }
    Result<void> recover() { return test::await(findTargetKind(u"vagrant"_s)->recover({entry()}, run.context)); }

    QTemporaryDir folder {};
    test::TargetRun run;
    test::RecordingProcessFactory *programs;
    Scenario scenario {};
    std::unique_ptr<Target> target {};
};

const QString port = u"port default --machine-readable"_s;
const QString status = u"status --machine-readable"_s;

} // namespace

class TestVagrantKind : public QObject
{
    Q_OBJECT

private slots:
    void init() { test::failOnAnyWarning(); }

    void aTrialIsAColdBootOfAMachineThatWasProvisionedBefore()
    {
        Recorded it;
        const auto app = it.prepare();
        QVERIFY2(app.ok(), test::whyNot(app).constData());
        const QStringList prepared {status, u"up default"_s, u"ssh-config default"_s, port, u"halt default"_s};
        QCOMPARE(it.asked(), prepared);
        QVERIFY(QFile::exists(it.mark()));
        QVERIFY(std::ranges::any_of(app.value()->facts,
            [](const auto &fact) { return fact.first == u"first up with provisioning"_s && !fact.second.isEmpty(); }));

        it.programs->answer({u"ssh"_s}, {.staysUntilStopped = true});
        const auto instance = test::await(it.target->start(app.value(), it.scenario, it.run.context));
        QVERIFY2(instance.ok(), test::whyNot(instance).constData());
        QCOMPARE(instance.value()->endpoint().host(), u"127.0.0.1"_s);
        QSignalSpy launched(instance.value().get(), &Instance::launched);
        QTRY_VERIFY(it.programs->latest({u"ssh"_s}));
        QVERIFY(it.programs->specs().last().arguments.last().startsWith(u"sudo -n sh "_s));
        QVERIFY(test::await(instance.value()->stop()).ok());
        QVERIFY(test::await(it.target->release(app.value(), it.run.context)).ok());
        QCOMPARE(it.asked(),
            prepared + (QStringList {u"up --no-provision default"_s, u"halt default"_s, u"destroy -f default"_s}));
        QVERIFY(!QFile::exists(it.mark()));
    }

    void aMachineThatWasThereAndHaltedIsLeftHalted()
    {
        Recorded it;
        it.programs->answer({u"vagrant"_s, u"status"_s}, {.standardOutput = statusOf("shutoff")});
        const auto app = it.prepare();
        QVERIFY2(app.ok(), test::whyNot(app).constData());
        QVERIFY(test::await(it.target->release(app.value(), it.run.context)).ok());
        QCOMPARE(it.asked(),
            (QStringList {status, u"up --no-provision default"_s, u"ssh-config default"_s, port, u"halt default"_s,
                u"halt default"_s}));
        QVERIFY(!QFile::exists(it.mark()));
    }

    void aMachineThatRunsIsNotTouched()
    {
        Recorded it;
        it.programs->answer({u"vagrant"_s, u"status"_s}, {.standardOutput = statusOf("running")});
        const auto app = it.prepare();
        QVERIFY(!app.ok());
        QVERIFY2(app.error().what.contains(u"running"_s), qPrintable(app.error().text()));
        QVERIFY(app.error().command.endsWith(u"vagrant halt default"_s));
        QCOMPARE(it.asked(), QStringList {status});
    }

    void anUpThatFailsIsDestroyedAndToldWithItsWords()
    {
        Recorded it;
        it.programs->answer({u"vagrant"_s, u"up"_s},
            {.result = {.exitCode = 1},
                .standardOutput = "==> default: Running provisioner: shell...\n",
                .standardError = "The SSH command responded with a non-zero exit status.\n"});
        const auto app = it.prepare();
        QVERIFY(!app.ok());
        QVERIFY2(app.error().why.contains(u"Running provisioner"_s) && app.error().why.contains(u"non-zero"_s),
            qPrintable(app.error().text()));
        QCOMPARE(it.asked(), (QStringList {status, u"up default"_s, u"destroy -f default"_s}));
        QVERIFY(!QFile::exists(it.mark()));
        QVERIFY(it.run.lines(LogSource::Console).contains(u"==> default: Running provisioner: shell..."_s));
    }

    void stopWhileItIsProvisionedDestroysIt()
    {
        Recorded it;
        it.programs->answer(
            {u"vagrant"_s, u"up"_s}, {.standardOutput = "==> default: Starting domain.\n", .staysUntilStopped = true});
        it.run.context.log = [&it](const LogLine &line) {
            if (line.text.contains(u"Starting domain"_s))
                QTimer::singleShot(0, qApp, [&it] { it.run.stop.cancel(); });
        };
        const auto app = it.prepare();
        QVERIFY(!app.ok());
        QCOMPARE(it.asked(), (QStringList {status, u"up default"_s, u"destroy -f default"_s}));
    }

    void anUpThatFailsInATrialEndsIt()
    {
        Recorded it;
        const auto app = it.prepare();
        QVERIFY2(app.ok(), test::whyNot(app).constData());
        it.programs->answer({u"vagrant"_s, u"up"_s},
            {.result = {.exitCode = 1},
                .standardError = "Timed out while waiting for the machine to boot. This means\n"});
        const auto instance = test::await(it.target->start(app.value(), it.scenario, it.run.context));
        QVERIFY2(instance.ok(), test::whyNot(instance).constData());
        QSignalSpy exited(instance.value().get(), &Instance::exited);
        QTRY_COMPARE(exited.size(), 1);
        QVERIFY(exited.first().first().value<Error>().what.contains(u"did not let Vagrant in"_s));
        QVERIFY(test::await(instance.value()->stop()).ok());
        QCOMPARE(it.asked().last(), u"halt --force default"_s);
    }

    void anSshThatIsRefusedEndsATrialWithItsWords()
    {
        Recorded it;
        const auto app = it.prepare();
        QVERIFY2(app.ok(), test::whyNot(app).constData());
        it.programs->answer({u"ssh"_s},
            {.result = {.exitCode = 255}, .standardError = "vagrant@127.0.0.1: Permission denied (publickey).\n"});
        const auto instance = test::await(it.target->start(app.value(), it.scenario, it.run.context));
        QVERIFY2(instance.ok(), test::whyNot(instance).constData());
        QSignalSpy exited(instance.value().get(), &Instance::exited);
        QTRY_COMPARE(exited.size(), 1);
        const Error error = exited.first().first().value<Error>();
        QVERIFY2(
            error.what.contains(u"over ssh"_s) && error.why.contains(u"Permission denied"_s), qPrintable(error.text()));
        QVERIFY(test::await(instance.value()->stop()).ok());
    }

    void whatAKilledRunLeftIsDestroyed()
    {
        Recorded it;
        it.programs->answer({u"vagrant"_s, u"up"_s}, {.effect = [&it] { it.writeId("first"); }});
        QVERIFY(it.prepare().ok());
        QVERIFY(it.recover().ok());
        QCOMPARE(it.asked().last(), u"destroy -f default"_s);
        QVERIFY(!QFile::exists(it.mark()));
    }

    void whatSomebodyHasMadeInItsPlaceIsNot()
    {
        Recorded it;
        it.programs->answer({u"vagrant"_s, u"up"_s}, {.effect = [&it] { it.writeId("first"); }});
        QVERIFY(it.prepare().ok());
        it.writeId("another");
        const QStringList before = it.asked();
        QVERIFY(it.recover().ok());
        QCOMPARE(it.asked(), before);
        QVERIFY(!QFile::exists(it.mark()));
    }

    void anotherRunsMachineIsNotTaken()
    {
        Recorded it;
        QVERIFY(it.prepare().ok());
        Recorded other;
        const auto target
            = findTargetKind(u"vagrant"_s)->make({u"v"_s, u"vagrant"_s, {{u"directory"_s, it.folder.path()}}});
        other.programs->answer({u"vagrant"_s, u"status"_s}, {.standardOutput = statusOf("shutoff")});
        const auto app = test::await(target->prepare(other.scenario, other.run.context));
        QVERIFY(!app.ok());
        QVERIFY2(app.error().what.contains(u"in use by another run"_s), qPrintable(app.error().text()));
        QCOMPARE(other.asked(), QStringList {status});
    }

    void withoutAVagrantfileItSaysWhereItLooked()
    {
        Recorded it;
        QVERIFY(QFile::remove(it.folder.filePath(u"Vagrantfile"_s)));
        const auto supported = it.target->supports(it.scenario);
        QVERIFY(!supported.ok());
        QVERIFY(supported.error().what.contains(it.folder.path()));
    }
};

QTEST_GUILESS_MAIN(TestVagrantKind)
#include "tst_vagrantkind.moc"
