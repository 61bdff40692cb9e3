// SPDX-License-Identifier: MIT
#include "net/http/http_page.h"

#include <vector>

#include "net/http/html.h"
#include "net/http/http_form.h"
#include "net/http/http_layout.h"

namespace reality {
namespace {

using Kind = PageBlock::Kind;

/// Writes one page; buttons that stand side by side become one group.
class PageWriter {
 public:
  PageWriter(std::string& out, const PageReader& reader) : out_(out), reader_(reader) {}

  void add(const PageBlock& block);
  void end_buttons();
  void heading(std::string_view text);

 private:
  void list(const PageBlock& block);
  void figures(const PageBlock& block);
  void link(const PageBlock& block);
  void button(const PageBlock& block);
  void begin_buttons();

  std::string& out_;
  const PageReader& reader_;
  bool has_heading_ = false;
  bool in_buttons_ = false;
};

void append_attribute(std::string& out, std::string_view name, std::string_view value) {
  out.append(" ").append(name).append("=\"");
  escape_html_to(out, value);
  out += '"';
}

void append_hidden(std::string& out, std::string_view name, std::string_view value) {
  out += "<input type=\"hidden\"";
  append_attribute(out, "name", name);
  append_attribute(out, "value", value);
  out += ">";
}

// "//host" and "/\host" lead elsewhere.
bool is_own_path(std::string_view target) {
  if (!target.starts_with('/') || target.starts_with("//")) return false;
  for (const char c : target)
    if (c == '\\' || static_cast<unsigned char>(c) <= ' ') return false;
  return true;
}

void PageWriter::add(const PageBlock& block) {
  if (block.kind != Kind::button) end_buttons();
  switch (block.kind) {
    case Kind::heading:
      return heading(block.text);
    case Kind::text:
      return append_element(out_, "p", block.text);
    case Kind::list:
      return list(block);
    case Kind::figures:
      return figures(block);
    case Kind::link:
      return link(block);
    case Kind::button:
      return button(block);
  }
}

void PageWriter::heading(std::string_view text) {
  if (text.empty()) return;
  append_element(out_, has_heading_ ? "h2" : "h1", text);
  has_heading_ = true;
}

void PageWriter::list(const PageBlock& block) {
  if (block.items.empty()) return;
  out_ += "<ul>\n";
  for (const std::string& item : block.items) append_element(out_, "li", item);
  out_ += "</ul>\n";
}

void PageWriter::figures(const PageBlock& block) {
  if (block.figures.empty()) return;
  out_ += "<dl class=\"figures\">\n";
  for (const PageFigure& figure : block.figures) {
    out_ += "<div><dt>";
    escape_html_to(out_, figure.label);
    out_ += "</dt><dd";
    if (!figure.key.empty()) append_attribute(out_, "data-figure", figure.key);
    out_ += ">";
    append_lines(out_, figure.value);
    out_ += "</dd></div>\n";
  }
  out_ += "</dl>\n";
}

void PageWriter::link(const PageBlock& block) {
  if (!is_own_path(block.target) || block.text.empty())
    return append_element(out_, "p", block.text);
  out_ += "<p><a";
  append_attribute(out_, "href", block.target);
  out_ += ">";
  append_lines(out_, block.text);
  out_ += "</a></p>\n";
}

// A player's button is a form; a stranger reads in a list what one may do.
void PageWriter::button(const PageBlock& block) {
  if (block.text.empty()) return;
  begin_buttons();
  if (reader_.token.empty()) return append_element(out_, "li", block.text);
  out_ += "<form method=\"post\" action=\"/play\">";
  append_hidden(out_, "token", reader_.token);
  append_hidden(out_, "back", reader_.here);
  append_hidden(out_, "line", block.target);
  out_ += "<button>";
  append_lines(out_, block.text);
  out_ += "</button></form>\n";
}

void PageWriter::begin_buttons() {
  if (in_buttons_) return;
  in_buttons_ = true;
  out_ += reader_.token.empty() ? "<p>Here one may:</p>\n<ul>\n" : "<div class=\"buttons\">\n";
}

void PageWriter::end_buttons() {
  if (!in_buttons_) return;
  in_buttons_ = false;
  if (!reader_.token.empty()) {
    out_ += "</div>\n";
    return;
  }
  out_ += "</ul>\n<p><a";
  append_attribute(out_, "href", "/play?next=" + percent_encode(reader_.here));
  out_ += ">Come in to do it</a></p>\n";
}

bool has_a_heading(const Page& page) {
  for (const PageBlock& block : page.blocks)
    if (block.kind == Kind::heading && !block.text.empty()) return true;
  return false;
}

}  // namespace

void append_page(std::string& out, const Page& page, const PageReader& reader) {
  PageWriter writer(out, reader);
  if (!has_a_heading(page)) writer.heading(page.title.empty() ? "A thing" : page.title);
  for (const PageBlock& block : page.blocks) writer.add(block);
  writer.end_buttons();
}

std::optional<std::string> way_back(std::string_view path) {
  const auto segments = split_path(path);
  if (!segments) return std::nullopt;
  if (segments->empty()) return "/";
  if (segments->size() == 1 && segments->front() == "play") return "/play";
  if (segments->size() == 2 && segments->front() == "thing") return thing_path(segments->back());
  return std::nullopt;
}

std::string thing_path(std::string_view slug) {
  return "/thing/" + percent_encode(slug);
}

}  // namespace reality
