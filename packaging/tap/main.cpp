// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later

// boxmark-tap create|remove N: makes or removes the TAP device boxmarkN for the user who asks, through sudo or pkexec.
// It does nothing else, starts no program, reads no file but sysfs, and takes no other name: it runs as root.

#include "tapdevice.h"

#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <optional>
#include <string_view>
#include <unistd.h>

namespace {

constexpr int usageError = 2;

int usage()
{
    std::fputs("Usage: boxmark-tap create|remove N\n"
               "Makes or removes the TAP device boxmarkN, N from 0 to 9, for the user who calls it through sudo or "
               "pkexec.\n",
        stderr);
    return usageError;
}

std::optional<uid_t> userFrom(const char *variable)
{
    const char *text = std::getenv(variable);
    if (!text || *text < '0' || *text > '9')
        return {};
    char *end = nullptr;
    errno = 0;
    const unsigned long number = std::strtoul(text, &end, 10);
    if (errno != 0 || *end != '\0' || number >= static_cast<uid_t>(-1))
        return {};
    return static_cast<uid_t>(number);
}

// sudo sets its variable whatever the environment says, and pkexec hands on nothing of the environment but its own.
// Root itself may say what it likes. Empty when what is said is no user.
std::optional<uid_t> caller()
{
    for (const char *variable : {"SUDO_UID", "PKEXEC_UID"}) {
        if (std::getenv(variable))
            return userFrom(variable);
    }
    return getuid();
}

std::optional<int> numberFrom(std::string_view text)
{
    if (text.size() != 1 || text[0] < '0' || text[0] > '9')
        return {};
    return text[0] - '0';
}

int report(const boxmark::TapDevice &device, const boxmark::Outcome &outcome)
{
    if (outcome.ok)
        return EXIT_SUCCESS;
    std::fprintf(stderr, "boxmark-tap: %s: %s%s%s\n", device.name().c_str(), outcome.what.c_str(),
        outcome.error == 0 ? "" : ": ", outcome.error == 0 ? "" : std::strerror(outcome.error));
    return EXIT_FAILURE;
}

} // namespace

int main(int count, char **arguments)
{
    if (count != 3)
        return usage();
    const std::string_view verb = arguments[1];
    const auto number = numberFrom(arguments[2]);
    if (!number || (verb != "create" && verb != "remove"))
        return usage();
    if (geteuid() != 0) {
        std::fputs("boxmark-tap: only root can make network devices: call it through sudo or pkexec.\n", stderr);
        return EXIT_FAILURE;
    }
    const auto user = caller();
    if (!user) {
        std::fputs("boxmark-tap: SUDO_UID or PKEXEC_UID holds no user's number.\n", stderr);
        return EXIT_FAILURE;
    }
    const boxmark::TapDevice device(*number, *user);
    return report(device, verb == "create" ? device.create() : device.remove());
}
