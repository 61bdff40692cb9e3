// SPDX-License-Identifier: MIT
#include "net/http/http_site.h"

#include <algorithm>
#include <array>
#include <utility>
#include <vector>

#include "engine/text.h"
#include "net/http/http_form.h"
#include "net/http/http_layout.h"
#include "net/http/http_page.h"
#include "net/http/http_play_page.h"
#include "net/http/http_same_site.h"
#include "net/http/http_status.h"

namespace reality {
namespace {

constexpr size_t kSlugBytes = 200;

// RFC 9110 9 and RFC 5789. The rest is not known here at all: 501 (RFC 9110 9.1).
constexpr auto kMethods = std::to_array<std::string_view>(
    {"GET", "HEAD", "POST", "PUT", "DELETE", "CONNECT", "OPTIONS", "TRACE", "PATCH"});

bool is_look(std::string_view method) {
  return method == "GET" || method == "HEAD";
}

HttpResponse plain(std::string body) {
  return data_response("text/plain; charset=utf-8", std::move(body));
}

}  // namespace

HttpSite::HttpSite(Scheduler& scheduler, ReleaseGate& gate, const Metrics& metrics,
                   const Settings& settings, const std::string& assets_folder, Secrets secrets)
    : metrics_(metrics),
      settings_(settings),
      assets_(assets_folder),
      play_(scheduler, gate, settings, secrets) {}

void HttpSite::open(Door& door, PageDoor& pages) {
  play_.open(door);
  pages_ = &pages;
}

void HttpSite::handle(HttpRequest request, std::string_view peer, HttpReply reply) {
  if (std::find(kMethods.begin(), kMethods.end(), request.method) == kMethods.end())
    return wrong_method(request.method, {}, reply);
  auto path = split_path(request.path);
  if (!path) return missing(reply);
  HttpSender sender = sender_of(request, peer, settings_.http.trusted_proxies);
  const Subject subject = subject_of(*path);
  const HttpQuestion question{std::move(request), std::move(*path), std::move(sender.peer),
                              sender.secure};
  const std::string_view method = question.request.method;
  const bool only_act = subject == Subject::enter || subject == Subject::leave;
  const bool may_act = only_act || subject == Subject::play;
  if (subject == Subject::none) return missing(reply);
  if (is_look(method) && !only_act) return look(question, subject, reply);
  if (method == "POST" && may_act) return act(question, subject, reply);
  wrong_method(method, only_act ? "POST" : may_act ? "GET, HEAD, POST" : "GET, HEAD", reply);
}

HttpSite::Subject HttpSite::subject_of(const std::vector<std::string>& path) const {
  if (path.empty()) return Subject::page;
  if (path.size() == 1) {
    if (path[0] == "play") return Subject::play;
    if (path[0] == "status.json") return Subject::status;
    if (path[0] == "healthz") return Subject::health;
    if (path[0] == "metrics") return Subject::metrics;
    return assets_.has(path[0]) ? Subject::asset : Subject::none;
  }
  if (path.size() != 2) return Subject::none;
  if (path[0] == "thing" && path[1].size() <= kSlugBytes) return Subject::page;
  if (path[0] != "play") return Subject::none;
  if (path[1] == "enter") return Subject::enter;
  return path[1] == "leave" ? Subject::leave : Subject::none;
}

void HttpSite::look(const HttpQuestion& question, Subject subject, const HttpReply& reply) {
  switch (subject) {
    case Subject::page:
      return ask_page(question, reply);
    case Subject::play:
      return play_.show(question, reply);
    case Subject::status:
      return tell_figures(reply, false);
    case Subject::health:
      return tell_health(reply);
    case Subject::metrics:
      return tell_figures(reply, true);
    case Subject::asset:
      return reply({assets_.answer(question.path[0], question.request), 0});
    default:
      return missing(reply);
  }
}

// Without a turn: whoever asks wants to know now.
void HttpSite::tell_health(const HttpReply& reply) {
  const WorldFigures figures = pages_->figures();
  const bool well = figures.keeping_up && !figures.failed;
  HttpResponse response = plain(figures.failed ? "the disk has failed\n"
                                : well         ? "ok\n"
                                               : "the disk is behind\n");
  if (!well) response.status = 503;
  reply({std::move(response), 0});
}

// Without a turn too: these tell of a disk that hangs while it hangs. What they say acknowledges
// nothing: see PageDoor::figures().
void HttpSite::tell_figures(const HttpReply& reply, bool for_prometheus) {
  const WorldFigures figures = pages_->figures();
  if (for_prometheus) {
    reply(
        {data_response("text/plain; version=0.0.4; charset=utf-8", metrics_text(metrics_, figures)),
         0});
  } else {
    reply({data_response("application/json", status_json(figures)), 0});
  }
}

void HttpSite::act(const HttpQuestion& question, Subject subject, const HttpReply& reply) {
  if (subject == Subject::enter) return play_.enter(question, reply);
  if (subject == Subject::leave) return play_.leave(question, reply);
  play_.say(question, reply);
}

void HttpSite::ask_page(const HttpQuestion& question, const HttpReply& reply) {
  WebSeat* seat = play_.visitor(question.request);
  PageRequest request;
  request.path = question.path;
  if (seat != nullptr) request.visitor = seat->player.session();
  pages_->page(std::move(request), [this, question, reply](const PageAnswer& answer) {
    answer_page(question, answer, reply);
  });
}

// The visitor may have left meanwhile, and is then a stranger.
void HttpSite::answer_page(const HttpQuestion& question, const PageAnswer& answer,
                           const HttpReply& reply) {
  if (answer.status == PageAnswer::Status::missing) return missing(reply, answer.turn);
  const std::string_view world = settings_.world.name;
  if (answer.status == PageAnswer::Status::failed)
    return reply({message_page(500, world, "Something went wrong",
                               "This page could not be made. The keepers have been told."),
                  answer.turn});
  const bool front = question.path.empty();
  WebSeat* seat = play_.visitor(question.request);
  if (seat != nullptr && seat->player.session() == nullptr) seat = nullptr;
  const std::string here = front ? "/" : thing_path(question.path[1]);
  std::string main;
  append_page(main, answer.page, {seat != nullptr ? seat->token : std::string_view(), here});
  if (front) {
    main +=
        "<div class=\"actions\">\n<a class=\"main\" href=\"/play\">Play</a>\n"
        "<a href=\"/\">Refresh</a>\n</div>\n";
  } else if (seat != nullptr) {
    append_line_form(main, {seat->player, seat->token, world}, here);
    append_log(main, seat->player);
  }
  reply({html_response(200, html_document({answer.page.title, world, front}, main)), answer.turn});
}

// `allowed` is empty for a method that is allowed nowhere.
void HttpSite::wrong_method(std::string_view method, std::string_view allowed,
                            const HttpReply& reply) {
  const std::string text = "This cannot be done here: " + clean_line(method);
  HttpResponse response =
      message_page(allowed.empty() ? 501 : 405, settings_.world.name, "Not like this", text);
  if (!allowed.empty()) response.headers.push_back({"Allow", std::string(allowed)});
  reply({std::move(response), 0});
}

void HttpSite::missing(const HttpReply& reply, uint64_t turn) const {
  reply({message_page(404, settings_.world.name, "Nothing here", "There is no page of that name."),
         turn});
}

}  // namespace reality
