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
            "It is of another kernel, or compressed in a way that this one does not know. Use a kernel together with "
            "its "
            "own modules."};
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

bool wasLoaded(long result)
{
    return result == 0 || errno == EEXIST || errno == ENODEV;
}

// Six sevenths of what a distribution's module costs is the check of its signature (instructions counted with QEMU's
// -icount: 180 million for the twelve of Debian's cloud kernel, 29 without), and the initramfs has no more authority
// than what it would be checked against. A kernel that insists gets the whole file.
bool loadUnsigned(const std::string &path)
{
    const auto module = RootFolder("/").read(path);
    if (!module || isCompressed(path))
        return false;
    return wasLoaded(syscall(SYS_init_module, module->data(), sizeWithoutSignature(*module), ""));
}

std::optional<Refusal> loadModule(const std::string &path)
{
    const Descriptor file(open(path.c_str(), O_RDONLY | O_CLOEXEC));
    if (!file)
        return Refusal {
            "its file: " + errorText(errno), "Remove the initramfs from Boxmark's cache: it is made again."};
    const int flags = isCompressed(path) ? MODULE_INIT_COMPRESSED_FILE : 0;
    if (loadUnsigned(path) || wasLoaded(syscall(SYS_finit_module, file.number(), "", flags)))
        return {};
    return refusalOf(errno);
}

} // namespace

std::size_t sizeWithoutSignature(std::string_view module)
{
    constexpr std::string_view mark = "~Module signature appended~\n";
    constexpr std::size_t descriptionSize = 12; // struct module_signature: its last four bytes are the length
    if (!module.ends_with(mark) || module.size() < mark.size() + descriptionSize)
        return module.size();
    const std::string_view description = module.substr(module.size() - mark.size() - descriptionSize, descriptionSize);
    std::size_t length = 0;
    for (const char byte : description.substr(descriptionSize - 4)) // big-endian
        length = length << 8 | static_cast<unsigned char>(byte);
    const std::size_t tail = mark.size() + descriptionSize + length;
    return tail <= module.size() ? module.size() - tail : module.size();
}

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
