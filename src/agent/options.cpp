// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "agent/options.h"

#include "agent/number.h"

#include <algorithm>
#include <limits>
#include <string_view>
#include <unistd.h>

namespace boxmark::agent {

namespace {

constexpr std::string_view helpText
    = "boxmark-agent: starts an app, measures it from inside, and tells on standard output.\n"
      "\n"
      "  boxmark-agent run [--port N] [--interval MS] [--grace MS] -- APP [ARGUMENT...]\n"
      "      --port N         tell when something listens on this TCP port\n"
      "      --interval MS    between two samples; 10 to 60000, 100 by default\n"
      "      --grace MS       from a request to end until everything is killed; 0 to 600000, 5000 by default\n"
      "\n"
      "  boxmark-agent run --file RUNFILE [--userspace-began NS]\n"
      "      --file F         the app, its box and its host are what this file says; Boxmark writes it\n"
      "      --userspace-began NS  when this machine's first program was started, on its monotonic clock\n"
      "\n"
      "  boxmark-agent watch --port N [--interval MS]\n"
      "      --port N         measure the app that listens there, which somebody else has started\n"
      "\n"
      "  boxmark-agent init   process 1 of a microVM\n"
      "\n"
      "  boxmark-agent serve [--listen ADDRESS:PORT] [--threads N] [--root FOLDER]\n"
      "      --listen A:P     127.0.0.1:8080 by default; port 0 takes a free one\n"
      "      --threads N      threads that serve connections; 1 to 64, 1 by default\n"
      "      --root FOLDER    serve the files in it, too\n"
      "\n"
      "  boxmark-agent probe-kvm [--device PATH]\n"
      "      --device PATH    run guest code on it and tell its pace; /dev/kvm by default\n"
      "\n"
      "  boxmark-agent --version\n"
      "  boxmark-agent --help\n";

Failure usage(std::string what, std::string why = {})
{
    return {std::move(what), std::move(why), "\"boxmark-agent --help\" shows what there is.", 2};
}

/// The options of one subcommand, read from left to right.
class OptionReader
{
public:
    OptionReader(const std::vector<std::string> &arguments, std::size_t begin)
        : m_arguments(arguments)
        , m_next(begin)
    {
    }

    /// Goes to the next option; false at the end, at "--", or after a failure.
    bool advance()
    {
        if (m_failure || m_next == m_arguments.size() || m_arguments[m_next] == "--")
            return false;
        m_option = m_arguments[m_next++];
        return true;
    }

    const std::string &option() const { return m_option; }

    std::string value()
    {
        if (m_next < m_arguments.size())
            return m_arguments[m_next++];
        fail("\"" + m_option + "\" needs a value.");
        return {};
    }

    std::int64_t number(std::int64_t low, std::int64_t high)
    {
        const std::string text = value();
        const auto number = parseNumber(text);
        if (!m_failure && (!number || *number < low || *number > high)) {
            fail("\"" + m_option + "\" takes a number from " + std::to_string(low) + " to " + std::to_string(high)
                + ", not \"" + text + "\".");
        }
        return number.value_or(low);
    }

    void unknown()
    {
        const bool isOption = m_option.starts_with('-');
        fail('"' + m_option + (isOption ? "\" is not an option of this command." : "\" stands where options stand."));
    }

    void fail(std::string what)
    {
        if (!m_failure)
            m_failure = usage(std::move(what));
    }

    const std::optional<Failure> &failure() const { return m_failure; }
    std::size_t next() const { return m_next; }

private:
    const std::vector<std::string> &m_arguments;
    std::size_t m_next;
    std::string m_option {};
    std::optional<Failure> m_failure {};
};

// What follows "--" is the app's own.
bool isFileRun(const std::vector<std::string> &arguments)
{
    const auto end = std::find(arguments.begin(), arguments.end(), "--");
    return std::find(arguments.begin(), end, "--file") != end;
}

Request parseFileRun(const std::vector<std::string> &arguments)
{
    FileRunOptions options;
    OptionReader reader(arguments, 1);
    while (reader.advance()) {
        if (reader.option() == "--file")
            options.file = reader.value();
        else if (reader.option() == "--userspace-began")
            options.userspaceBegan = nanoseconds(reader.number(0, std::numeric_limits<std::int64_t>::max()));
        else
            reader.unknown();
    }
    if (!reader.failure() && reader.next() != arguments.size())
        reader.fail("With \"--file\" the app stands in the file.");
    if (reader.failure())
        return *reader.failure();
    if (options.userspaceBegan == nanoseconds {0})
        options.userspaceBegan.reset(); // what a system says that does not know
    return options;
}

Request parseInit(const std::vector<std::string> &arguments)
{
    if (arguments.size() > 1)
        return usage("\"init\" takes no arguments.");
    if (getpid() != 1)
        return usage("\"init\" is for process 1 of a microVM.", "It ends the machine that it runs on.");
    return InitOptions {};
}

/// What is told of an app to be sampled, whoever has started it. False when it is another option.
template <typename Options> bool takesSampling(OptionReader &reader, Options &options)
{
    if (reader.option() == "--port")
        options.port = static_cast<std::uint16_t>(reader.number(1, 65535));
    else if (reader.option() == "--interval")
        options.interval = std::chrono::milliseconds(reader.number(10, 60'000));
    else
        return false;
    return true;
}

Request parseRun(const std::vector<std::string> &arguments)
{
    RunOptions options;
    OptionReader reader(arguments, 1);
    while (reader.advance()) {
        if (takesSampling(reader, options))
            continue;
        if (reader.option() == "--grace")
            options.grace = std::chrono::milliseconds(reader.number(0, 600'000));
        else
            reader.unknown();
    }
    if (reader.failure())
        return *reader.failure();
    // After "--": whatever follows is the app's own, also what looks like an option of ours.
    const std::size_t app = reader.next() + 1;
    if (app >= arguments.size())
        return usage("There is no app to run.", "Its command stands behind \"--\".");
    options.command.assign(arguments.begin() + static_cast<std::ptrdiff_t>(app), arguments.end());
    return options;
}

Request parseWatch(const std::vector<std::string> &arguments)
{
    WatchOptions options;
    OptionReader reader(arguments, 1);
    while (reader.advance()) {
        if (!takesSampling(reader, options))
            reader.unknown();
    }
    if (!reader.failure() && (options.port == 0 || reader.next() != arguments.size()))
        reader.fail("\"watch\" takes \"--port\", and no app.");
    if (reader.failure())
        return *reader.failure();
    return options;
}

Request parseServe(const std::vector<std::string> &arguments)
{
    ServeOptions options;
    OptionReader reader(arguments, 1);
    while (reader.advance()) {
        if (reader.option() == "--listen") {
            const std::string text = reader.value();
            if (const auto endpoint = parseEndpoint(text))
                options.endpoint = *endpoint;
            else
                reader.fail("\"" + text + "\" is not an address and a port, such as 127.0.0.1:8080 or [::1]:8080.");
        } else if (reader.option() == "--threads") {
            options.threads = static_cast<int>(reader.number(1, 64));
        } else if (reader.option() == "--root") {
            options.root = reader.value();
        } else {
            reader.unknown();
        }
    }
    if (!reader.failure() && reader.next() != arguments.size())
        reader.fail("\"serve\" takes no \"--\".");
    if (reader.failure())
        return *reader.failure();
    return options;
}

Request parseProbeKvm(const std::vector<std::string> &arguments)
{
    KvmProbeOptions options;
    OptionReader reader(arguments, 1);
    while (reader.advance()) {
        if (reader.option() == "--device")
            options.device = reader.value();
        else
            reader.unknown();
    }
    if (!reader.failure() && reader.next() != arguments.size())
        reader.fail("\"probe-kvm\" takes no \"--\".");
    if (reader.failure())
        return *reader.failure();
    return options;
}

} // namespace

Request parseArguments(const std::vector<std::string> &arguments)
{
    const std::string first = arguments.empty() ? std::string() : arguments.front();
    if (first == "--help" || first == "-h")
        return Information {std::string(helpText)};
    if (first == "--version")
        return Information {"boxmark-agent " BOXMARK_VERSION "\n"};
    if (first == "run")
        return isFileRun(arguments) ? parseFileRun(arguments) : parseRun(arguments);
    if (first == "watch")
        return parseWatch(arguments);
    if (first == "init")
        return parseInit(arguments);
    if (first == "serve")
        return parseServe(arguments);
    if (first == "probe-kvm")
        return parseProbeKvm(arguments);
    if (first.empty())
        return usage("boxmark-agent was not told what to do.");
    return usage("\"" + first + "\" is not a command of boxmark-agent.");
}

} // namespace boxmark::agent
