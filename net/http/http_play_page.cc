// SPDX-License-Identifier: MIT
#include "net/http/http_play_page.h"

#include <algorithm>

#include "engine/text.h"
#include "net/http/html.h"
#include "net/http/http_layout.h"

namespace reality {
namespace {

constexpr size_t kEarlierShown = 200;

void append_hidden(std::string& out, std::string_view name, std::string_view value) {
  out.append("<input type=\"hidden\" name=\"").append(name).append("\" value=\"");
  escape_html_to(out, value);
  out += "\">\n";
}

void append_label(std::string& out, std::string_view id, std::string_view text) {
  out.append("<label for=\"").append(id).append("\">");
  escape_html_to(out, text);
  out += "</label>\n";
}

// "> " asks for nothing in particular; "Password: " does.
std::string_view label_of(const WebPlayer& player) {
  std::string_view label = trim(player.prompt());
  while (label.ends_with(':') || label.ends_with('>')) label.remove_suffix(1);
  return label.empty() ? "What do you do?" : label;
}

void append_log_line(std::string& out, const WebLine& line) {
  if (line.text.empty()) return;
  const std::string_view kind = line.typed ? "typed" : event_kind_name(line.kind);
  out.append("<p class=\"event ").append(kind).append("\">");
  if (line.typed) out += "&gt; ";
  if (!line.typed && line.kind == EventKind::question) out += "<strong>Question:</strong> ";
  append_lines(out, line.text);
  out += "</p>\n";
}

void append_log_lines(std::string& out, const WebPlayer& player, size_t from, size_t to) {
  for (size_t i = from; i < to; ++i) append_log_line(out, player.log()[i]);
}

void append_earlier(std::string& out, const WebPlayer& player) {
  const size_t end = player.now();
  if (end == 0) return;
  out += "<details class=\"earlier\">\n<summary>Earlier</summary>\n";
  append_log_lines(out, player, end - std::min(end, kEarlierShown), end);
  out += "</details>\n";
}

void append_leave(std::string& out, std::string_view token) {
  out += "<form method=\"post\" action=\"/play/leave\">\n";
  append_hidden(out, "token", token);
  out += "<button class=\"quiet\">Leave</button>\n</form>\n";
}

void append_guest_form(std::string& out, std::string_view next) {
  out += "<form method=\"post\" action=\"/play/enter\">\n";
  append_hidden(out, "guest", "1");
  append_hidden(out, "next", next);
  out += "<button>Come in as a guest</button>\n</form>\n";
}

void append_name_form(std::string& out, std::string_view next, std::string_view name) {
  out += "<form class=\"name\" method=\"post\" action=\"/play/enter\">\n";
  append_hidden(out, "next", next);
  append_label(out, "name", "Name");
  out +=
      "<input id=\"name\" name=\"name\" autocomplete=\"username\" autocapitalize=\"off\" "
      "spellcheck=\"false\" maxlength=\"100\" required value=\"";
  escape_html_to(out, name);
  out += "\">\n";
  append_label(out, "password", "Password");
  out +=
      "<input id=\"password\" name=\"password\" type=\"password\" "
      "autocomplete=\"current-password\" maxlength=\"500\" required>\n"
      "<button>Come in</button>\n"
      "<button class=\"quiet\" name=\"new\" value=\"1\">"
      "I am new here: make this character</button>\n</form>\n";
}

void append_door(std::string& out, const DoorView& view) {
  append_guest_form(out, view.next);
  out += "<h2>With a name</h2>\n";
  append_name_form(out, view.next, view.name);
}

}  // namespace

void append_line_form(std::string& out, const PlayView& view, std::string_view back) {
  const bool secret = view.player.secret();
  out += "<form class=\"line\" method=\"post\" action=\"/play\">\n";
  append_label(out, "line", label_of(view.player));
  out.append("<div class=\"row\"><input id=\"line\" name=\"line\" type=\"");
  out.append(secret ? "password" : "text");
  out +=
      "\" autocomplete=\"off\" autocapitalize=\"off\" maxlength=\"1000\" "
      "enterkeyhint=\"send\"";
  if (back.empty()) out += " autofocus";
  out += ">\n<button>Do it</button></div>\n";
  append_hidden(out, "token", view.token);
  if (!back.empty()) append_hidden(out, "back", back);
  if (secret) append_hidden(out, "secret", "1");
  out += "</form>\n";
}

void append_log(std::string& out, const WebPlayer& player) {
  out += "<section class=\"log\" role=\"log\" aria-live=\"polite\" aria-label=\"What happened\">\n";
  append_log_lines(out, player, player.now(), player.log().size());
  out += "</section>\n";
}

std::string last_said(const WebPlayer& player) {
  for (size_t i = player.log().size(); i > player.now(); --i) {
    const WebLine& line = player.log()[i - 1];
    if (!line.typed && !line.text.empty()) return line.text;
  }
  return "That did not work. Please try again.";
}

std::string play_document(const PlayView& view) {
  std::string main;
  append_element(main, "h1", view.world);
  append_line_form(main, view, {});
  main += "<h2>Now</h2>\n";
  append_log(main, view.player);
  append_earlier(main, view.player);
  main +=
      "<div class=\"actions\">\n<a href=\"/play\">Look for news</a>\n"
      "<a href=\"/\">Status</a>\n";
  append_leave(main, view.token);
  main += "</div>\n";
  return html_document({view.player.place(), view.world}, main);
}

std::string over_document(const PlayView& view) {
  std::string main;
  append_element(main, "h1", view.world);
  main += "<p>You are out. These were the last words:</p>\n";
  append_log(main, view.player);
  append_earlier(main, view.player);
  main += "<h2>Come in again</h2>\n";
  append_door(main, {view.world, "/play", {}, {}});
  return html_document({view.world, view.world}, main);
}

std::string door_document(const DoorView& view) {
  std::string main;
  append_element(main, "h1", view.world);
  if (!view.alert.empty()) {
    main += "<p class=\"alert\" role=\"alert\">";
    append_lines(main, view.alert);
    main += "</p>\n";
  }
  main +=
      "<p>A place made of words: type what you want to do, and read what comes of it. "
      "Look round as a guest first, if you like; a name can wait.</p>\n";
  append_door(main, view);
  return html_document({view.world, view.world}, main);
}

}  // namespace reality
