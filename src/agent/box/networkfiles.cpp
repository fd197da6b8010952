// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "agent/box/networkfiles.h"

#include <sys/utsname.h>

namespace boxmark::agent {

namespace {

std::string ownName()
{
    utsname names = {};
    return uname(&names) == 0 ? names.nodename : "localhost";
}

std::string hosts(const NetworkOptions &network, const std::string &name)
{
    const std::string address
        = network.address.empty() ? "127.0.1.1" : network.address.substr(0, network.address.find('/'));
    return "127.0.0.1\tlocalhost\n::1\tlocalhost ip6-localhost ip6-loopback\n" + address + '\t' + name + '\n';
}

void fill(const RootFolder &root, const std::string &path, const std::string &text)
{
    const auto before = root.read(path);
    if ((before && !before->empty()) || text.empty())
        return;
    root.makeFolder("/etc");
    root.write(path, text); // an app that needs none of them runs without
}

} // namespace

void writeNetworkFiles(const RootFolder &root, const NetworkOptions &network)
{
    const RootFolder own("/");
    const std::string name = network.hostname.empty() ? ownName() : network.hostname;
    fill(root, "/etc/hostname", name + '\n');
    const bool isGuest = !network.address.empty();
    fill(root, "/etc/hosts", isGuest ? hosts(network, name) : own.read("/etc/hosts").value_or(hosts(network, name)));
    const std::string resolver = "nameserver " + network.nameserver + '\n';
    fill(root, "/etc/resolv.conf",
        network.nameserver.empty() ? own.read("/etc/resolv.conf").value_or(std::string()) : resolver);
}

} // namespace boxmark::agent
