// SPDX-License-Identifier: MIT
#include "tests/support/web_actor.h"

#include <algorithm>
#include <array>
#include <cstdlib>
#include <optional>

#include "engine/text.h"
#include "net/http/http_form.h"

namespace reality {
namespace {

constexpr std::string_view kPlay = "/play";
constexpr int kMostRedirects = 5;

/// What stands between < and >, and where the text goes on.
struct Tag {
  std::string_view inside;
  size_t end = 0;

  bool is(std::string_view name) const {
    return inside.substr(0, inside.find_first_of(" >")) == name;
  }
};

struct Button {
  std::string label;
  WebFields fields;  // its own, sent when it is pressed
};

struct Form {
  std::string action;
  WebFields fields;
  std::vector<Button> buttons;
};

std::optional<Tag> next_tag(std::string_view html, size_t from) {
  const size_t begin = html.find('<', from);
  if (begin == html.npos) return std::nullopt;
  const size_t end = std::min(html.find('>', begin), html.size() - 1);
  return Tag{html.substr(begin + 1, end - begin - 1), end + 1};
}

std::string decode_references(std::string_view text) {
  constexpr auto kKnown = std::to_array<std::pair<std::string_view, char>>(
      {{"&amp;", '&'}, {"&lt;", '<'}, {"&gt;", '>'}, {"&quot;", '"'}, {"&#39;", '\''}});
  std::string out;
  while (!text.empty()) {
    const auto found = std::find_if(kKnown.begin(), kKnown.end(), [text](const auto& known) {
      return text.starts_with(known.first);
    });
    const bool plain = found == kKnown.end();
    out += plain ? text.front() : found->second;
    text.remove_prefix(plain ? 1 : found->first.size());
  }
  return out;
}

// A tag parts words, as it does on nearly all pages.
std::string plain_text(std::string_view html) {
  std::string text;
  size_t from = 0;
  for (auto tag = next_tag(html, 0); tag; tag = next_tag(html, from)) {
    text.append(html.substr(from, html.find('<', from) - from)).append(" ");
    from = tag->end;
  }
  text.append(html.substr(from));
  return decode_references(text);
}

/// Without empty lines, and without spaces about the others.
std::string tidy(const std::string& text) {
  std::string out;
  for (std::string_view line : split(text, '\n'))
    if (!trim(line).empty()) out.append(trim(line)).append("\n");
  return out;
}

std::optional<std::string> attribute(const Tag& tag, std::string_view name) {
  const std::string wanted = " " + std::string(name) + "=\"";
  const size_t at = tag.inside.find(wanted);
  if (at == tag.inside.npos) return std::nullopt;
  const std::string_view value = tag.inside.substr(at + wanted.size());
  return decode_references(value.substr(0, value.find('"')));
}

void append_field(WebFields& fields, const Tag& tag) {
  const auto name = attribute(tag, "name");
  if (name) fields.emplace_back(*name, attribute(tag, "value").value_or(""));
}

std::vector<Form> read_forms(std::string_view html) {
  std::vector<Form> forms;
  for (auto tag = next_tag(html, 0); tag; tag = next_tag(html, tag->end)) {
    if (tag->is("form")) forms.push_back({attribute(*tag, "action").value_or(""), {}, {}});
    if (forms.empty()) continue;
    if (tag->is("input")) append_field(forms.back().fields, *tag);
    if (!tag->is("button")) continue;
    const size_t end = html.find("</button>", tag->end);
    Button button{plain_text(html.substr(tag->end, end - tag->end)), {}};
    append_field(button.fields, *tag);
    forms.back().buttons.push_back(std::move(button));
  }
  return forms;
}

std::string encode_form(const WebFields& fields) {
  std::string body;
  for (const auto& [name, value] : fields) {
    if (!body.empty()) body += '&';
    body.append(percent_encode(name)).append("=").append(percent_encode(value));
  }
  return body;
}

/// The value of a field of the head, which this server spells as it is asked for here.
std::string_view head_field(std::string_view head, std::string_view name) {
  const std::string wanted = "\r\n" + std::string(name) + ": ";
  const size_t at = head.find(wanted);
  if (at == head.npos) return {};
  const std::string_view value = head.substr(at + wanted.size());
  return value.substr(0, value.find("\r\n"));
}

std::string* find_field(WebFields& fields, std::string_view name) {
  for (auto& [known, value] : fields)
    if (known == name) return &value;
  return nullptr;
}

}  // namespace

void WebActor::get(const std::string& path) {
  show(follow(path));
}

void WebActor::post(const std::string& path, const WebFields& fields) {
  show(follow(path, &fields));
}

bool WebActor::press(std::string_view label) {
  for (Form& form : read_forms(page_)) {
    for (const Button& button : form.buttons) {
      if (fold_case(trim(button.label)) != fold_case(label)) continue;
      form.fields.insert(form.fields.end(), button.fields.begin(), button.fields.end());
      post(form.action, form.fields);
      return true;
    }
  }
  return false;
}

bool WebActor::say(const std::string& line) {
  get(std::string(kPlay));
  for (Form& form : read_forms(page_)) {
    std::string* field = find_field(form.fields, "line");
    if (field == nullptr) continue;
    *field = line;
    post(form.action, form.fields);
    return true;
  }
  return false;
}

std::string WebActor::text() const {
  return tidy(plain_text(page_));
}

std::string WebActor::seen() {
  follow(std::string(kPlay));
  return std::exchange(news_, {});
}

WebActor::Answer WebActor::fetch(const std::string& path, const WebFields* form) {
  std::string request = (form != nullptr ? "POST " : "GET ") + path + " HTTP/1.1\r\n";
  request += "Host: localhost\r\nConnection: close\r\n";
  if (!cookie_.empty()) request += "Cookie: " + cookie_ + "\r\n";
  std::string body;
  if (form != nullptr) {
    body = encode_form(*form);
    request += "Origin: http://localhost\r\nContent-Type: application/x-www-form-urlencoded\r\n";
    request += "Content-Length: " + std::to_string(body.size()) + "\r\n";
  }
  const std::string bytes = exchange_(request + "\r\n" + body);
  const size_t end = bytes.find("\r\n\r\n");
  Answer answer;
  if (end == bytes.npos || !bytes.starts_with("HTTP/1.1 ")) return answer;
  answer.status = std::atoi(bytes.c_str() + sizeof("HTTP/1.1"));
  answer.head = bytes.substr(0, end + 2);
  answer.body = bytes.substr(end + 4);
  keep_cookie(answer);
  return answer;
}

// A form is posted once; where it leads is only looked at (RFC 9110 15.4.4).
WebActor::Answer WebActor::follow(std::string path, const WebFields* form) {
  Answer answer = fetch(path, form);
  for (int i = 0; answer.status == 303 && i < kMostRedirects; ++i) {
    path = head_field(answer.head, "Location");
    answer = fetch(path);
  }
  if (path == kPlay && answer.status == 200) note_news(answer.body);
  return answer;
}

void WebActor::show(Answer answer) {
  status_ = answer.status;
  page_ = std::move(answer.body);
}

void WebActor::keep_cookie(const Answer& answer) {
  const std::string_view field = head_field(answer.head, "Set-Cookie");
  if (field.empty()) return;
  const std::string_view pair = field.substr(0, field.find(';'));
  cookie_ = pair.ends_with('=') ? std::string_view() : pair;
}

// The page has the newest first, in two parts: what came since the last typed line, and before it.
std::vector<WebActor::LogEntry> WebActor::read_log(std::string_view html) {
  std::vector<LogEntry> now;
  std::vector<LogEntry> earlier;
  const size_t border = html.find("<details class=\"earlier\">");
  for (auto tag = next_tag(html, 0); tag; tag = next_tag(html, tag->end)) {
    const std::string kind = attribute(*tag, "class").value_or("");
    if (!tag->is("p") || !kind.starts_with("event")) continue;
    const size_t end = html.find("</p>", tag->end);
    (tag->end < border ? now : earlier)
        .push_back({kind == "event typed", plain_text(html.substr(tag->end, end - tag->end))});
  }
  earlier.insert(earlier.end(), now.begin(), now.end());
  return earlier;
}

// A log grows at its end, and a long one loses its beginning.
void WebActor::note_news(const std::string& play_page) {
  std::vector<LogEntry> log = read_log(play_page);
  size_t lost = 0;
  const auto goes_on = [&] {
    const size_t known = log_.size() - lost;
    return known <= log.size() &&
           std::equal(log_.end() - static_cast<std::ptrdiff_t>(known), log_.end(), log.begin());
  };
  while (!goes_on()) ++lost;
  for (size_t i = log_.size() - lost; i < log.size(); ++i)
    if (!log[i].typed) news_ += log[i].text + "\n";
  log_ = std::move(log);
}

}  // namespace reality
