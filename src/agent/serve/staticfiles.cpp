// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "agent/serve/staticfiles.h"

#include "agent/serve/query.h"

#include <algorithm>
#include <array>
#include <fcntl.h>
#include <sys/stat.h>
#include <utility>

namespace boxmark::agent {

namespace {

constexpr std::array<std::pair<std::string_view, std::string_view>, 10> types {{
    {".html", "text/html; charset=utf-8"},
    {".txt", "text/plain; charset=utf-8"},
    {".css", "text/css; charset=utf-8"},
    {".js", "text/javascript; charset=utf-8"},
    {".json", "application/json"},
    {".svg", "image/svg+xml"},
    {".png", "image/png"},
    {".jpg", "image/jpeg"},
    {".gif", "image/gif"},
    {".wasm", "application/wasm"},
}};

std::string_view typeOf(std::string_view path)
{
    for (const auto &[suffix, type] : types) {
        if (path.ends_with(suffix))
            return type;
    }
    return "application/octet-stream";
}

// One folder at a time, each opened without following a link: no name can lead out.
Descriptor openStep(int folder, const std::string &name)
{
    if (name.starts_with('.'))
        return {};
    // O_NONBLOCK: a named pipe must not hold the event loop up; for files it means nothing.
    return Descriptor(openat(folder, name.c_str(), O_RDONLY | O_NOFOLLOW | O_CLOEXEC | O_NONBLOCK));
}

Descriptor openBelow(int root, std::string_view path)
{
    Descriptor current(openat(root, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    while (current && !path.empty()) {
        path.remove_prefix(std::min(path.find_first_not_of('/'), path.size()));
        const std::string name(path.substr(0, path.find('/')));
        if (!name.empty())
            current = openStep(current.number(), name);
        path.remove_prefix(name.size());
    }
    return current;
}

} // namespace

HttpResponse staticFile(int root, std::string_view encodedPath)
{
    HttpResponse notFound = errorResponse(404, "There is nothing at this path.");
    const auto path = percentDecoded(encodedPath);
    if (!path)
        return errorResponse(400, "The path's % escapes are malformed.");
    Descriptor file = openBelow(root, *path);
    struct stat status = {};
    if (!file || fstat(file.number(), &status) != 0)
        return notFound;
    std::string_view type = typeOf(*path);
    if (S_ISDIR(status.st_mode)) {
        file = openStep(file.number(), "index.html");
        type = typeOf(".html");
        if (!file || fstat(file.number(), &status) != 0)
            return notFound;
    }
    if (!S_ISREG(status.st_mode))
        return notFound;
    HttpResponse response;
    response.contentType = type;
    response.body = FileBody {std::move(file), static_cast<std::uint64_t>(status.st_size)};
    return response;
}

} // namespace boxmark::agent
