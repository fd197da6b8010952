// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "load/qnam/steprequests.h"

#include "load/steptext.h"

#include <QNetworkProxy>
#include <QNetworkProxyFactory>

#include <memory>

namespace boxmark {

using namespace Qt::StringLiterals;

namespace {

// A proxy of the type DefaultProxy makes the manager open buffered sockets (qhttpnetworkconnectionchannel.cpp,
// ensureConnection); the socket then resolves it to the application's proxy, which is none.
class BufferedSockets final : public QNetworkProxyFactory
{
public:
    QList<QNetworkProxy> queryProxy(const QNetworkProxyQuery &) override { return m_answer; }

private:
    QList<QNetworkProxy> m_answer {QNetworkProxy(QNetworkProxy::DefaultProxy)};
};

} // namespace

void configureForLoad(QNetworkAccessManager &manager)
{
    QNetworkProxy::setApplicationProxy(QNetworkProxy(QNetworkProxy::NoProxy));
    manager.setProxyFactory(std::make_unique<BufferedSockets>().release()); // the manager owns it
    manager.setAutoDeleteReplies(false);
}

StepRequests::StepRequests(const QUrl &endpoint, const QList<LoadStep> &steps, int users)
    : m_endpoint(endpoint)
    , m_steps(steps)
    , m_requests(static_cast<std::size_t>(users) * static_cast<std::size_t>(steps.size()))
{
}

QNetworkReply *StepRequests::send(QNetworkAccessManager &manager, int user, int step)
{
    const LoadStep &what = m_steps.at(step);
    const QNetworkRequest &request = this->request(user, step);
    if (what.method == "HEAD")
        return manager.head(request);
    if (what.body.isEmpty()) {
        if (what.method == "GET")
            return manager.get(request);
        if (what.method == "DELETE")
            return manager.deleteResource(request);
        // Without a device: for an empty one the manager never tells that the request was sent.
        return manager.sendCustomRequest(request, what.method);
    }
    if (what.method == "POST")
        return manager.post(request, what.body);
    if (what.method == "PUT")
        return manager.put(request, what.body);
    return manager.sendCustomRequest(request, what.method, what.body);
}

const QNetworkRequest &StepRequests::request(int user, int step)
{
    auto &request = m_requests[static_cast<std::size_t>(user) * static_cast<std::size_t>(m_steps.size())
        + static_cast<std::size_t>(step)];
    if (!request)
        request = makeRequest(user, m_steps.at(step));
    return *request;
}

QNetworkRequest StepRequests::makeRequest(int user, const LoadStep &step) const
{
    QNetworkRequest request(stepUrl(m_endpoint, step));
    // The manager shares six connections among all requests whose names are equal. For plain HTTP the name means
    // nothing else; for HTTPS it would decide which certificate is right.
    if (m_endpoint.scheme() == "http"_L1)
        request.setPeerVerifyName(u"user%1"_s.arg(user));

    // Each of these the manager would otherwise work out anew for every request.
    for (const auto &[name, value] : stepHeaders(m_endpoint, step))
        request.setRawHeader(name, value);
    if (announcesEmptyBody(step))
        request.setRawHeader("Content-Length", "0");

    request.setAttribute(QNetworkRequest::RedirectPolicyAttribute, QNetworkRequest::ManualRedirectPolicy);
    request.setAttribute(QNetworkRequest::CookieLoadControlAttribute, QNetworkRequest::Manual);
    request.setAttribute(QNetworkRequest::CookieSaveControlAttribute, QNetworkRequest::Manual);
    request.setAttribute(QNetworkRequest::AuthenticationReuseAttribute, QNetworkRequest::Manual);
    request.setAttribute(QNetworkRequest::Http2AllowedAttribute, false);
    request.setAttribute(QNetworkRequest::Http2CleartextAllowedAttribute, false);
    return request;
}

} // namespace boxmark
