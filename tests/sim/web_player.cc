// SPDX-License-Identifier: MIT
#include "tests/sim/web_player.h"

#include "engine/text.h"
#include "tests/sim/life.h"
#include "tests/sim/telnet_player.h"

namespace reality::sim {

void WebPlayer::with(SimNetwork& network, const Wait& wait) {
  network_ = &network;
  wait_ = &wait;
  if (!browser_)
    browser_ = std::make_unique<WebActor>(
        [this](const std::string& request) { return exchange(request); });
}

std::string WebPlayer::exchange(const std::string& request) {
  auto client = network_->connect(kWebAddress, LinkStyle{});
  if (!client) return {};
  client->send(request);
  while (!client->closed())
    if (!(*wait_)()) break;
  std::string answer = client->take();
  ((transcript_ += name_) += '<') += answer;
  if (client->closed()) {
    ++answered_;
  } else {
    left_.push_back(std::move(client));
    answer.clear();
  }
  return answer;
}

void WebPlayer::enter(SimNetwork& network, const Wait& wait) {
  with(network, wait);
  browser_->get("/play");
  browser_->post("/play/enter", {{"name", name_}, {"password", kPassword}});
}

void WebPlayer::type(const std::string& line, SimNetwork& network, const Wait& wait) {
  with(network, wait);
  if (!browser_->say(line)) {
    enter(network, wait);
    browser_->say(line);
  }
  read(network, wait);
}

void WebPlayer::look_at(const std::string& path, SimNetwork& network, const Wait& wait) {
  with(network, wait);
  browser_->get(path);
  const std::string text = browser_->text();
  witness_.hear_of_letters(text);
  witness_.hear_of_beats(text);
  if (browser_->status() == 500) problems_.push_back("the page " + path + " broke");
}

void WebPlayer::read(SimNetwork& network, const Wait& wait) {
  with(network, wait);
  const std::string news = browser_->seen();
  for (std::string_view line : split(news, '\n')) witness_.hear(line);
  // What a turn has to say comes all at once.
  if (!news.empty()) witness_.conclude();
}

void WebPlayer::lose_server() {
  left_.clear();
  browser_.reset();
  witness_.cut_short();
}

}  // namespace reality::sim
