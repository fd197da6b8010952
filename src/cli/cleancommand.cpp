// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/commands.h"
#include "cli/printedjson.h"
#include "image/cache.h"
#include "image/kept/cleanup.h"
#include "run/runner.h"

#include <QCoreApplication>
#include <QCoroTask>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace boxmark {

namespace {

constexpr int titleWidth = 44;
constexpr int numberWidth = 8;
constexpr int sizeWidth = 12;

QString tr(const char *text)
{
    return QCoreApplication::translate("cli", text);
}

// "30d"; or a duration as in a scenario.
Result<std::chrono::seconds> parseAge(const QString &text)
{
    bool isNumber = false;
    const int days = text.chopped(text.endsWith(u'd') ? 1 : 0).toInt(&isNumber);
    if (text.endsWith(u'd') && isNumber && days >= 0)
        return std::chrono::seconds(std::chrono::days(days));
    const auto duration = parseDuration(text);
    if (duration && duration.value().count() >= 0)
        return std::chrono::duration_cast<std::chrono::seconds>(duration.value());
    return Error {tr("“%1” is no age.").arg(text), {}, tr("Write --unused-for 30d, or 12h.")};
}

QString row(const QString &title, const QString &number, const QString &size, const QString &lastUsed)
{
    return u"  "_s + title.leftJustified(titleWidth) + number.rightJustified(numberWidth)
        + size.rightJustified(sizeWidth) + u"  "_s + lastUsed;
}

QString row(const KeptGroup &group)
{
    return row(keptKindTitle(group.kind), QString::number(group.count), formatBytes(group.size),
        group.inUse > 0 ? tr("in use: %1").arg(group.inUse)
                        : group.lastUsed.toLocalTime().toString(u"yyyy-MM-dd hh:mm"_s));
}

void printTable(const QList<KeptItem> &items)
{
    say(row(tr("What"), tr("Number"), tr("Size"), tr("Last used")));
    for (const KeptGroup &group : groupsOf(items))
        say(row(group));
    say(row(tr("Total"), QString::number(items.size()), formatBytes(sizeOf(items)), {}).trimmed().prepend(u"  "_s));
}

void printKept(const KeptThings &kept)
{
    if (kept.items.isEmpty()) {
        say(tr("Boxmark keeps nothing on this computer."));
        return;
    }
    say(tr("What Boxmark keeps, so that later runs need not make it again:") + u'\n');
    printTable(kept.items);
    say(u'\n'
        + tr("Files are in %1, images where their engine keeps them. Sessions are not among them.").arg(cacheFolder()));
    say(tr("Remove what no run uses now:   boxmark clean --all"));
    say(tr("… or what was long not used:   boxmark clean --unused-for 30d"));
}

void printRemoval(const CleanUp &done)
{
    if (done.removed.isEmpty())
        say(tr("Nothing was removed."));
    else
        say(tr("Removed:") + u'\n');
    if (!done.removed.isEmpty())
        printTable(done.removed);
    if (!done.stayed.isEmpty())
        say(u'\n' + tr("In use, and so kept: %1 (%2).").arg(done.stayed.size()).arg(formatBytes(sizeOf(done.stayed))));
}

QJsonObject toJson(const KeptItem &item)
{
    return {{u"kind"_s, item.kind}, {u"what"_s, keptKindTitle(item.kind)}, {u"name"_s, item.name},
        {u"references"_s, QJsonArray::fromStringList(item.references)}, {u"bytes"_s, item.size.count},
        {u"last_used"_s, item.lastUsed.toUTC().toString(Qt::ISODate)}, {u"in_use"_s, item.inUse},
        {u"leftover"_s, item.leftover}};
}

QJsonArray toJson(const QList<KeptItem> &items)
{
    QJsonArray array;
    for (const KeptItem &item : items)
        array.append(toJson(item));
    return array;
}

QJsonArray toJson(const QList<Error> &errors)
{
    QJsonArray array;
    for (const Error &error : errors)
        array.append(errorAsJson(error));
    return array;
}

ExitStatus show(const KeptThings &kept, bool asJson)
{
    if (asJson) {
        sayJson({{u"folder"_s, cacheFolder()}, {u"bytes"_s, sizeOf(kept.items).count}, {u"kept"_s, toJson(kept.items)},
            {u"not_asked"_s, toJson(kept.notAsked)}});
        return ExitStatus::Done;
    }
    printKept(kept);
    for (const Error &error : kept.notAsked)
        complain(error);
    return ExitStatus::Done;
}

struct Choice
{
    bool asJson = false;
    std::optional<QDateTime> then {}; ///< remove what was not used since; empty: show
};

ExitStatus remove(const KeptThings &kept, const Choice &choice, const WorkContext &context, const QList<Error> &before)
{
    QList<KeptItem> chosen = unusedSince(kept.items, choice.then.value_or(QDateTime()));
    std::ranges::copy_if(kept.items, std::back_inserter(chosen), &KeptItem::inUse); // to be told that they stay
    const CleanUp done = QCoro::waitFor(removeKept(chosen, context));
    const QList<Error> failures = before + kept.notAsked + done.failures;
    if (choice.asJson) {
        sayJson({{u"folder"_s, cacheFolder()}, {u"bytes"_s, sizeOf(done.removed).count},
            {u"removed"_s, toJson(done.removed)}, {u"stayed"_s, toJson(done.stayed)},
            {u"failures"_s, toJson(failures)}});
    } else {
        printRemoval(done);
        for (const Error &error : failures)
            complain(error);
    }
    return before.isEmpty() && done.failures.isEmpty() ? ExitStatus::Done : ExitStatus::Failed;
}

ExitStatus clean(const Choice &choice)
{
    Runner runner;
    QList<Error> leftovers;
    if (choice.then)
        leftovers = QCoro::waitFor(runner.recover()); // what killed runs left holds files, too
    const auto processes = makeSystemProcessFactory();
    WorkContext context;
    context.processes = processes.get();
    const KeptThings kept = QCoro::waitFor(findKept(context));
    return choice.then ? remove(kept, choice, context, leftovers) : show(kept, choice.asJson);
}

Result<Choice> choiceOf(const QCommandLineParser &parser)
{
    Choice choice {.asJson = parser.isSet(u"json"_s)};
    if (parser.isSet(u"all"_s) && parser.isSet(u"unused-for"_s))
        return Error {tr("--all and --unused-for do not go together."), {}, tr("Leave one of them out.")};
    const QDateTime now = QDateTime::currentDateTime();
    if (parser.isSet(u"all"_s))
        choice.then = now;
    if (parser.isSet(u"unused-for"_s)) {
        const auto age = parseAge(parser.value(u"unused-for"_s));
        if (!age)
            return age.error();
        choice.then = now.addSecs(age.value().count() * -1);
    }
    return choice;
}

} // namespace

ExitStatus cleanCommand(const QStringList &arguments)
{
    QCommandLineParser parser;
    parser.setApplicationDescription(
        tr("Shows what Boxmark keeps on disk and in container engines for later runs, and removes it on demand: files "
           "in its cache, and the images that it built. Saved sessions and images that others made are never touched; "
           "what a run is using stays."));
    parser.addOptions({{u"all"_s, tr("Remove everything that is not in use.")},
        {u"unused-for"_s, tr("Remove what was not used for so long (30d, 12h)."), tr("AGE")},
        {u"json"_s, tr("Print JSON.")}});
    if (const auto ended = parseOptionsOnly(parser, u"clean"_s, arguments))
        return *ended;
    const auto choice = choiceOf(parser);
    if (!choice) {
        complain(choice.error());
        return ExitStatus::Usage;
    }
    return clean(choice.value());
}

} // namespace boxmark
