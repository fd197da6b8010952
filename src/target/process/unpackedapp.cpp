// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "target/process/unpackedapp.h"

#include "target/agentcommand.h"

using namespace Qt::StringLiterals;

namespace boxmark {

QCoro::Task<Result<std::shared_ptr<PreparedApp>>> prepareUnpackedApp(Scenario scenario, TargetContext context)
{
    const auto image = co_await prepareImage(scenario, context.agentPath, context);
    if (!image)
        co_return image.error();
    const auto folder = co_await prepareAppFolder(image.value(), context);
    if (!folder)
        co_return folder.error();
    auto app = std::make_shared<UnpackedApp>();
    app->image = image.value();
    app->folder = folder.value();
    app->imageSize = app->image.size;
    app->learn(u"image"_s, app->image.id);
    app->diskSize = app->folder.size;
    if (!app->folder.loss.isEmpty())
        tellCaveat(context, app->folder.loss);
    co_return std::shared_ptr<PreparedApp>(app);
}

RunFile runFileOf(const UnpackedApp &app, const Scenario &scenario)
{
    RunFile file;
    file.app = app.image.config;
    file.root = RunFile::Root::Folder;
    file.folder = app.folder.path;
    file.port = scenario.app.port;
    file.interval = scenario.samplingInterval;
    file.grace = appGrace;
    return file;
}

} // namespace boxmark
