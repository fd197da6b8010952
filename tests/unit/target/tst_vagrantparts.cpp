// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "helpers/strictlog.h"
#include "target/vagrant/luggage.h"
#include "target/vagrant/sshaccess.h"
#include "target/vagrant/vagrantmachine.h"
#include "target/vagrant/vagrantoutput.h"
#include "target/vagrant/vagrantproblem.h"
#include "target/vagrant/vmmsearch.h"

#include <QDir>
#include <QTemporaryDir>
#include <QTest>

using namespace boxmark;
using namespace Qt::StringLiterals;

namespace {

/// As `vagrant ssh-config` writes it, for two machines, and a path that needs quotes.
const QString sshConfig = uR"(Host web
  HostName 127.0.0.1
  User vagrant
  Port 2222
  UserKnownHostsFile /dev/null
  StrictHostKeyChecking no
  IdentityFile "/home/me/my machines/key"
  LogLevel FATAL

# the second one
Host db
  hostname=192.168.121.7
  User = root
)"_s;

const QByteArray status = "1795180231,default,metadata,provider,libvirt\n"
                          "a plugin's warning\n"
                          "1795180231,default,provider-name,libvirt\n"
                          "1795180231,default,state,shutoff\n"
                          "1795180231,default,state-human-short,shut off\n"
                          "1795180231,old,provider-name,virtualbox\n"
                          "1795180231,old,state,saved\n"
                          "1795180231,new,provider-name,libvirt\n"
                          "1795180231,new,state,not_created\n"
                          "1795180231,,ui,info,Current machine states:\\n\\ndefault%!(VAGRANT_COMMA) and others\n";

Error problemOf(const QString &words)
{
    return vagrantProblem({.exitCode = 1}, words, u"vagrant up"_s);
}

void writeFile(const QString &path, const QByteArray &contents)
{
    QDir().mkpath(QFileInfo(path).path());
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    QCOMPARE(file.write(contents), contents.size());
}

} // namespace

class TestVagrantParts : public QObject
{
    Q_OBJECT

private slots:
    void init() { test::failOnAnyWarning(); }

    void anSshConfigIsReadForTheMachineThatIsMeant()
    {
        const auto first = parseSshConfig(sshConfig, {});
        QVERIFY(first.ok());
        QCOMPARE(first.value().alias, u"web"_s);
        QCOMPARE(first.value().value(u"port"_s), u"2222"_s);
        QCOMPARE(first.value().value(u"IdentityFile"_s), u"/home/me/my machines/key"_s);
        QVERIFY(!first.value().isRoot());
        const auto second = parseSshConfig(sshConfig, u"db"_s);
        QVERIFY(second.ok());
        QCOMPARE(second.value().value(u"HostName"_s), u"192.168.121.7"_s);
        QVERIFY(second.value().isRoot());
    }

    void anSshConfigWithoutTheMachineIsAnError()
    {
        QVERIFY(!parseSshConfig(sshConfig, u"cache"_s).ok());
        QVERIFY(!parseSshConfig(u"Host default\n  User vagrant\n"_s, {}).ok());
        const auto silent = parseSshConfig(u"The provider is not ready for SSH.\n"_s, {});
        QVERIFY(!silent.ok());
        QVERIFY(silent.error().why.contains(u"not ready for SSH"_s) && !silent.error().remedy.isEmpty());
    }

    void sshAsksNobodyAndReadsNoConfigurationOfItsOwn()
    {
        const SshAccess access = parseSshConfig(sshConfig, {}).value();
        const ProcessSpec spec = sshSpec(access, u"sudo -n sh /x"_s, {{9001, 8000}});
        QCOMPARE(spec.program, u"ssh"_s);
        QCOMPARE(spec.arguments.mid(0, 2), (QStringList {u"-F"_s, u"none"_s}));
        QVERIFY(spec.arguments.contains(u"BatchMode yes"_s));
        QVERIFY(spec.arguments.indexOf(u"LogLevel ERROR"_s) < spec.arguments.indexOf(u"LogLevel FATAL"_s));
        QVERIFY(spec.arguments.contains(u"IdentityFile \"/home/me/my machines/key\""_s));
        QVERIFY(spec.arguments.contains(u"127.0.0.1:9001:127.0.0.1:8000"_s));
        QCOMPARE(spec.arguments.mid(spec.arguments.size() - 3), (QStringList {u"--"_s, u"web"_s, u"sudo -n sh /x"_s}));
    }

    void anAddressThatALaterBootTellsIsTaken()
    {
        const auto told = toldSshAddress(u"    default: SSH address: 192.168.121.181:22"_s);
        QVERIFY(told.has_value());
        const SshAccess moved = parseSshConfig(sshConfig, {}).value().at(told->first, told->second);
        QCOMPARE(moved.value(u"HostName"_s), u"192.168.121.181"_s);
        QCOMPARE(moved.value(u"Port"_s), u"22"_s);
        QCOMPARE(moved.value(u"User"_s), u"vagrant"_s);
        QVERIFY(!toldSshAddress(u"    default: SSH username: vagrant"_s));
    }

    void statesOfEveryMachineAreTold()
    {
        const QList<VagrantStatus> all = parseVagrantStatus(status);
        QCOMPARE(all.size(), 3);
        QCOMPARE(all.at(0), (VagrantStatus {u"default"_s, u"libvirt"_s, VagrantStatus::State::Off, u"shut off"_s}));
        QCOMPARE(all.at(1).state, VagrantStatus::State::Other);
        QCOMPARE(all.at(2).state, VagrantStatus::State::NotCreated);
        QCOMPARE(parseVagrantRows(status).last().data.last(), u"Current machine states:\n\ndefault, and others"_s);
    }

    void aForwardedPortIsFoundWhereTheProviderTells()
    {
        const QByteArray ports = "1,default,forwarded_port,22,2222\n1,default,forwarded_port,8000,8001\n";
        QCOMPARE(parseForwardedPort(ports, 8000), std::optional(8001));
        QCOMPARE(parseForwardedPort(ports, 80), std::nullopt);
        QCOMPARE(parseForwardedPort("1,,ui,error,The libvirt provider does not support listing\n", 8000), std::nullopt);
    }

    void theCallsOfABrokenProgramAreLeftOut()
    {
        const QString words = vagrantWords("==> default: Starting domain.\n"
                                           "/usr/lib/x.rb:7:in `create': Call failed: no (Libvirt::Error)\n"
                                           "\tfrom /usr/share/y/warden.rb:48:in `call'\n");
        QCOMPARE(
            words, u"==> default: Starting domain.\n/usr/lib/x.rb:7:in `create': Call failed: no (Libvirt::Error)"_s);
        QCOMPARE(vagrantWords("1,,ui,info,well\n1,,ui,error,It is\\nbroken%!(VAGRANT_COMMA) sorry\n"),
            u"It is\nbroken, sorry"_s);
    }

    void everyKnownProblemHasACauseAndARemedy_data()
    {
        QTest::addColumn<QString>("words");
        QTest::addColumn<QString>("told");
        const auto row
            = [](const QString &words, const QString &told) { QTest::newRow(qPrintable(told)) << words << told; };
        row(u"No usable default provider could be found for your system.\n\nVagrant relies on interactions"_s,
            u"no provider that works"_s);
        row(u"The provider 'libvirt' could not be found, but was requested to\nback the machine 'default'."_s,
            u"does not know the provider “libvirt”"_s);
        row(u"Error while connecting to Libvirt: Error making a connection to libvirt URI qemu:///system:\nCall to "
            "virConnectOpen failed: Failed to connect socket to '/var/run/libvirt/libvirt-sock'"_s,
            u"libvirt does not answer"_s);
        row(u"The box 'debian/bookworm64' could not be found or\ncould not be accessed in the remote catalog."_s,
            u"box was not found"_s);
        row(u"Timed out while waiting for the machine to boot. This means that"_s, u"did not let Vagrant in"_s);
        row(u"Name `app_default` of domain about to create is already taken. Please try to run"_s, u"“app_default”"_s);
        row(u"Could not access KVM kernel module: Permission denied"_s, u"hardware virtualisation"_s);
        row(u"The shell provisioner exited with a non-zero status"_s, u"could not do it"_s);
    }

    void everyKnownProblemHasACauseAndARemedy()
    {
        QFETCH(QString, words);
        QFETCH(QString, told);
        const Error error = problemOf(words);
        QVERIFY2(error.what.contains(told), qPrintable(error.text()));
        QVERIFY2(error.why.contains(words.section(u'\n', 0, 0)), qPrintable(error.text()));
        QVERIFY(!error.remedy.isEmpty());
    }

    void aMissingVagrantIsNamed()
    {
        const Error error = vagrantProblem({.failure = u"could not be started: no such file"_s}, {}, {});
        QCOMPARE(error, vagrantMissing());
        QVERIFY(error.command.startsWith(u"sudo apt install vagrant"_s));
    }

    void optionsAreRelativeToTheScenarioAndNamesAreNoOptions()
    {
        const auto read = [](const QMap<QString, QString> &options) {
            return readVagrantOptions({u"v"_s, u"vagrant"_s, options}, u"/somewhere/scenarios/x.yaml"_s);
        };
        QCOMPARE(read({}).value().directory, u"/somewhere/scenarios"_s);
        QCOMPARE(read({{u"directory"_s, u"../boxes"_s}}).value().directory, u"/somewhere/boxes"_s);
        QCOMPARE(read({{u"command"_s, u"gunicorn --bind '0.0.0.0:8000' \"a b\""_s}}).value().command,
            (QStringList {u"gunicorn"_s, u"--bind"_s, u"'0.0.0.0:8000'"_s, u"a b"_s}));
        QVERIFY(!read({{u"machine"_s, u"--all"_s}}).ok());
        QVERIFY(!read({{u"provider"_s, u"../x"_s}}).ok());
    }

    void aVagrantfileCanGoByTheScenariosLimits()
    {
        VagrantMachine machine {.directory = u"/tmp"_s, .name = u"default"_s};
        machine.environment = machineEnvironment(2, Bytes {512 << 20}, false);
        const ProcessSpec spec = machine.command({u"up"_s});
        QCOMPARE(spec.environment.value(u"BOXMARK_CPUS"_s), u"2"_s);
        QCOMPARE(spec.environment.value(u"BOXMARK_MEMORY"_s), u"512"_s);
        QCOMPARE(spec.environment.value(u"BOXMARK_DRIVER"_s), u"qemu"_s);
        QCOMPARE(spec.environment.value(u"VAGRANT_CHECKPOINT_DISABLE"_s), u"1"_s);
        QCOMPARE(spec.workingDirectory, u"/tmp"_s);
    }

    void aMachinesProcessIsFoundByItsId()
    {
        const QTemporaryDir processes;
        const auto cmdline = [&processes](const QString &id) { return processes.filePath(id + u"/cmdline"_s); };
        writeFile(cmdline(u"7"_s), QByteArrayList {"/usr/bin/ruby", "vagrant", "up"}.join('\0'));
        writeFile(cmdline(u"8"_s),
            QByteArrayList {"/usr/bin/qemu-system-x86_64", "-accel", "tcg", "-uuid", "2722c9c4"}.join('\0'));
        writeFile(cmdline(u"9"_s), QByteArrayList {"/usr/lib/VBoxHeadless", "--startvm", "77aa"}.join('\0'));
        writeFile(processes.filePath(u"10/comm"_s), "libvirtd\n");
        const auto emulated = findVmm(u"2722c9c4"_s, processes.path());
        QVERIFY(emulated.has_value());
        QCOMPARE(emulated->pid, 8);
        QCOMPARE(emulated->accelerator, std::optional(Accelerator::Tcg));
        const auto other = findVmm(u"77aa"_s, processes.path());
        QVERIFY(other.has_value());
        QCOMPARE(other->accelerator, std::nullopt);
        QVERIFY(!findVmm({}, processes.path()) && !findVmm(u"3333"_s, processes.path()));
        QCOMPARE(libvirtDaemons(processes.path()), QList<qint64> {10});
    }

    void anImagesAppRunsInItsOwnRootAndAProvisionedOneAsTheUser()
    {
        const SshAccess access = parseSshConfig(sshConfig, {}).value();
        Scenario scenario;
        scenario.app.port = 8000;
        const AppImage image {.id = u"sha256:1"_s, .config = {.command = {u"gunicorn"_s}}};
        const auto brought = luggage::contentsOf(scenario, {}, access, image, AppDisk {u"/cache/app"_s});
        QCOMPARE(brought.run.root, RunFile::Root::Folder);
        QCOMPARE(brought.run.app, image.config);
        QVERIFY(luggage::startScript(true).contains("mount -t squashfs"));

        const auto provisioned = luggage::contentsOf(scenario, {u"gunicorn"_s, u"a:b"_s}, access, {}, {});
        QCOMPARE(provisioned.run.root, RunFile::Root::Own);
        QCOMPARE(provisioned.run.app.user, u"vagrant"_s);
        QCOMPARE(provisioned.run.app.environment, QStringList {u"PORT=8000"_s});
        QVERIFY(!luggage::startScript(false).contains("mount"));
        QVERIFY(luggage::startCommand(access).startsWith(u"sudo -n "_s));
        QVERIFY(!luggage::startCommand(parseSshConfig(sshConfig, u"db"_s).value()).contains(u"sudo"_s));
    }
};

QTEST_GUILESS_MAIN(TestVagrantParts)
#include "tst_vagrantparts.moc"
