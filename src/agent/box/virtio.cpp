// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "agent/box/virtio.h"

#include "agent/procfile.h"

#include <cstdio>
#include <dirent.h>
#include <memory>
#include <optional>
#include <unistd.h>
#include <vector>

namespace boxmark::agent {

namespace {

struct CloseDirectory
{
    void operator()(DIR *directory) const { closedir(directory); }
};

/// Nothing when there is no such folder.
std::optional<std::vector<std::string>> namesIn(const std::string &path)
{
    const std::unique_ptr<DIR, CloseDirectory> directory(opendir(path.c_str()));
    if (!directory)
        return {};
    std::vector<std::string> names;
    while (const dirent *entry = readdir(directory.get())) {
        if (entry->d_name[0] != '.')
            names.emplace_back(entry->d_name);
    }
    return names;
}

bool isOfKind(const std::string &device, VirtioDevice wanted)
{
    char number[16] = {};
    snprintf(number, sizeof number, "0x%04x", static_cast<unsigned>(wanted));
    return readSmallFile(device + "/device").value_or("").starts_with(number);
}

} // namespace

std::string virtioProblem(VirtioDevice wanted, const std::string &bus)
{
    const bool isDisk = wanted == VirtioDevice::Block;
    const std::string driver = isDisk ? "virtio_blk" : "virtio_net";
    const std::string kind = isDisk ? "disk" : "network card";
    const auto devices = namesIn(bus + "/devices");
    if (!devices)
        return "The guest's kernel lacks virtio, through which it would see its disks and network cards.";
    if (devices->empty())
        return "The guest's kernel sees no virtio device: it lacks virtio_mmio or virtio_pci, or ACPI is off.";
    const std::string folder = bus + "/devices/";
    const bool hasDriver = access((bus + "/drivers/" + driver).c_str(), F_OK) == 0;
    for (const std::string &device : *devices) {
        if (!isOfKind(folder + device, wanted))
            continue;
        std::string problem = "The guest has a virtio " + kind;
        problem += hasDriver ? ", but its driver " : ", but its kernel lacks ";
        problem += driver;
        problem += hasDriver ? " does not take it." : ".";
        return problem;
    }
    return "The guest has virtio devices, but no " + kind + " among them.";
}

} // namespace boxmark::agent
