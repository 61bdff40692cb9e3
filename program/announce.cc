// SPDX-License-Identifier: MIT
#include "program/announce.h"

#include <iostream>

#include "net/peer_limits.h"

namespace reality {
namespace {

struct Place {
  std::string host;  // as a person on this machine types it, IPv6 without brackets
  std::string port;
};

Place place_of(const std::string& address) {
  const size_t colon = address.rfind(':');
  std::string host = address.substr(0, colon);
  if (host.front() == '[') host = host.substr(1, host.size() - 2);
  if (host == "0.0.0.0" || host == "::") host = "localhost";
  return {host, address.substr(colon + 1)};
}

std::string url(const std::string& address) {
  const Place place = place_of(address);
  const bool v6 = place.host.find(':') != std::string::npos;
  return "http://" + (v6 ? "[" + place.host + "]" : place.host) + ":" + place.port + "/";
}

void warn_if_public(const std::string& address, std::string_view why) {
  if (is_local_peer(place_of(address).host)) return;
  std::cerr << "warning: " << address << " may be reached from other machines, and " << why << "\n";
}

}  // namespace

std::string door(std::string_view name, const std::vector<std::string>& addresses) {
  std::string all;
  for (const std::string& address : addresses) all += (all.empty() ? "" : ",") + address;
  return all.empty() ? "" : " " + std::string(name) + "=" + all;
}

void announce_doors(const Settings& settings, const std::vector<std::string>& telnet,
                    const std::vector<std::string>& http, const std::vector<std::string>& smtp) {
  std::cerr << settings.world.name << " is awake.\n";
  if (telnet.empty() && http.empty())
    std::cerr << "telnet.listen and http.listen open no door to play.\n";
  for (const std::string& address : telnet) {
    const Place place = place_of(address);
    std::cerr << "To play: telnet " << place.host << " " << place.port << "\n";
    warn_if_public(address, "telnet hides nothing: passwords can be read on the way");
  }
  for (const std::string& address : http) {
    std::cerr << "In a browser: " << url(address) << " (to play there: " << url(address)
              << "play)\n";
    warn_if_public(address, "HTTP hides nothing: put a reverse proxy with TLS before it");
  }
  for (const std::string& address : smtp) {
    const Place place = place_of(address);
    std::cerr << "Letters to NAME@" << settings.mail.domain << ": SMTP at " << place.host
              << " port " << place.port << "\n";
    warn_if_public(address, "senders of letters are not verified yet");
  }
}

}  // namespace reality
