// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/chart/latencypartschart.h"

#include <QCoreApplication>

#include <algorithm>

namespace boxmark {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("latencyparts", text);
}

struct PartText
{
    LatencyParts::Part part;
    QString name;
    QString meaning;
};

/// `told`: whether any app told of its work; else nothing is known of where a request waited.
QList<PartText> partTexts(bool told)
{
    QList<PartText> texts {
        {LatencyParts::Connecting, tr("Connecting"), tr("From the beginning of a connection until it stands.")}};
    if (told)
        texts.append(
            {LatencyParts::App, tr("In the app"), tr("Work inside the app, as its Server-Timing header tells.")});
    texts.append({LatencyParts::Waiting, told ? tr("On the path and in queues") : tr("Waiting"),
        told ? tr("From the request to the first byte of the answer, without the work inside the app.")
             : tr("From the request to the first byte of the answer: the app and the path to it.")});
    texts.append({LatencyParts::Receiving, tr("Receiving"), tr("From the first to the last byte of the answer.")});
    return texts;
}

ChartBar barOf(const LatencyPartsTrack &track, const QList<PartText> &texts)
{
    ChartBar bar {track.target, track.style};
    if (track.parts->requests() == 0)
        return bar;
    double whole = 0;
    for (const PartText &text : texts) {
        const double length = track.parts->mean(text.part).value_or(0);
        whole += length;
        if (length > 0)
            bar.segments.append({text.name, partStyle(static_cast<int>(text.part)), length, text.meaning});
    }
    bar.value = whole;
    return bar;
}

} // namespace

ChartSpec latencyPartsChart(const QList<LatencyPartsTrack> &tracks)
{
    ChartSpec spec;
    spec.title = tr("Where the service time goes");
    spec.subtitle = tr("mean of the ok requests of all trials, lower is better");
    spec.valueTitle = tr("Service time");
    spec.unit = Unit::Milliseconds;
    spec.emptyText = tr("No first byte of an answer was seen: this load engine, or the version that saved the session, "
                        "does not take latency apart.");
    const auto has = [&tracks](bool (*wanted)(const LatencyParts &)) {
        return std::any_of(
            tracks.begin(), tracks.end(), [wanted](const LatencyPartsTrack &track) { return wanted(*track.parts); });
    };
    if (!has([](const LatencyParts &parts) { return parts.requests() > 0; }))
        return spec;
    const auto texts = partTexts(has([](const LatencyParts &parts) { return parts.appTold(); }));
    for (const LatencyPartsTrack &track : tracks)
        spec.bars.append(barOf(track, texts));
    for (const PartText &text : texts) {
        const bool shown = std::any_of(spec.bars.begin(), spec.bars.end(), [&text](const ChartBar &bar) {
            return std::any_of(bar.segments.begin(), bar.segments.end(),
                [&text](const ChartSegment &segment) { return segment.name == text.name; });
        });
        if (shown)
            spec.keys.append({text.name, partStyle(static_cast<int>(text.part))});
    }
    return spec;
}

} // namespace boxmark
