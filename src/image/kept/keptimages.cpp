// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "image/kept/keptimages.h"

#include "image/kept/imageuse.h"
#include "image/ownimage.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QSet>

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace boxmark {

namespace {

constexpr auto deadline = 60s;

QString tr(const char *text)
{
    return QCoreApplication::translate("image", text);
}

/// What `image inspect` says of one.
struct EngineImage
{
    QString id;
    bool labelled = false;
    QStringList ourNames {};
    bool hasOtherNames = false;
    QStringList layers {}; ///< the lowest first
    Bytes size {}; ///< with all that it shares with others
    QDateTime tagged {}; ///< when it got its name last; where the engine does not tell, when it was made

    bool isOurs() const { return labelled && (!ourNames.isEmpty() || !hasOtherNames); }
    /// Names its contents up to a layer.
    QString upTo(qsizetype layer) const { return layers.first(layer).join(u' '); }
};

QDateTime timeOf(const QJsonObject &object)
{
    const QDateTime tagged
        = QDateTime::fromString(object[u"Metadata"_s][u"LastTagTime"_s].toString(), Qt::ISODateWithMs);
    const QDateTime created = QDateTime::fromString(object[u"Created"_s].toString(), Qt::ISODateWithMs);
    return tagged.isValid() && tagged > created ? tagged : created;
}

EngineImage imageOf(const QJsonObject &object)
{
    EngineImage image {.id = object[u"Id"_s].toString()};
    if (!image.id.contains(u':'))
        image.id.prepend(u"sha256:"_s); // as Podman leaves out
    image.labelled = hasOwnLabel(object[u"Config"_s][u"Labels"_s].toObject());
    for (const QJsonValue name : object[u"RepoTags"_s].toArray()) {
        if (isOwnImageName(name.toString()))
            image.ourNames << name.toString();
        else
            image.hasOtherNames = image.hasOtherNames || name.toString() != u"<none>:<none>"_s;
    }
    for (const QJsonValue digest : object[u"RepoDigests"_s].toArray())
        image.hasOtherNames = image.hasOtherNames || !isOwnImageDigest(digest.toString());
    for (const QJsonValue layer : object[u"RootFS"_s][u"Layers"_s].toArray())
        image.layers << layer.toString();
    image.size.count = object[u"Size"_s].toInteger();
    image.tagged = timeOf(object);
    return image;
}

QList<EngineImage> imagesIn(const QByteArray &json)
{
    QList<EngineImage> images;
    for (const QJsonValue value : QJsonDocument::fromJson(json).array())
        images << imageOf(value.toObject());
    return images;
}

/// What removing images of ours frees. Layers are kept once, however many images have them: an image counts with what
/// it has above the highest layer that is another image's last. Where two share more than that, it is counted twice.
class LayerSizes
{
public:
    explicit LayerSizes(const QList<EngineImage> &images)
    {
        for (const EngineImage &image : images) {
            m_sizes.insert(image.upTo(image.layers.size()), image.size);
            if (!image.isOurs() || image.hasOtherNames)
                keepAllOf(image);
        }
    }

    /// Once for each image: the second of two with the same layers has nothing of its own.
    Bytes sizeOf(const EngineImage &image)
    {
        const QString whole = image.upTo(image.layers.size());
        if (m_counted.contains(whole))
            return {};
        m_counted.insert(whole);
        for (qsizetype below = image.layers.size() - 1; below > 0; --below) {
            if (const auto base = m_sizes.constFind(image.upTo(below)); base != m_sizes.constEnd())
                return {std::max<qint64>(0, image.size.count - base->count)};
        }
        return image.size;
    }

private:
    void keepAllOf(const EngineImage &image)
    {
        for (qsizetype layer = 1; layer <= image.layers.size(); ++layer)
            m_counted.insert(image.upTo(layer));
    }

    QHash<QString, Bytes> m_sizes {};
    QSet<QString> m_counted {}; ///< what is not freed, or was counted already
};

KeptItem itemOf(const EngineImage &image, ContainerEngine engine, const std::optional<QDateTime> &runsSince)
{
    KeptItem item {.kind = keptImagesKind(engine),
        .engine = engine,
        .name = image.id,
        .references = image.ourNames,
        .lastUsed = image.tagged};
    if (const QDateTime noted = notedImageUse(image.id, engine); noted.isValid())
        item.lastUsed = std::max(noted, item.lastUsed);
    item.inUse = runsSince && item.lastUsed >= *runsSince;
    return item;
}

Error notUnderstood(ContainerEngine engine, const ProcessOutput &output)
{
    return {tr("%1 does not list its images.").arg(engineTitle(engine)),
        clientText(output).isEmpty() ? tr("The command %1.").arg(output.result.text()) : clientText(output), {}};
}

bool isOfContainer(const QString &text)
{
    return text.contains(u"using its referenced image"_s) || text.contains(u"is being used by"_s)
        || text.contains(u"in use by a container"_s) || text.contains(u"image used by"_s);
}

bool isGone(const QString &text)
{
    return text.contains(u"no such image"_s, Qt::CaseInsensitive) || text.contains(u"image not known"_s);
}

// The image as the engine describes it now; nothing when it is not ours to remove any more.
QCoro::Task<Result<QList<KeptItem>>> lookAgain(QString id, ContainerEngine engine, WorkContext context)
{
    const ProcessSpec spec = engineWords(engine, u"image"_s, u"inspect"_s, id);
    const auto asked = co_await runCommand(context, spec, deadline);
    if (!asked)
        co_return asked.error();
    if (!asked.value().result.succeeded() && !isGone(clientText(asked.value())))
        co_return engineProblem(asked.value(), engine).value_or(notUnderstood(engine, asked.value()));
    co_return keptImagesIn(asked.value().standardOutput, engine, std::nullopt);
}

} // namespace

QList<KeptItem> keptImagesIn(const QByteArray &json, ContainerEngine engine, const std::optional<QDateTime> &runsSince)
{
    QList<EngineImage> images = imagesIn(json);
    std::ranges::stable_sort(images, std::greater(), [](const EngineImage &image) { return image.layers.size(); });
    LayerSizes sizes(images);
    QList<KeptItem> items;
    for (const EngineImage &image : images) {
        if (!image.isOurs())
            continue;
        items << itemOf(image, engine, runsSince);
        items.last().size = sizes.sizeOf(image);
    }
    return items;
}

QCoro::Task<Result<QList<KeptItem>>> keptImages(
    ContainerEngine engine, std::optional<QDateTime> runsSince, WorkContext context)
{
    const ProcessSpec list = engineWords(engine, u"image"_s, u"ls"_s, u"--quiet"_s, u"--no-trunc"_s);
    const auto listed = co_await runCommand(context, list, deadline);
    if (!listed)
        co_return listed.error();
    if (!listed.value().result.failure.isEmpty())
        co_return QList<KeptItem>();
    if (!listed.value().result.succeeded())
        co_return engineProblem(listed.value(), engine).value_or(notUnderstood(engine, listed.value()));
    QStringList ids = QString::fromUtf8(listed.value().standardOutput).split(u'\n', Qt::SkipEmptyParts);
    ids.removeDuplicates();
    if (ids.isEmpty())
        co_return QList<KeptItem>();
    const ProcessSpec inspect = engineSpec(engine, QStringList {u"image"_s, u"inspect"_s} + ids);
    const auto inspected = co_await runCommand(context, inspect, deadline);
    if (!inspected)
        co_return inspected.error();
    if (const auto problem = engineProblem(inspected.value(), engine))
        co_return *problem;
    // It fails when one of them is gone by now, and still describes the others.
    co_return keptImagesIn(inspected.value().standardOutput, engine, runsSince);
}

QCoro::Task<Result<bool>> removeKeptImage(KeptItem item, WorkContext context)
{
    const ContainerEngine engine = item.engine.value_or(ContainerEngine::Docker);
    const auto looked = co_await lookAgain(item.name, engine, context);
    if (!looked)
        co_return looked.error();
    if (looked.value().isEmpty() || looked.value().first().lastUsed > item.lastUsed)
        co_return false;
    const QStringList ours = looked.value().first().references;
    const QStringList names = ours.isEmpty() ? QStringList(item.name) : ours;
    const ProcessSpec spec = engineSpec(engine, QStringList {u"image"_s, u"rm"_s} + names);
    const auto removed = co_await runCommand(context, spec, deadline);
    if (!removed)
        co_return removed.error();
    const QString said = clientText(removed.value());
    if (removed.value().result.succeeded() || isGone(said)) {
        forgetImageUse(item.name, engine);
        co_return true;
    }
    if (isOfContainer(said))
        co_return false;
    co_return engineProblem(removed.value(), engine)
        .value_or(Error {tr("The image %1 cannot be removed.").arg(names.first()), said, {}});
}

} // namespace boxmark
