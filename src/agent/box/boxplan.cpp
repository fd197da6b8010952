// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "agent/box/boxplan.h"

#include "agent/descriptor.h"
#include "agent/number.h"
#include "agent/runfile.h"

#include <cerrno>
#include <fcntl.h>
#include <utility>

namespace boxmark::agent {

namespace {

namespace key = runfile::key;

Failure unreadable(std::string why)
{
    return {
        "The run file could not be read.", std::move(why), "Use a boxmark and a boxmark-agent of the same release."};
}

/// Takes one entry after the other into a plan.
class PlanReader
{
public:
    bool take(std::string_view name, std::string_view value)
    {
        return takeApp(name, value) || takeRoot(name, value) || takeNumber(name, value) || takeNetwork(name, value);
    }

    BoxPlan take() { return std::move(m_plan); }
    const std::string &problem() const { return m_problem; }

private:
    bool takeApp(std::string_view name, std::string_view value)
    {
        if (name == key::argument)
            m_plan.run.command.emplace_back(value);
        else if (name == key::environment)
            m_plan.box.environment.emplace_back(value);
        else if (name == key::user)
            m_plan.box.user = value;
        else if (name == key::directory)
            m_plan.box.directory = value;
        else
            return false;
        return true;
    }

    bool takeRoot(std::string_view name, std::string_view value)
    {
        if (name == key::disk && value != "squashfs")
            m_problem = "It names a disk of the kind \"" + std::string(value) + "\", which this agent does not know.";
        else if (name == key::disk)
            m_plan.box.root = BoxOptions::Root::Disk;
        else if (name == key::folder)
            m_plan.box.root = BoxOptions::Root::Folder;
        else
            return false;
        if (name == key::folder)
            m_plan.box.folder = value;
        return true;
    }

    bool takeNumber(std::string_view name, std::string_view value)
    {
        using std::chrono::milliseconds;
        if (name == key::port)
            m_plan.run.port = static_cast<std::uint16_t>(number(name, value, 1, 65535));
        else if (name == key::listen)
            m_plan.link.port = static_cast<std::uint16_t>(number(name, value, 1, 65535));
        else if (name == key::interval)
            m_plan.run.interval = milliseconds(number(name, value, 10, 60'000));
        else if (name == key::grace)
            m_plan.run.grace = milliseconds(number(name, value, 0, 600'000));
        else if (name == key::stopSignal)
            m_plan.run.stopSignal = static_cast<int>(number(name, value, 1, 64));
        else
            return false;
        return true;
    }

    bool takeNetwork(std::string_view name, std::string_view value)
    {
        if (name == key::token)
            m_plan.link.token = value;
        else if (name == key::address)
            m_plan.network.address = value;
        else if (name == key::gateway)
            m_plan.network.gateway = value;
        else if (name == key::nameserver)
            m_plan.network.nameserver = value;
        else if (name == key::hostname)
            m_plan.network.hostname = value;
        else
            return false;
        return true;
    }

    std::int64_t number(std::string_view name, std::string_view value, std::int64_t low, std::int64_t high)
    {
        const auto parsed = parseNumber(value);
        if (parsed && *parsed >= low && *parsed <= high)
            return *parsed;
        m_problem = "\"" + std::string(name) + "\" takes a number from " + std::to_string(low) + " to "
            + std::to_string(high) + ", not \"" + std::string(value) + "\".";
        return low;
    }

    BoxPlan m_plan {};
    std::string m_problem {};
};

std::optional<Failure> problemOf(const BoxPlan &plan)
{
    if (plan.run.command.empty() || plan.run.command.front().empty())
        return Failure {"There is no app to run.", "The image names neither an entry point nor a command.",
            "Give it an ENTRYPOINT or a CMD in its Dockerfile.", 126};
    if (plan.link.port && plan.link.token.empty())
        return unreadable("It lets the agent listen, but holds no token that would keep strangers out.");
    if (!plan.box.directory.starts_with('/'))
        return unreadable("The working directory \"" + plan.box.directory + "\" is not absolute.");
    return {};
}

} // namespace

std::variant<BoxPlan, Failure> parseRunFile(std::string_view text)
{
    PlanReader reader;
    while (!text.empty()) {
        const std::size_t end = text.find('\0');
        const std::string_view entry = text.substr(0, end);
        const std::size_t equals = entry.find('=');
        if (end == std::string_view::npos)
            return unreadable("It is cut: its last entry has no end.");
        if (equals == std::string_view::npos || !reader.take(entry.substr(0, equals), entry.substr(equals + 1)))
            return unreadable("Its entry \"" + std::string(entry.substr(0, equals)) + "\" is not known.");
        if (!reader.problem().empty())
            return unreadable(reader.problem());
        text.remove_prefix(end + 1);
    }
    BoxPlan plan = reader.take();
    if (auto problem = problemOf(plan))
        return *std::move(problem);
    return plan;
}

std::variant<BoxPlan, Failure> readRunFile(const std::string &path)
{
    const Descriptor file(open(path.c_str(), O_RDONLY | O_CLOEXEC));
    if (!file)
        return unreadable(path + ": " + errorText(errno) + '.');
    std::string text;
    char buffer[4096];
    ssize_t count = 0;
    while ((count = read(file.number(), buffer, sizeof buffer)) > 0)
        text.append(buffer, static_cast<std::size_t>(count));
    if (count < 0)
        return unreadable(path + ": " + errorText(errno) + '.');
    return parseRunFile(text);
}

} // namespace boxmark::agent
