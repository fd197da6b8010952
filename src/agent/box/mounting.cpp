// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "agent/box/mounting.h"

#include <array>
#include <cerrno>
#include <fcntl.h>
#include <linux/mount.h>
#include <sys/mount.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <utility>

namespace boxmark::agent {

namespace {

constexpr unsigned long plain = MS_NOSUID | MS_NODEV | MS_NOEXEC;

const char *orNull(const std::string &text)
{
    return text.empty() ? nullptr : text.c_str();
}

int tryMount(const Mount &what, const std::string &target)
{
    const int done = mount(orNull(what.source), target.c_str(), orNull(what.type), what.flags, orNull(what.data));
    return done == 0 ? 0 : errno;
}

std::string nameOf(const Mount &what)
{
    if (what.type.empty() || what.type == what.source)
        return what.source;
    return what.type + " (" + what.source + ')';
}

Failure mountFailure(const std::string &what, const std::string &target, int errorNumber)
{
    std::string remedy = "Look at what the kernel said (dmesg).";
    if (errorNumber == EPERM || errorNumber == EACCES)
        remedy = "Allow it, or run Boxmark as root: a security module (AppArmor, SELinux) may forbid mounts.";
    else if (errorNumber == ENODEV)
        remedy = "Use a kernel that has it, built in or as a module.";
    return {"The app's file system could not be put together.",
        "Mounting " + what + " on " + target + ": " + errorText(errorNumber) + '.', remedy, 126};
}

std::optional<Failure> mountInside(const RootFolder &root, const std::string &path, const Mount &what)
{
    const Descriptor folder = root.makeFolder(path);
    const int errorNumber = folder ? tryMount(what, pathOf(folder)) : errno;
    if (errorNumber == 0)
        return {};
    return mountFailure(nameOf(what), path, errorNumber);
}

// The same devices as a container has (OCI runtime-spec, config-linux.md, "Default Devices").
std::optional<Failure> bindDevices(const RootFolder &root)
{
    for (const char *name : {"null", "zero", "full", "random", "urandom", "tty"}) {
        const std::string path = std::string("/dev/") + name;
        const Descriptor file = root.makeFile(path);
        if (!file || mount(path.c_str(), pathOf(file).c_str(), nullptr, MS_BIND, nullptr) != 0)
            return mountFailure(path, path, errno);
    }
    return {};
}

void linkDevices(const RootFolder &root)
{
    const Descriptor devices = root.open("/dev", O_PATH | O_DIRECTORY);
    constexpr std::array<std::pair<const char *, const char *>, 5> links {
        {{"/proc/self/fd", "fd"}, {"/proc/self/fd/0", "stdin"}, {"/proc/self/fd/1", "stdout"},
            {"/proc/self/fd/2", "stderr"}, {"pts/ptmx", "ptmx"}}};
    for (const auto &[target, name] : links)
        [[maybe_unused]] const int made = symlinkat(target, devices.number(), name);
}

std::optional<Failure> mountDevices(const RootFolder &root)
{
    if (auto failure = mountInside(root, "/dev", {"tmpfs", "tmpfs", MS_NOSUID | MS_NOEXEC, "mode=755,size=64k"}))
        return failure;
    if (auto failure = bindDevices(root))
        return failure;
    linkDevices(root);
    // What follows an app may do without: a kernel may lack it.
    mountInside(root, "/dev/pts", {"devpts", "devpts", MS_NOSUID | MS_NOEXEC, "newinstance,ptmxmode=0666,mode=620"});
    mountInside(root, "/dev/shm", {"tmpfs", "tmpfs", plain, "mode=1777,size=64m"});
    mountInside(root, "/dev/mqueue", {"mqueue", "mqueue", plain});
    return {};
}

bool makeReadOnly(const Descriptor &folder)
{
    mount_attr attributes = {};
    attributes.attr_set = MOUNT_ATTR_RDONLY;
    const long done
        = syscall(SYS_mount_setattr, folder.number(), "", AT_EMPTY_PATH | AT_RECURSIVE, &attributes, sizeof attributes);
    return done == 0;
}

void protect(const RootFolder &root, const std::string &path)
{
    const Descriptor before = root.open(path, O_PATH);
    if (!before || mount(pathOf(before).c_str(), pathOf(before).c_str(), nullptr, MS_BIND, nullptr) != 0)
        return;
    makeReadOnly(root.open(path, O_PATH));
}

std::optional<Failure> mountProcesses(const RootFolder &root, Surroundings kind)
{
    // A user namespace without a pid namespace of its own may not mount a new one.
    if (kind == Surroundings::Unprivileged)
        return mountInside(root, "/proc", {"/proc", "", MS_BIND | MS_REC});
    auto failure = mountInside(root, "/proc", {"proc", "proc", plain});
    if (!failure && kind == Surroundings::Computer) {
        for (const char *path : {"/proc/sys", "/proc/sysrq-trigger", "/proc/irq", "/proc/bus", "/proc/fs"})
            protect(root, path);
    }
    return failure;
}

std::optional<Failure> mountSystem(const RootFolder &root, Surroundings kind)
{
    if (kind == Surroundings::Guest) {
        auto failure = mountInside(root, "/sys", {"sysfs", "sysfs", plain});
        if (!failure)
            mountInside(root, "/sys/fs/cgroup", {"cgroup2", "cgroup2", plain}); // a kernel may lack it
        return failure;
    }
    auto failure = mountInside(root, "/sys", {"/sys", "", MS_BIND | MS_REC});
    if (!failure && kind != Surroundings::System)
        makeReadOnly(root.open("/sys", O_PATH | O_DIRECTORY));
    return failure;
}

} // namespace

std::optional<Failure> mountAt(const Mount &what, const std::string &target)
{
    const int errorNumber = tryMount(what, target);
    if (errorNumber == 0)
        return {};
    return mountFailure(nameOf(what), target, errorNumber);
}

std::optional<Failure> mountSurroundings(const RootFolder &root, Surroundings kind)
{
    if (auto failure = mountProcesses(root, kind))
        return failure;
    if (auto failure = mountSystem(root, kind))
        return failure;
    return mountDevices(root);
}

} // namespace boxmark::agent
