// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "agent/init/modules.h"

#include "agent/box/rootfolder.h"
#include "agent/descriptor.h"

#include <cerrno>
#include <fcntl.h>
#include <linux/module.h>
#include <sys/syscall.h>

namespace boxmark::agent {

namespace {

struct Refusal
{
    std::string why {};
    std::string remedy {};
};

// init_module(2) has its own meanings for some error numbers.
Refusal refusalOf(int errorNumber)
{
    switch (errorNumber) {
    case ENOENT:
        return {"it needs something that the kernel does not have; another module is missing before it",
            "Use the kernel together with all its own modules."};
    case ENOEXEC:
    case EINVAL:
        return {"the kernel does not take it as one of its modules (" + errorText(errorNumber) + ')',
            "It is of another kernel, or is compressed in a way that this kernel does not know. Use the kernel "
            "together "
            "with its own modules."};
    case ENOSYS:
        return {
            "the kernel cannot load modules", "Use a kernel that can, or one that has virtio and overlay built in."};
    default:
        return {errorText(errorNumber), "Use another kernel, such as the one that Boxmark fetches by itself."};
    }
}

bool isCompressed(const std::string &path)
{
    return !path.ends_with(".ko");
}

std::optional<Refusal> loadModule(const std::string &path)
{
    const Descriptor file(open(path.c_str(), O_RDONLY | O_CLOEXEC));
    if (!file)
        return Refusal {
            "its file: " + errorText(errno), "Remove the initramfs from Boxmark's cache: it is made again."};
    const int flags = isCompressed(path) ? MODULE_INIT_COMPRESSED_FILE : 0;
    if (syscall(SYS_finit_module, file.number(), "", flags) == 0 || errno == EEXIST || errno == ENODEV)
        return {};
    return refusalOf(errno);
}

} // namespace

std::optional<Failure> loadModules(const std::string &listPath)
{
    const std::string list = RootFolder("/").read(listPath).value_or(std::string());
    std::size_t begin = 0;
    while (begin < list.size()) {
        const std::size_t end = std::min(list.find('\n', begin), list.size());
        const std::string path = list.substr(begin, end - begin);
        begin = end + 1;
        if (path.empty())
            continue;
        if (auto refusal = loadModule(path)) {
            return Failure {"The guest's kernel could not be completed.",
                "The module " + path + " was not loaded: " + refusal->why + '.', refusal->remedy};
        }
    }
    return {};
}

} // namespace boxmark::agent
