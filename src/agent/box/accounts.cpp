// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "agent/box/accounts.h"

#include "agent/number.h"

#include <algorithm>
#include <limits>
#include <optional>

namespace boxmark::agent {

namespace {

/// passwd(5), group(5): fields between colons, a line an entry.
std::vector<std::string_view> fieldsOf(std::string_view line, char separator)
{
    std::vector<std::string_view> fields;
    for (;;) {
        const std::size_t end = line.find(separator);
        fields.push_back(line.substr(0, end));
        if (end == std::string_view::npos)
            return fields;
        line.remove_prefix(end + 1);
    }
}

std::optional<unsigned> idNumber(std::string_view text)
{
    // The highest means "no change" to the system calls.
    const auto number = parseNumber(text);
    if (!number || *number >= std::numeric_limits<unsigned>::max())
        return {};
    return static_cast<unsigned>(*number);
}

/// The fields of the first entry that `wanted` accepts; at least `least` of them.
template <typename Wanted>
std::optional<std::vector<std::string_view>> findEntry(std::string_view table, std::size_t least, const Wanted &wanted)
{
    for (const std::string_view line : fieldsOf(table, '\n')) {
        auto fields = fieldsOf(line, ':');
        if (fields.size() >= least && wanted(fields))
            return fields;
    }
    return {};
}

// A name that looks like a number is looked for first, as engines do: an image may have a user called "1000".
std::optional<std::vector<std::string_view>> findNamedOrNumbered(
    std::string_view table, std::size_t least, std::string_view text)
{
    if (auto entry = findEntry(table, least, [text](const auto &fields) { return fields[0] == text; }))
        return entry;
    const auto number = idNumber(text);
    if (!number)
        return {};
    return findEntry(table, least, [number](const auto &fields) { return idNumber(fields[2]) == number; });
}

std::vector<gid_t> groupsWith(std::string_view name, gid_t primary, std::string_view table)
{
    std::vector<gid_t> groups {primary};
    for (const std::string_view line : fieldsOf(table, '\n')) {
        const auto fields = fieldsOf(line, ':');
        if (fields.size() < 4)
            continue;
        const auto members = fieldsOf(fields[3], ',');
        const auto number = idNumber(fields[2]);
        const bool isMember = std::find(members.begin(), members.end(), name) != members.end();
        if (number && isMember && std::find(groups.begin(), groups.end(), *number) == groups.end())
            groups.push_back(*number);
    }
    return groups;
}

Failure unknown(std::string_view kind, std::string_view name, std::string_view file)
{
    const std::string text(kind);
    return {"The app could not be started.",
        "The image wants it to run as the " + text + " \"" + std::string(name) + "\", whom its " + std::string(file)
            + " does not name.",
        "Create the " + text + " in the Dockerfile, or give USER as a number.", 126};
}

} // namespace

std::variant<Account, Failure> resolveAccount(std::string_view user, std::string_view passwd, std::string_view group)
{
    constexpr std::size_t passwdFields = 6;
    constexpr std::size_t groupFields = 3;
    const std::size_t colon = user.find(':');
    const std::string_view name = user.empty() || colon == 0 ? "0" : user.substr(0, colon);
    const std::string_view groupName = colon == std::string_view::npos ? "" : user.substr(colon + 1);

    Account account;
    const auto entry = findNamedOrNumbered(passwd, passwdFields, name);
    const auto number = entry ? idNumber((*entry)[2]) : idNumber(name);
    if (!number)
        return unknown("user", name, "/etc/passwd");
    account.user = *number;
    if (entry) {
        account.group = idNumber((*entry)[3]).value_or(0);
        account.home = (*entry)[5].empty() ? "/" : std::string((*entry)[5]);
    }
    if (groupName.empty()) {
        account.groups = groupsWith(entry ? (*entry)[0] : name, account.group, group);
        return account;
    }
    const auto groupEntry = findNamedOrNumbered(group, groupFields, groupName);
    const auto groupNumber = groupEntry ? idNumber((*groupEntry)[2]) : idNumber(groupName);
    if (!groupNumber)
        return unknown("group", groupName, "/etc/group");
    account.group = *groupNumber;
    account.groups = {account.group};
    return account;
}

} // namespace boxmark::agent
