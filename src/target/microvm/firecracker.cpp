// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "target/microvm/vmm.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

using namespace Qt::StringLiterals;

namespace boxmark {

namespace {

// FcExitCode in src/vmm/src/lib.rs. 0 says nothing about the app: a panic of the guest ends so, too.
constexpr int badSystemCall = 148;
constexpr int badConfiguration = 152;
constexpr int badArguments = 153;
constexpr int hungUp = 156;

QString tr(const char *text)
{
    return QCoreApplication::translate("firecracker", text);
}

// src/firecracker/swagger/firecracker.yaml; the file has the same objects under kebab-case names (VmmConfig in
// src/vmm/src/resources.rs), and an unknown key is refused.
QJsonObject configuration(const MicroVmSpec &spec, const QString &logFile)
{
    const QJsonObject source {{u"kernel_image_path"_s, spec.kernel}, {u"initrd_path"_s, spec.initramfs},
        {u"boot_args"_s, spec.bootArguments}};
    const QJsonObject drive {{u"drive_id"_s, u"app"_s}, {u"path_on_host"_s, spec.disk}, {u"is_root_device"_s, false},
        {u"is_read_only"_s, true}};
    const QJsonObject machine {
        {u"vcpu_count"_s, spec.size.cpus}, {u"mem_size_mib"_s, spec.size.memory.count >> 20}, {u"smt"_s, false}};
    const QJsonObject network {{u"iface_id"_s, u"eth0"_s}, {u"host_dev_name"_s, spec.tap}, {u"guest_mac"_s, spec.mac}};
    const QJsonObject logger {{u"log_path"_s, logFile}, {u"level"_s, u"Warning"_s}};
    return {{u"boot-source"_s, source}, {u"drives"_s, QJsonArray {drive}}, {u"machine-config"_s, machine},
        {u"network-interfaces"_s, QJsonArray {network}}, {u"logger"_s, logger}};
}

Result<ProcessSpec> launchFirecracker(const MicroVmSpec &spec, const GuestFolder &folder)
{
    constexpr int mostCpus = 32;
    if (spec.size.cpus > mostCpus)
        return Error {tr("Firecracker cannot run the machine."),
            tr("It gives a machine %1 processors at most, and the scenario asks for %2.")
                .arg(mostCpus)
                .arg(spec.size.cpus),
            tr("Lower resources.cpus in the scenario, or choose vmm: qemu.")};
    // Its own words would otherwise stand among the guest's on standard output. The file must be there already.
    const auto log = folder.write(u"firecracker.log"_s, {});
    if (!log)
        return log.error();
    const QByteArray json = QJsonDocument(configuration(spec, log.value())).toJson(QJsonDocument::Indented);
    const auto file = folder.write(u"firecracker.json"_s, json);
    if (!file)
        return file.error();
    return ProcessSpec {.program = u"firecracker"_s, .arguments = {u"--no-api"_s, u"--config-file"_s, file.value()}};
}

std::optional<Error> verdictOfFirecracker(const ProcessResult &result, const QString &lastLines)
{
    switch (result.exitCode.value_or(0)) {
    case badConfiguration:
        return Error {tr("Firecracker refused its configuration."), tr("It %1.").arg(result.text()),
            tr("Its words name the part that it refused. An older Firecracker may not know a key: 1.0 or newer is "
               "needed.")};
    case badArguments:
        return Error {tr("Firecracker refused its command line."), tr("It %1.").arg(result.text()),
            tr("Firecracker 1.0 or newer is needed.")};
    case badSystemCall:
        return Error {tr("Firecracker was stopped by its own system call filter."), tr("It %1.").arg(result.text()),
            tr("This happens when it was built for another C library or kernel: use a release binary.")};
    case hungUp:
        return Error {tr("Firecracker was ended by SIGHUP."), tr("Its terminal was closed."), {}};
    default:
        break;
    }
    if (lastLines.contains(u"Resource busy"_s) || lastLines.contains(u"EBUSY"_s))
        return Error {tr("Firecracker could not open its TAP or KVM device."), tr("Another program holds it."),
            tr("End the virtual machine that uses it.")};
    return {};
}

} // namespace

Vmm firecrackerVmm()
{
    return {.id = u"firecracker"_s,
        .title = u"Firecracker"_s,
        .program = u"firecracker"_s,
        .missing = {tr("Firecracker cannot be run."), {},
            tr("Put a release of Firecracker for this processor into a folder of PATH, or choose vmm: qemu.")},
        .launch = launchFirecracker,
        .needsFolder = true,
        .verdict = verdictOfFirecracker};
}

} // namespace boxmark
